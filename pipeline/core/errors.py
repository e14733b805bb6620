"""Every expected error, in one tree; a surface turns exactly these into a message.

SzenarioError                 expected, told to the person in German, exit code 2
├── InputError                what a person gave is wrong
│   ├── ProjectError          the folder, szenario.toml, the arguments
│   ├── SheetError            factors and values
│   ├── DeclinedError         a person was asked and said no; no mistake, and told without "Fehler"
│   ├── FilterError           no document fits what a search was narrowed to; shown as an empty result
│   ├── DocumentError         one document; a run names it, skips it and goes on
│   └── RunError              a run folder that is none, or is incomplete
└── SurroundingsError         the machine is not as needed
    ├── LockedError           another process works on the same run
    ├── OutputError           a file or folder that cannot be written
    └── ModelError            the language model cannot be reached, refuses, or does not answer as asked
        ├── AnswerError       one question was answered, but never as asked, or was declined
        ├── ContextError      what was asked does not fit into the model's context: ask for less at once
        └── BudgetError       the budget of a run is used up; what was paid for is kept

Anything else that is raised is a bug and shows its trace. A message says what was asked, what was
found and what to do, in at most two sentences; the class carries no further meaning.
"""


class SzenarioError(Exception):
    """An expected error with a German message for the person at the keyboard."""


class InputError(SzenarioError):
    """What a person gave is wrong."""


class ProjectError(InputError):
    """The project folder, its szenario.toml or an argument cannot be used."""


class DeclinedError(InputError):
    """A person was asked and said no."""


class SheetError(InputError):
    """The value sets cannot be used as they stand."""


class FilterError(InputError):
    """No document fits what a search was narrowed to."""


class DocumentError(InputError):
    """One document cannot be read."""


class RunError(InputError):
    """A run folder is missing or incomplete."""


class SurroundingsError(SzenarioError):
    """The machine is not as needed."""


class LockedError(SurroundingsError):
    """Another process works on the same run folder."""


class OutputError(SurroundingsError):
    """A file or folder cannot be written."""


class ModelError(SurroundingsError):
    """The language model cannot be reached, refuses, or does not answer as asked."""


class AnswerError(ModelError):
    """One question was answered, but never as asked, or was declined; others may go well."""


class ContextError(ModelError):
    """What was asked does not fit into the model's context."""


class BudgetError(ModelError):
    """The budget of a run is used up."""
