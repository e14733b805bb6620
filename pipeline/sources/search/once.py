"""Hits with their near-duplicates folded in: what says the same is shown once, the others beside it.

Of two copies of a document the same one is shown all along, so that its passages can stand together;
it takes the rank of whichever ranked better.
"""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.sources.search.alike import Kept, print_of
from pipeline.sources.search.hit import Hit

_Document = tuple[str, str]


def once(hits: Sequence[Hit]) -> list[Hit]:
    """The hits in their order, each with what is nearly the same word for word as its `alike`."""
    kept: Kept[list[Hit]] = Kept()
    groups: list[list[Hit]] = []
    for hit in hits:
        own = print_of(hit.passage.text)
        group = kept.like(own)
        if group is None:
            group = []
            kept.add(own, group)
            groups.append(group)
        group.append(hit)
    originals: dict[_Document, _Document] = {}
    return [_told(group, originals) for group in groups]


def _told(group: Sequence[Hit], originals: dict[_Document, _Document]) -> Hit:
    """One hit for all of a group; `originals` is of which shown document another is a copy."""
    first = group[0]
    wanted = originals.get(_document(first))
    lead = next((hit for hit in group if _document(hit) == wanted), first)
    others = [hit for hit in group if hit is not lead]
    for other in others:
        originals.setdefault(_document(other), _document(lead))
    return replace(lead, score=first.score, alike=tuple(other.passage for other in others))


def _document(hit: Hit) -> _Document:
    return hit.project, hit.passage.document
