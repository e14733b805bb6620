"""The passages offered beside an answer or in its place, whoever gave it.

None that the answer cites, and none that nearly repeats another; of what may not be quoted only where
it stands.
"""

from collections.abc import Callable, Sequence, Set

from pipeline.ask.citing import quotable
from pipeline.core.types import NearPassage
from pipeline.sources.search.alike import Kept, print_of
from pipeline.sources.search.hit import Hit
from pipeline.sources.search.library import Library, Source

NEAREST = 5
"""Passages offered at most."""


def offered(
    hits: Sequence[Hit], library: Library, excerpt: Callable[[int], str], without: Set[str] = frozenset()
) -> tuple[NearPassage, ...]:
    """The first of the hits, each once; `excerpt` gives what is shown of one by its rank, from 0.

    `without` are ids of passages that are left out.
    """
    kept: Kept[bool] = Kept()
    found: list[NearPassage] = []
    for rank, hit in enumerate(hits):
        if len(found) == NEAREST:
            break
        text = print_of(hit.passage.text)
        if hit.passage.id in without or kept.like(text):
            continue
        kept.add(text, True)
        source = library.source(hit)
        found.append(_near(hit, source, excerpt(rank) if quotable(source) else ""))
    return tuple(found)


def _near(hit: Hit, source: Source, shown: str) -> NearPassage:
    return NearPassage(
        passage=hit.passage.id,
        document=hit.passage.document,
        anchor=hit.passage.anchor,
        text=shown,
        score=round(hit.score, 4),
        heading=hit.passage.heading,
        project=hit.project,
        quote_right=source.rights.quote,
    )
