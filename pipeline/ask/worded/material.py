"""The passages a model is shown for a question, and those that stay in the house.

What may not go to an external model is never among the shown; it may still be offered to who asks,
for that goes nowhere. A question for a list sees the whole sections that its best hits stand in; one
across documents sees every document that has something before any comes in twice.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.core.types import Passage
from pipeline.sources.rights import release
from pipeline.sources.search.hit import Hit
from pipeline.sources.search.library import Library
from pipeline.sources.search.only import Only

FEW, MANY = 12, 30
"""Passages of a request: for one fact, and for a list."""
LETTERS = 24_000
"""Of all passages of a request: about 8,000 tokens of German."""
LEADING, TOGETHER = 10, 2
"""So many of the best hits say which sections a list stands in: those that hold so many of them."""
_DEPTH = 4
_FRAME = 120
"""Letters around a passage: its number, borders, title and date."""
_SLOPE = 10.0
"""How slowly a rank counts less: the first of one search beats the third of two."""


@dataclass(frozen=True)
class Wish:
    """What is looked for: one search or several, in which documents, for a list or across documents."""

    queries: tuple[str, ...]
    only: Only
    lists: bool = False
    across: bool = False


@dataclass(frozen=True)
class Material:
    """Hits that may be shown to the model, best first; all hits; and the documents that were withheld."""

    shown: tuple[Hit, ...]
    best: tuple[Hit, ...]
    withheld: tuple[str, ...] = ()


def gather(wish: Wish, library: Library, *, external: bool) -> Material:
    """The passages for a question; raises FilterError where no document fits the filter."""
    wanted = MANY if wish.lists or wish.across else FEW
    deep = wanted * 2
    while True:
        found = _merged([library.find(query, deep, wish.only) for query in wish.queries])
        released, withheld = _released(found, library, external)
        # What is withheld does not crowd out what is released, however much of the whole it is.
        if len(released) >= wanted or len(found) < deep:
            break
        deep *= _DEPTH
    ordered = released
    if wish.across:
        ordered = list(_by_turns(released))
    elif wish.lists:
        ordered = list(_sections_first(released, library))
    return Material(tuple(_fitting(ordered[:wanted])), tuple(found), withheld)


def key(hit: Hit) -> tuple[str, str]:
    """What tells passages apart, also across projects."""
    return hit.project, hit.passage.id


def _merged(rows: Sequence[Sequence[Hit]]) -> list[Hit]:
    """Hits of several searches, each once: what stands far up in many of them comes first."""
    if len(rows) == 1:
        return list(rows[0])
    hits: dict[tuple[str, str], Hit] = {}
    weight: dict[tuple[str, str], float] = {}
    for row in rows:
        for rank, hit in enumerate(row):
            known = hits.setdefault(key(hit), hit)
            hits[key(hit)] = hit if hit.score > known.score else known
            weight[key(hit)] = weight.get(key(hit), 0.0) + 1.0 / (_SLOPE + rank)
    return [hits[one] for one in sorted(hits, key=lambda one: (-weight[one], one))]


def _released(found: Sequence[Hit], library: Library, external: bool) -> tuple[list[Hit], tuple[str, ...]]:
    """The hits a model may see, and the documents of the others; each project has its own rights."""
    passages: dict[str, list[Passage]] = {}
    rights = {(hit.project, hit.passage.document): library.source(hit).rights for hit in found}
    for hit in found:
        passages.setdefault(hit.project, []).append(hit.passage)
    allowed: set[tuple[str, str]] = set()
    withheld: list[str] = []
    for project, own in passages.items():
        of_project = {document: one for (name, document), one in rights.items() if name == project}
        released = release(own, of_project, external=external)
        allowed |= {(project, one.id) for one in released.passages}
        withheld += released.left_out
    return [hit for hit in found if key(hit) in allowed], tuple(withheld)


def _by_turns(hits: Sequence[Hit]) -> Iterator[Hit]:
    """The best of every document, then the rest, each in its order."""
    seen: set[tuple[str, str]] = set()
    first: list[Hit] = []
    rest: list[Hit] = []
    for hit in hits:
        document = (hit.project, hit.passage.document)
        (rest if document in seen else first).append(hit)
        seen.add(document)
    yield from first
    yield from rest


def _sections_first(hits: Sequence[Hit], library: Library) -> Iterator[Hit]:
    """The sections that hold several of the best hits, whole and as they are read; then the rest."""
    counted = Counter(map(_section, hits[:LEADING]))
    known = {key(hit): hit for hit in hits}
    given: set[tuple[str, str]] = set()
    for section, count in counted.items():  # in the order of their best hit
        first = next(hit for hit in hits if _section(hit) == section)
        for passage in library.passages(library.source(first)) if count >= TOGETHER else ():
            hit = Hit(passage, 0.0, project=first.project)
            if _section(hit) == section and key(hit) not in given:
                given.add(key(hit))
                yield known.get(key(hit), hit)
    yield from (hit for hit in hits if key(hit) not in given)


def _section(hit: Hit) -> tuple[str, str, str]:
    """Where a passage stands, one heading above its own."""
    return hit.project, hit.passage.document, hit.passage.heading.rpartition(" › ")[0]


def _fitting(hits: Sequence[Hit]) -> Iterator[Hit]:
    """As many as a request has room for, at least one."""
    room = LETTERS
    for at, hit in enumerate(hits):
        room -= len(hit.passage.text) + len(hit.passage.heading) + _FRAME
        if at and room < 0:
            return
        yield hit
