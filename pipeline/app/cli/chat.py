"""`szenario chat PROJECT`: a dialogue in the terminal, in which a question may refer to those before it.

A question that cannot be answered is told, and the dialogue goes on. Strg+C clears the line; only while
an answer is being made it ends the command.
"""

import contextlib
import io
import sys
from collections.abc import Callable

from pipeline.app.cli import options
from pipeline.app.cli.ask import NoHistory, opened
from pipeline.app.cli.options import Model, Offline, Out, ProjectFolder, Variant, Yes
from pipeline.app.cli.terminal import lines

PROMPT = "Frage: "
LIKELY = 10
"""Questions of a dialogue, for what it will cost before the first is asked; the budget is the limit."""


def command(
    project: ProjectFolder,
    model: Model = None,
    offline: Offline = False,
    variant: Variant = 0,
    yes: Yes = False,
    document: options.OnlyDocuments = None,
    kind: options.OnlyKinds = None,
    since: options.Since = "",
    until: options.Until = "",
    together: options.With = None,
    only_project: options.OnlyProjects = None,
    no_history: NoHistory = False,
    out: Out = None,
) -> None:
    """Ein Gespräch mit den Dokumenten: Fragen, Rückfragen, Quellen ansehen, Antworten bewerten."""
    from pipeline.app.cli.conversation import Conversation
    from pipeline.app.remembering import begun
    from pipeline.project import open_project

    only = options.only(document, kind, since, until, only_project)
    notes = begun(open_project(project), not no_history, lines())
    counter = opened([project, *(together or ())], out, only, model, offline, variant, yes, LIKELY)
    conversation = Conversation(counter, notes)
    read = _reader()
    if sys.stdin.isatty():
        print(f"Fragen an „{project}“. /hilfe nennt die Befehle, Strg+D beendet.", file=sys.stderr)
    while True:
        try:
            line = read()
        except EOFError:
            if sys.stdin.isatty():
                print(file=sys.stderr)
            break
        except KeyboardInterrupt:
            print(file=sys.stderr)
            continue
        if not conversation.goes_on(line):
            break


def _reader() -> Callable[[], str]:
    """What gives the next line or raises EOFError: with a prompt, and keys to edit it, at a terminal."""
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    if not sys.stdin.isatty():
        return input
    with contextlib.suppress(ImportError):
        import readline  # noqa: F401  (input() takes it)
    return lambda: input(PROMPT)
