"""The documents of one project, opened to be asked."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from pipeline.core.types import Passage
from pipeline.language.words import stem
from pipeline.sources.lexical import LexicalIndex
from pipeline.sources.search.hit import Hit
from pipeline.sources.search.library import Source
from pipeline.sources.search.only import EVERYTHING, Only
from pipeline.sources.search.ranking import search, search_meaning

if TYPE_CHECKING:
    from pipeline.sources.dense import Closeness


class Shelf:
    """A Library of one project; without `closeness` it is asked by words alone."""

    def __init__(
        self,
        sources: Mapping[str, Source],
        passages: Sequence[Passage],
        words: LexicalIndex,
        closeness: "Closeness | None",
    ) -> None:
        self._sources, self._passages = sources, passages
        self._words, self._closeness = words, closeness

    def find(self, question: str, limit: int, only: Only = EVERYTHING) -> list[Hit]:
        if self._closeness is None:
            return search(question, self._words, {one.id: one for one in self._passages}, limit)
        return search_meaning(question, self._words, self._closeness, self._passages, limit)

    def source(self, hit: Hit) -> Source:
        return self._sources[hit.passage.document]

    def sources(self, only: Only = EVERYTHING) -> Sequence[Source]:
        return [self._sources[path] for path in sorted(self._sources)]

    def passages(self, source: Source) -> Sequence[Passage]:
        return [one for one in self._passages if one.document == source.path]

    def known(self, words: Sequence[str]) -> list[bool]:
        return [self._words.knows(stem(word)) for word in words]
