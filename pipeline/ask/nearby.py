"""The passages nearest to a question, offered beside an answer or in its place.

Each is shown from the sentence on that comes nearest, so that a person sees why it is offered.
"""

from pipeline.ask.candidates import Field
from pipeline.ask.citing import quotable
from pipeline.ask.wholes import wholes
from pipeline.core.types import NearPassage
from pipeline.sources.search.alike import Kept, print_of
from pipeline.sources.search.hit import Hit
from pipeline.sources.search.library import Library

NEAREST = 5
EXCERPT = 320
"""Signs of a passage that are shown where it is offered."""


def nearest(
    field: Field, library: Library, without: frozenset[str] = frozenset()
) -> tuple[NearPassage, ...]:
    """The nearest passages, each once; the words of those that may not be quoted stay out."""
    kept: Kept[bool] = Kept()
    found: list[NearPassage] = []
    for rank, hit in enumerate(field.hits):
        if len(found) == NEAREST:
            break
        if hit.passage.id in without or kept.like(print_of(hit.passage.text)):
            continue
        kept.add(print_of(hit.passage.text), True)
        shown = _excerpt(field, rank) if quotable(library.source(hit)) else ""
        found.append(_near(hit, shown))
    return tuple(found)


def _near(hit: Hit, shown: str) -> NearPassage:
    return NearPassage(
        passage=hit.passage.id,
        document=hit.passage.document,
        anchor=hit.passage.anchor,
        text=shown,
        score=round(hit.score, 4),
        heading=hit.passage.heading,
        project=hit.project,
    )


def _excerpt(field: Field, rank: int) -> str:
    """The passage from its worthiest sentence on, and from what that cannot be understood without."""
    text = " ".join(field.hits[rank].passage.text.split())
    parts = wholes(field.hits[rank].passage.text)
    worthiest = next((one.at for one in field.candidates if one.rank == rank), None)
    start = 0 if worthiest is None else max(0, text.find(parts.said[parts.around(worthiest)[0]]))
    shown = text[start:]
    if len(shown) > EXCERPT:
        shown = f"{shown[:EXCERPT].rsplit(' ', 1)[0]} …"
    return f"… {shown}" if start else shown
