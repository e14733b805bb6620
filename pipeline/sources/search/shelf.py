"""The documents of one project, opened to be asked."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.core.types import Passage
from pipeline.language.words import fold, stem
from pipeline.sources.index.lexical import LexicalIndex
from pipeline.sources.index.places import Places
from pipeline.sources.search.hit import Hit
from pipeline.sources.search.library import Source
from pipeline.sources.search.matching import matching
from pipeline.sources.search.only import EVERYTHING, Only
from pipeline.sources.search.ranking import search, search_meaning

if TYPE_CHECKING:
    from pipeline.sources.index import VectorIndex
    from pipeline.sources.index.compared import Closeness


class Shelf:
    """A Browsable Library of one project; without `closeness` it is asked by words alone.

    `vectors` opens Chroma; that takes a second and is only done for what is like a passage.
    """

    def __init__(
        self,
        sources: Mapping[str, Source],
        passages: Places,
        words: LexicalIndex,
        closeness: "Closeness | None",
        vectors: "Callable[[], VectorIndex]",
    ) -> None:
        self._sources = {path: sources[path] for path in sorted(sources)}
        self._passages = passages
        self._words, self._closeness, self._vectors = words, closeness, vectors

    def find(self, question: str, limit: int, only: Only = EVERYTHING) -> list[Hit]:
        allowed = self._allowed(only)
        if self._closeness is None:
            hits = search(question, self._words, self._passages.by_id, limit, allowed)
        else:
            hits = search_meaning(question, self._words, self._closeness, self._passages, limit, allowed)
        return self._placed(hits)

    def near(self, passage: Passage, limit: int, only: Only = EVERYTHING) -> list[Hit]:
        from pipeline.sources.index.rows import embedded_text

        allowed = self._allowed(only)
        with self._vectors() as vectors:
            (row,) = vectors.near([embedded_text(passage)], limit + 1, allowed)
        hits = [
            Hit(found, near.cosine, meaning=near.cosine)
            for near in row
            if near.passage != passage.id and (found := self.passage(near.passage))
        ]
        return self._placed(hits[:limit])

    def source(self, hit: Hit) -> Source:
        return self._sources[hit.passage.document]

    def sources(self, only: Only = EVERYTHING) -> Sequence[Source]:
        return matching(list(self._sources.values()), only)

    def passages(self, source: Source) -> Sequence[Passage]:
        return [self._passages[row] for row in self._passages.rows_of(source.path)]

    def passage(self, passage_id: str) -> Passage | None:
        return self._passages.by_id.get(passage_id)

    def known(self, words: Sequence[str]) -> list[bool]:
        return [self._words.knows(stem(fold(word))) for word in words]

    def close(self) -> None:
        if self._closeness is not None:
            self._closeness.close()

    def _placed(self, hits: Sequence[Hit]) -> list[Hit]:
        """Hits that say where they stand."""
        rows = self._passages.rows([hit.passage.id for hit in hits])
        return [replace(hit, project=self.source(hit).project, row=rows[hit.passage.id]) for hit in hits]

    def _allowed(self, only: Only) -> frozenset[str] | None:
        """The paths of the documents that fit; None where all do."""
        return None if only == EVERYTHING else frozenset(one.path for one in self.sources(only))
