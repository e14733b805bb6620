"""The passages nearest to a question, offered beside an answer or in its place.

Each is shown from the sentence on that comes nearest, so that a person sees why it is offered.
"""

from pipeline.ask.offering import offered
from pipeline.ask.quoting.candidates import Field
from pipeline.ask.quoting.wholes import wholes
from pipeline.core.types import NearPassage
from pipeline.sources.search.library import Library

EXCERPT = 320
"""Signs of a passage that are shown where it is offered."""


def nearest(
    field: Field, library: Library, without: frozenset[str] = frozenset()
) -> tuple[NearPassage, ...]:
    """The nearest passages, each once; the words of those that may not be quoted stay out."""
    return offered(field.hits, library, lambda rank: _excerpt(field, rank), without)


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
