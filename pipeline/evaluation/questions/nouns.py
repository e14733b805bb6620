"""What a labelled question is, and who puts it to the documents of a run."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from pipeline.core.types import Answer

UNANSWERABLE, DIALOGUE, LIST = "unbeantwortbar", "dialog", "list"


@dataclass(frozen=True)
class Question:
    """A question, or the last of a dialogue (`turns`), and where its answer stands; none if nowhere.

    `documents` are paths below documents/, `spans` words of which an answer quotes some. Of one `held_out`
    only figures are reported, never what it asks.
    """

    id: str
    project: str
    kind: str
    turns: tuple[str, ...]
    documents: tuple[str, ...] = ()
    spans: tuple[str, ...] = ()
    held_out: bool = False

    @property
    def answerable(self) -> bool:
        """Whether the documents answer it."""
        return self.kind != UNANSWERABLE


class Asking(Protocol):
    """The questions of a run's project, and who answers them; documents are opened when one is asked."""

    def questions(self) -> Sequence[Question]:
        """Those of this project; raises InputError for a question file that cannot be used."""

    def answer(self, question: Question) -> Answer:
        """The answer, of a dialogue that to its last turn; raises AnswerError where a model gave none."""
