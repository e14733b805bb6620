"""Hits as places: what a person sees as one is one.

Passages that follow each other in a section are one place, shown as the stretch they make, under the
best of them; near-duplicates are shown once. So k places are k different things to read, each where
its best passage ranks.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from pipeline.sources.search.hit import Hit
from pipeline.sources.search.once import once

STRETCH = 3
"""So many passages make a place at most: about a printed page."""
DEEPER = 2
"""So many times the wanted hits are asked for first, and again while joining leaves too few places."""


def places(search: Callable[[int], Sequence[Hit]], limit: int) -> list[Hit]:
    """The best `limit` places of what `search(limit)` finds, best first; fewer where there are no more."""
    deep = limit * DEEPER
    while True:
        hits = search(deep)
        found = joined(hits, limit)
        if len(found) == limit or len(hits) < deep:
            return found
        deep *= DEEPER


def joined(hits: Sequence[Hit], limit: int) -> list[Hit]:
    """The first `limit` places of ranked hits; what ranks below the last of them joins none."""
    found: list[_Place] = []
    for hit in once(hits):
        fresh = _Place(hit, {hit.row: hit})
        beside = [place for place in found if place.continues(fresh)]
        if not beside and len(found) == limit:
            break
        if not beside:
            found.append(fresh)
        else:
            beside[0].stretch |= fresh.stretch
        if len(beside) > 1 and beside[0].continues(beside[1]):
            beside[0].stretch |= beside[1].stretch
            found.remove(beside[1])
    return [place.shown() for place in found]


@dataclass
class _Place:
    """A hit on its way to being shown, and the hits that it covers by their rows."""

    hit: Hit
    stretch: dict[int, Hit]

    def continues(self, other: "_Place") -> bool:
        """Whether the other stands right beside, in the same section, and there is room for both.

        Without a heading only what has one anchor is a section: slides are not, pages may not be.
        """
        mine, its = self.hit.passage, other.hit.passage
        return (
            (self.hit.project, mine.document) == (other.hit.project, its.document)
            and mine.heading == its.heading
            and (bool(mine.heading) or mine.anchor == its.anchor)
            and len(self.stretch) + len(other.stretch) <= STRETCH
            and min(*self.stretch, *other.stretch) >= 0
            and any(row - 1 in self.stretch or row + 1 in self.stretch for row in other.stretch)
        )

    def shown(self) -> Hit:
        """The hit under which all is shown."""
        parts = [self.stretch[row] for row in sorted(self.stretch)]
        return replace(
            self.hit,
            joined=tuple(part.passage for part in parts) if len(parts) > 1 else (),
            alike=tuple(one for part in parts for one in part.alike),
        )
