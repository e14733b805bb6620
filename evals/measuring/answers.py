"""How good answers are: the questions of evals/qa asked, and what came back held against what was labelled
(pipeline/evaluation/questions), counted by kind and half."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from pipeline.ask.answering import Answerer
from pipeline.evaluation.questions import (
    DIALOGUE,
    LIST,
    UNANSWERABLE,
    Outcome,
    Question,
    answer_to,
    load_questions,
    measured,
)
from pipeline.sources.search.library import Library

FOLDER = Path(__file__).resolve().parent.parent / "qa"
SETS = {
    "tune": ("beispiele", "quellen", "weitere-beispiele", "weitere-quellen"),
    "test": ("beispiele", "quellen"),
}


def cases(half: str, folder: Path = FOLDER) -> tuple[Question, ...]:
    """The labelled questions of a half ("tune" or "test")."""
    return load_questions([folder / f"{name}-{half}.yaml" for name in SETS[half]])


def table(outcomes: Sequence[Outcome]) -> str:
    """The figures by kind, and those that are aimed at."""
    answerable = [one for one in outcomes if one.case.kind not in (UNANSWERABLE, DIALOGUE)]
    nowhere = [one for one in outcomes if one.case.kind == UNANSWERABLE]
    talks = [one for one in outcomes if one.case.kind == DIALOGUE]
    kinds = sorted({one.case.kind for one in answerable})
    lines = [f"{'':<22}{'Fragen':>7}{'Dokument':>10}{'im Zitat':>10}{'enthalten':>11}{'Wörter':>8}"]
    rows: list[tuple[str, Sequence[Outcome]]] = [
        (kind, [one for one in answerable if one.case.kind == kind]) for kind in kinds
    ]
    rows += [("beantwortbar", answerable), ("Dialoge", talks)]
    lines += [_row(name, part) for name, part in rows if part]
    lists = [one for one in answerable if one.case.kind == LIST]
    if lists:
        lines.append(f"Listen: {_share(one.items for one in lists)} der Punkte genannt")
    if nowhere:
        held = _share(not one.answered for one in nowhere)
        lines.append(f"unbeantwortbar: {held} enthalten ({len(nowhere)} Fragen)")
    return "\n".join(lines)


def _row(name: str, part: Sequence[Outcome]) -> str:
    words = fmean(one.words for one in part)
    shares = (
        _share(one.document for one in part),
        _share(one.quoted for one in part),
        _share(not one.answered for one in part),
    )
    return f"{name:<22}{len(part):>7}{shares[0]:>10}{shares[1]:>10}{shares[2]:>11}{words:>8.0f}"


def _share(found: Iterable[bool | float]) -> str:
    return f"{100 * fmean(found):.0f} %"


@dataclass(frozen=True)
class Asking:
    """All cases of a half whose project is there, and the names of the projects that are not."""

    outcomes: tuple[Outcome, ...]
    missing: tuple[str, ...]


def asked(half: str, answerer: Answerer, libraries: Callable[[str], Library | None]) -> Asking:
    """Every case of a half put to who answers; `libraries` is None for a project that is not there."""
    outcomes: list[Outcome] = []
    missing: set[str] = set()
    for case in cases(half):
        library = libraries(case.project)
        if library is None:
            missing.add(case.project)
        else:
            outcomes.append(measured(case, answer_to(case, answerer, library)))
    return Asking(tuple(outcomes), tuple(sorted(missing)))
