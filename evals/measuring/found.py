"""How well passages are found: the questions of evals/qa asked of the search alone, before any answer.

A passage is right where it holds one of the labelled spans, a document where it is a labelled one; a
passage of the right document that says something else is not a right passage.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

from evals.measuring.answers import cases
from pipeline.evaluation.questions import DIALOGUE, UNANSWERABLE, Question
from pipeline.sources.search.library import Library

LOOKED_AT = 10


@dataclass(frozen=True)
class Found:
    """At which places, from 1, the right document and the right passage came first; 0 for not at all."""

    case: Question
    document: int
    passage: int


@dataclass(frozen=True)
class Finding:
    """What was found for a half, and the names of projects that are not there."""

    found: tuple[Found, ...]
    missing: tuple[str, ...]


def found_of(half: str, libraries: Callable[[str], Library | None]) -> Finding:
    """Every answerable single question of a half; `libraries` is None for a project that is not there."""
    asked = [one for one in cases(half) if one.kind not in (UNANSWERABLE, DIALOGUE)]
    opened = {name: libraries(name) for name in sorted({one.project for one in asked})}
    found = [_found(case, there) for case in asked if (there := opened[case.project]) is not None]
    return Finding(tuple(found), tuple(name for name, there in opened.items() if there is None))


def _found(case: Question, library: Library) -> Found:
    hits = library.find(case.turns[0], LOOKED_AT)
    said = [" ".join(f"{hit.passage.heading} {hit.passage.text}".split()) for hit in hits]
    return Found(
        case,
        _first(hit.passage.document in case.documents for hit in hits),
        _first(any(span in text for span in case.spans) for text in said),
    )


def _first(right: Iterable[bool]) -> int:
    return next((place for place, one in enumerate(right, start=1) if one), 0)


def table(found: Sequence[Found]) -> str:
    """The figures by kind and for all: the right document, the right passage, its mean reciprocal rank."""
    kinds = sorted({one.case.kind for one in found})
    lines = [
        f"{'':<16}{'Fragen':>7}{'Dokument: 1':>13}{'bis 3':>7}{'Passage: 1':>12}{'bis 3':>7}{'bis 5':>7}"
        f"{'MRR':>7}"
    ]
    lines += [_row(kind, [one for one in found if one.case.kind == kind]) for kind in kinds]
    return "\n".join([*lines, _row("alle", found)])


def _row(name: str, part: Sequence[Found]) -> str:
    documents, passages = [one.document for one in part], [one.passage for one in part]
    shares = (
        (_within(documents, 1), 13), (_within(documents, 3), 7), (_within(passages, 1), 12),
        (_within(passages, 3), 7), (_within(passages, 5), 7),
    )  # fmt: skip
    told = "".join(f"{f'{100 * share:.0f} %':>{width}}" for share, width in shares)
    return f"{name:<16}{len(part):>7}{told}{fmean(1 / one if one else 0 for one in passages):>7.3f}"


def _within(places: Sequence[int], last: int) -> float:
    return fmean(0 < place <= last for place in places)
