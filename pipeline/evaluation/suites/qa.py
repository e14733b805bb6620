"""Suite 7: questions with a known answer, put to the documents as a person asks.

Its cases are the question sets themselves: those of the program and those of the project. A question that
stayed without any answer, since the model failed, is unjudged and no wrong answer.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.core.errors import AnswerError, ContextError
from pipeline.core.files import digest
from pipeline.core.types import Answer
from pipeline.evaluation.material import Material
from pipeline.evaluation.nouns import Obstacle
from pipeline.evaluation.questions import FIRST, Asking, Outcome, Question, load_questions, measured
from pipeline.evaluation.results import Cell, Metric, Table
from pipeline.evaluation.suites.measuring import share
from pipeline.evaluation.suites.resting_on import questions_of
from pipeline.evaluation.suites.suite import Proof, Shown, Suite

SILENT = "frage_ohne_antwort"
_HIDDEN = "zurückgehaltene Frage"


@dataclass(frozen=True)
class Asked:
    """A question and what became of it; None and `why` where the model failed."""

    question: Question
    outcome: Outcome | None
    why: str = ""


def prove(paths: Sequence[Path]) -> Proof:
    """How many questions the program brings along; raises InputError for a file that cannot be used."""
    return Proof(len(load_questions(paths)))


def judge(material: Material) -> Shown:
    """Every question of the project asked; nothing is looked at where nobody can ask."""
    asked = [_asked(one, material.asking) for one in material.asking.questions()] if material.asking else []
    outcomes = [one.outcome for one in asked if one.outcome is not None]
    known = [one for one in outcomes if one.case.answerable]
    nowhere = [one for one in outcomes if not one.case.answerable]
    return Shown(
        data=len(asked),
        metrics=(
            _metric(
                "documents", f"Richtiges Dokument unter den ersten {FIRST}", known, lambda one: one.document
            ),
            _metric("quotes", "Richtige Stelle zitiert", known, lambda one: one.quoted),
            _metric("answered", "Beantwortbares beantwortet", known, lambda one: one.answered),
            _metric("declined", "Unbeantwortbares abgelehnt", nowhere, lambda one: not one.answered),
        ),
        tables=tuple(one for one in (_kinds(outcomes), _wrong(outcomes)) if one.rows),
        obstacles=tuple(_silent(one) for one in asked if one.outcome is None),
    )


def _asked(question: Question, asking: Asking) -> Asked:
    try:
        answer: Answer = asking.answer(question)
    except (AnswerError, ContextError) as error:
        return Asked(question, None, str(error))
    return Asked(question, measured(question, answer))


def _metric(name: str, title: str, outcomes: Sequence[Outcome], right: Callable[[Outcome], bool]) -> Metric:
    items = [(one.case.id, right(one)) for one in outcomes]
    told = f"{sum(fine for _, fine in items)} von {len(items)} Fragen."
    return share(name, title, items, told if items else "Solche Fragen fehlen.")


def _silent(one: Asked) -> Obstacle:
    words = _HIDDEN if one.question.held_out else one.question.turns[-1]
    return Obstacle(
        id=digest(f"{SILENT} {one.question.id} {' '.join(one.question.turns)}".encode())[:8],
        cluster="",
        sentence=None,
        kind=SILENT,
        sort="unjudged",
        cause="model",
        message=f"Frage {one.question.id} („{words}“) blieb ohne Antwort: {one.why}",
        waivable=False,
    )


def _kinds(outcomes: Sequence[Outcome]) -> Table:
    kinds = sorted({one.case.kind for one in outcomes})
    return Table(
        title="Fragen nach Art",
        columns=("Art", "Fragen", "Dokument", "Zitat", "beantwortet"),
        rows=tuple(_kind(kind, [one for one in outcomes if one.case.kind == kind]) for kind in kinds),
    )


def _kind(kind: str, part: Sequence[Outcome]) -> tuple[Cell, ...]:
    labelled = part[0].case.answerable
    return (
        Cell(text=kind),
        Cell(text=str(len(part))),
        Cell(text=str(sum(one.document for one in part)) if labelled else "–"),
        Cell(text=str(sum(one.quoted for one in part)) if labelled else "–"),
        Cell(text=str(sum(one.answered for one in part))),
    )


def _wrong(outcomes: Sequence[Outcome]) -> Table:
    """The questions that went wrong; of those held out not even the words."""
    return Table(
        title="Fragen, bei denen etwas nicht stimmt",
        columns=("Frage", "Wortlaut", "Was nicht stimmt", "Erwartet", "Gezeigt"),
        rows=tuple(_row(one, fault) for one in outcomes if (fault := _fault(one))),
    )


def _fault(one: Outcome) -> str:
    if not one.case.answerable:
        return "beantwortet, obwohl die Antwort nirgends steht" if one.answered else ""
    if not one.answered:
        return "abgelehnt, obwohl die Antwort dasteht"
    if not one.document:
        return "anderes Dokument"
    return "" if one.quoted else "andere Stelle zitiert"


def _row(one: Outcome, fault: str) -> tuple[Cell, ...]:
    hidden = one.case.held_out
    return (
        Cell(text=one.case.id),
        Cell(text=_HIDDEN if hidden else one.case.turns[-1]),
        Cell(text=fault, tone="bad"),
        Cell(text="" if hidden else ", ".join(one.case.documents) or "keines"),
        Cell(text="" if hidden else ", ".join(one.shown)),
    )


SUITE = Suite(
    7,
    "qa",
    "Suche und Antworten",
    frozenset(),
    frozenset({"documents", "quotes", "answered", "declined"}),
    judge,
    prove,
    questions_of,
)
