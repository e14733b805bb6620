"""Asking as `ask` and `chat` share it: a question in its dialogue, to an answer or what prevents one.

A question that cannot be answered as it was asked (empty, too long, refused by the model) is told with
it; what would befall every other question as well (no network, a used-up budget) ends the asking.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.app.questions import Case
from pipeline.ask.answering import Answerer, Asked, Heard, Turn, unheard
from pipeline.core.errors import (
    AnswerError,
    ContextError,
    DeclinedError,
    FilterError,
    InputError,
    ProjectError,
    RunError,
)
from pipeline.core.types import Answer
from pipeline.sources.search.library import Library
from pipeline.sources.search.only import Only

_CONCERNS_ALL = (ProjectError, RunError, DeclinedError)
"""Mistakes of a person that are none of the question: the project, a missing --yes."""


@dataclass(frozen=True)
class Inquiry:
    """Whom and what to ask: the answerer, the documents and which of them; `by` as answers name it."""

    answerer: Answerer
    library: Library
    only: Only
    by: str

    def answer(self, question: str, before: Sequence[Turn] = (), heard: Heard = unheard) -> Answer:
        """The answer; raises InputError for a question that is none, ModelError as a model does."""
        asked = Asked(legible(question), tuple(before), self.only)
        try:
            return self.answerer.answer(asked, self.library, heard)
        except FilterError as error:  # as a search finds nothing then and says so
            why = str(error)
            return Answer(question=question, answered=False, text=why, by=self.by, why_not=why)


@dataclass(frozen=True)
class Reached:
    """What became of a question: its answer; `problem` where there is none, `given` where it was known."""

    answer: Answer
    problem: str = ""
    given: bool = False


def legible(question: str) -> str:
    """The question, where all of it is text; raises InputError."""
    try:
        question.encode()
    except UnicodeEncodeError as error:
        raise InputError(
            f"Zeichen {error.start + 1} der Frage ist kein gültiges UTF-8. Bitte die Frage neu eintippen "
            "oder die Datei als UTF-8 speichern."
        ) from error
    return question


def reached(case: Case, inquiry: Inquiry) -> list[Reached]:
    """What became of each question of a case; each knows the answers before it."""
    so_far: list[Reached] = []
    turns: list[Turn] = []
    for said in case.said:
        if said.answer is not None:
            answer = Answer(question=said.question, answered=bool(said.answer), text=said.answer, by="")
            one = Reached(answer, given=True)
        else:
            one = _asked(said.question, turns, inquiry)
        so_far.append(one)
        turns.append(Turn(said.question, None if one.problem else one.answer))
    return so_far


def _asked(question: str, before: Sequence[Turn], inquiry: Inquiry) -> Reached:
    try:
        return Reached(inquiry.answer(question, before))
    except _CONCERNS_ALL:
        raise
    except (InputError, AnswerError, ContextError) as error:
        shown = question.encode("utf-8", "replace").decode()
        why = str(error)
        answer = Answer(question=shown, answered=False, text=why, by=inquiry.by, why_not=why)
        return Reached(answer, problem=why)


def as_json(answer: Answer) -> dict[str, Any]:
    """The answer as scripts rely on it: what the interface names first, then what was added."""
    fields = answer.model_dump(mode="json")
    named = ("question", "answered", "text", "citations", "nearest")
    return {**{name: fields.pop(name) for name in named}, **fields}


def case_json(case: Case, so_far: Sequence[Reached]) -> dict[str, Any]:
    """A line of a batch: the answer to the last question; of a dialogue, all of them in short besides."""
    last = so_far[-1]
    line = {"id": case.id, **as_json(last.answer)}
    if last.problem:
        line["problem"] = last.problem
    if case.dialogue:
        line["turns"] = [_in_short(one) for one in so_far]
    return line


def _in_short(one: Reached) -> dict[str, Any]:
    answer = one.answer
    short: dict[str, Any] = {
        "question": answer.question,
        "understood": answer.understood,
        "answered": answer.answered,
        "text": answer.text,
        "documents": list(dict.fromkeys(citation.document for citation in answer.citations)),
        "given": one.given,
    }
    return {**short, "problem": one.problem} if one.problem else short
