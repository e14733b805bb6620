"""Several projects of a series, asked together as one.

Scores compare across projects: both are shares of what a question is worth in its own project, plus a
cosine of the one encoder. What stands in two projects word for word is shown once, in the one named
first.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from pipeline.core.types import Passage
from pipeline.sources.search.hit import Hit
from pipeline.sources.search.library import Browsable, Source
from pipeline.sources.search.matching import fits, matching
from pipeline.sources.search.only import EVERYTHING, Only


class Shelves:
    """A Library of several, by the names of their projects."""

    def __init__(self, shelves: Mapping[str, Browsable]) -> None:
        self._shelves = dict(shelves)

    def find(self, question: str, limit: int, only: Only = EVERYTHING) -> list[Hit]:
        return self._gathered(lambda shelf: shelf.find(question, limit, only), only)[:limit]

    def near(self, passage: Passage, limit: int, only: Only = EVERYTHING) -> list[Hit]:
        return self._gathered(lambda shelf: shelf.near(passage, limit, only), only)[:limit]

    def source(self, hit: Hit) -> Source:
        return self._shelves[hit.project].source(hit)

    def sources(self, only: Only = EVERYTHING) -> Sequence[Source]:
        kept: dict[str, list[Source]] = {}
        for one in self._fitting(only):
            same = kept.setdefault(one.path, [])
            if not any(self._ids(one) == self._ids(other) for other in same):
                same.append(one)
        return [one for same in kept.values() for one in same]

    def passages(self, source: Source) -> Sequence[Passage]:
        return self._shelves[source.project].passages(source)

    def passage(self, passage_id: str) -> Passage | None:
        found = (shelf.passage(passage_id) for shelf in self._shelves.values())
        return next((one for one in found if one is not None), None)

    def known(self, words: Sequence[str]) -> list[bool]:
        rows = [shelf.known(words) for shelf in self._shelves.values()]
        return [any(row) for row in zip(*rows, strict=True)]

    def close(self) -> None:
        for shelf in self._shelves.values():
            shelf.close()

    def _fitting(self, only: Only) -> list[Source]:
        """The documents that fit, project by project; raises FilterError where there are none."""
        return matching([one for shelf in self._shelves.values() for one in shelf.sources()], only)

    def _ids(self, source: Source) -> list[str]:
        return [one.id for one in self.passages(source)]

    def _gathered(self, search: Callable[[Browsable], list[Hit]], only: Only) -> list[Hit]:
        self._fitting(only)
        hits: list[Hit] = []
        for shelf in self._shelves.values():
            if any(fits(one, only) for one in shelf.sources()):
                hits.extend(search(shelf))
        best: dict[str, Hit] = {}
        for hit in sorted(hits, key=lambda hit: (-hit.score, hit.passage.id)):
            known = best.setdefault(hit.passage.id, hit)
            if known is not hit:
                best[hit.passage.id] = _in_both(known, hit, list(self._shelves))
        return sorted(best.values(), key=lambda hit: (-hit.score, hit.passage.id))


def _in_both(first: Hit, second: Hit, order: list[str]) -> Hit:
    """One hit for the same passage in two projects: in the one named first, by the better score."""
    lead = min(first, second, key=lambda hit: order.index(hit.project))
    projects = {first.project, second.project, *first.also} - {lead.project}
    return replace(lead, score=first.score, also=tuple(sorted(projects, key=order.index)))
