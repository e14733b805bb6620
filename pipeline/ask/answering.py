"""What an answerer is: a question, what was said before it, and the documents, to a cited answer.

Every citation was looked up in its passage: `Answer.citations` holds no quotation that does not stand
there word for word.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from pipeline.core.types import Answer, AnswerSentence
from pipeline.sources.search.library import Library
from pipeline.sources.search.only import EVERYTHING, Only


@dataclass(frozen=True)
class Turn:
    """What was asked before in the same dialogue, and what was answered; None where that is not known."""

    question: str
    answer: Answer | None = None


@dataclass(frozen=True)
class Asked:
    """A question in its dialogue (`before`, oldest first) and the documents it may be answered from."""

    question: str
    before: tuple[Turn, ...] = ()
    only: Only = EVERYTHING


Heard = Callable[[AnswerSentence], None]
"""Told of every sentence of an answer as soon as it is proven. It stands there then, unless the line to the
model broke: nothing more is told after that, and the answer alone says what stands."""


def unheard(sentence: AnswerSentence) -> None:
    """For who waits for the whole answer."""


class Answerer(Protocol):
    """Answers questions; raises InputError for a question that is none, ModelError as a model does."""

    @property
    def signature(self) -> str:
        """What an answer depends on besides question and documents."""

    def answer(self, asked: Asked, library: Library, heard: Heard = unheard) -> Answer:
        """The answer in the language of the question."""


def dialogue(questions: Sequence[str], only: Only = EVERYTHING) -> list[Asked]:
    """Questions in a row, as they are asked before any is answered; each knows those before it."""
    return [
        Asked(question, tuple(Turn(one) for one in questions[:number]), only)
        for number, question in enumerate(questions)
    ]
