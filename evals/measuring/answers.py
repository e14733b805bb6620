"""How good answers are: the questions of evals/qa asked, and what came back held against what was labelled.

Whoever answers is asked as a person asks; the labels are only looked at afterwards. A quotation is right
where it holds one of the labelled spans; of a list it is also counted how many of its items are named,
be it by the heading beside the quotation.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

import yaml

from pipeline.ask.answering import Answerer, Asked, Turn
from pipeline.sources.search.library import Library

FOLDER = Path(__file__).resolve().parent.parent / "qa"
SETS = {
    "tune": ("beispiele", "quellen", "weitere-beispiele", "weitere-quellen"),
    "test": ("beispiele", "quellen"),
}
FIRST = 3
"""Among so many passages, citations before the nearest, the right document counts as shown."""
UNANSWERABLE, DIALOGUE, LIST = "unbeantwortbar", "dialog", "list"


@dataclass(frozen=True)
class Case:
    """A question, or the last of a dialogue (`turns`), and where its answer stands; none if nowhere."""

    id: str
    project: str
    kind: str
    turns: tuple[str, ...]
    documents: tuple[str, ...] = ()
    spans: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """What came back: `document` among the first passages, `quoted` a right span, `items` their share.

    `words` is the length of all quotations together.
    """

    case: Case
    answered: bool
    document: bool
    quoted: bool
    items: float
    words: int


def cases(half: str, folder: Path = FOLDER) -> list[Case]:
    """The labelled questions of a half ("tune" or "test")."""
    found: list[Case] = []
    for name in SETS[half]:
        data = yaml.safe_load((folder / f"{name}-{half}.yaml").read_text(encoding="utf-8"))
        found += [_case(one, one["kind"], [one["question"]]) for one in data["questions"]]
        found += [_case(one, UNANSWERABLE, [one["question"]]) for one in data["unanswerable"]]
        found += [_case(one, DIALOGUE, one["turns"]) for one in data.get("dialogues", ())]
    return found


def _case(one: Mapping[str, Any], kind: str, turns: Sequence[str]) -> Case:
    return Case(
        one["id"], one["project"], kind, tuple(turns), tuple(one.get("documents", ())),
        tuple(map(_plain, one.get("answer", ()))),
    )  # fmt: skip


def measured(case: Case, answerer: Answerer, library: Library) -> Outcome:
    """One case asked, turn by turn."""
    before: list[Turn] = []
    for question in case.turns:
        answer = answerer.answer(Asked(question, tuple(before)), library)
        before.append(Turn(question, answer))
    first = list(dict.fromkeys((one.document, one.passage) for one in (*answer.citations, *answer.nearest)))
    documents = {document for document, _ in first[:FIRST]}
    quotes = [_plain(one.quote) for one in answer.citations]
    if case.kind == LIST:
        quotes.append(_plain(answer.text))
    found = [any(span in quote for quote in quotes) for span in case.spans]
    return Outcome(
        case,
        answer.answered,
        bool(documents & set(case.documents)),
        any(found),
        fmean(found) if found else 0.0,
        sum(len(one.quote.split()) for one in answer.citations),
    )


def _plain(text: str) -> str:
    return " ".join(text.split())


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
            outcomes.append(measured(case, answerer, library))
    return Asking(tuple(outcomes), tuple(sorted(missing)))
