"""How close passages are to a question: the mean of a passage's best sentence and of itself as a whole.

All passages are compared where they are few. Of more, those that are closest as a whole are taken, with
those that share words with the question, and only these are compared sentence by sentence. From
`EXACT` passages on the closest are found by Chroma's graph (HNSW), which finds nearly all of them.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from pipeline.sources.index.dense import Vectors
from pipeline.sources.index.embedder import OWN, Embedder
from pipeline.sources.index.mapped import FINEST
from pipeline.sources.index.nearly import Words
from pipeline.sources.index.scale import OWN_MEAN, scale_of

if TYPE_CHECKING:
    from pipeline.sources.index.vectors import VectorIndex

EXACT = 20_000
"""So many passages at most are compared one by one: 8 ms for 20,000."""
FEW = 1_500
"""Of so many all sentences are compared."""
CLOSEST = 300
"""Of more, the sentences of so many passages, those that are closest as a whole: of four times as many
come the same first ten (1,999 of 2,000 hits in 100,000 recombined passages)."""
KEPT = 10_000
"""So many sentences at most are held in memory, 20 MB."""
_BLOCK = 1_000


@dataclass(frozen=True)
class Close:
    """For each candidate its row, its passage's id, its closeness to the question and its best sentence's
    cosine, −1 to 1, and how much of the words' weight stands or nearly stands there, 0 to 1.

    `told` are the cosines of all their sentences, `owners` the candidate of each (its position in
    `rows`), ascending. `rows` ascend too.
    """

    rows: NDArray[np.int64]
    ids: Sequence[str]
    whole: NDArray[np.float64]
    sentence: NDArray[np.float64]
    covered: NDArray[np.float64]
    told: NDArray[np.float32]
    owners: NDArray[np.int64]

    def sentences(self, candidate: int) -> tuple[float, ...]:
        """The cosines of a candidate's sentences, in their order."""
        first, end = np.searchsorted(self.owners, [candidate, candidate + 1])
        return tuple(round(float(one), 4) for one in self.told[first:end])


@dataclass(frozen=True)
class _Documents:
    """All documents by name, and the number of that which each row stands in."""

    names: Sequence[str]
    of: NDArray[np.int32]


class Closeness:
    """How close the passages of an index are to a question.

    `graph` opens what finds the nearest of very many passages.
    """

    def __init__(
        self,
        folder: Path,
        embedder: Embedder = OWN,
        graph: "Callable[[], VectorIndex] | None" = None,
    ) -> None:
        self._vectors = Vectors(folder)
        self._folder = folder
        self._embedder, self._open = embedder, graph

    def of(
        self,
        question: str,
        also: Collection[str] = (),
        allowed: frozenset[str] | None = None,
        words: Sequence[str] = (),
    ) -> Close:
        """How close passages are to a question: all of the `allowed` documents (None: all) where they are
        few, else the closest and, of the ids in `also`, those that are there.

        `words` are those of the question that count for what nearly stands there.
        """
        if self._embedder.name == OWN.name:  # one call takes half as long as two
            vectors = self._embedder.embed([question, *words])
            asked, told = vectors[0], vectors[1:]
        else:
            asked, told = self._embedder.embed([question])[0], None
        asked = asked.astype(np.float32)
        rows = self._candidates(asked, also, allowed)
        return self._compared(asked, rows, self.words.of(words, rows, told).covered)

    def _candidates(
        self, asked: NDArray[np.float32], also: Collection[str], allowed: frozenset[str] | None
    ) -> NDArray[np.int64]:
        there = np.arange(len(self._vectors))
        if allowed is not None:
            there = self._in(allowed)
        if len(there) <= FEW:
            return there
        if len(there) > EXACT and self._graph is not None:
            nearest = np.array(self._graph.rows_near(asked, CLOSEST, allowed), dtype=np.int64)
        else:
            cosines = np.nan_to_num(self._wholes(there) @ asked, nan=-1.0)
            least = np.partition(cosines, -CLOSEST)[-CLOSEST] if len(there) > CLOSEST else -1.0
            nearest = there[cosines >= least]
        chosen = np.zeros(len(self._vectors), dtype=np.bool_)
        chosen[[self._at[one] for one in also if one in self._at]] = True
        if allowed is not None:
            chosen &= np.isin(np.arange(len(chosen)), there)
        chosen[nearest] = True
        return np.flatnonzero(chosen)

    def _wholes(self, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """The vectors of passages; all of them as they lie in the file, without a copy."""
        return self._vectors.passages if len(rows) == len(self._vectors) else self._vectors.passages[rows]

    def _in(self, documents: frozenset[str]) -> NDArray[np.int64]:
        """The rows of some documents."""
        chosen = np.array([name in documents for name in self._documents.names], dtype=np.bool_)
        return np.flatnonzero(chosen[self._documents.of])

    def _compared(
        self, asked: NDArray[np.float32], rows: NDArray[np.int64], covered: NDArray[np.float64]
    ) -> Close:
        first, after = self._vectors.starts[rows], self._vectors.starts[rows + 1]
        owners = np.repeat(np.arange(len(rows)), after - first)
        lines = np.arange(len(owners)) - np.repeat(np.cumsum(after - first) - after, after - first)
        sought = asked / np.float32(FINEST)
        told = np.concatenate(
            [
                self._sentences[lines[start : start + _BLOCK]].astype(np.float32, copy=False) @ sought
                for start in range(0, len(lines), _BLOCK)
            ]
            or [np.zeros(0, dtype=np.float32)]
        )
        scale = scale_of(self._embedder, self._vectors, asked)
        whole, told = scale.of(self._wholes(rows) @ asked), scale.of(told)
        best = np.full(len(rows), -1.0)
        if len(told):
            begins = np.flatnonzero(np.diff(owners, prepend=-1))
            best[owners[begins]] = np.maximum.reduceat(told, begins)
        # What has no vector is neither close nor far: its words decide, and it answers by them alone.
        close = np.where(np.isnan(whole), OWN_MEAN, (whole + best) / 2)
        ids = [self._vectors.rows[row].passage for row in rows.tolist()]
        return Close(rows, ids, close, best, covered, told, owners)

    @cached_property
    def words(self) -> Words:
        """The words of the index by their meaning."""
        return Words(self._folder)

    @cached_property
    def _sentences(self) -> NDArray[np.int16] | NDArray[np.float32]:
        """The vectors of sentences; where they are few made wider once, not for each question."""
        found = self._vectors.sentences
        return found.astype(np.float32) if len(found) <= KEPT else found

    @cached_property
    def _at(self) -> dict[str, int]:
        return {row.passage: at for at, row in enumerate(self._vectors.rows)}

    @cached_property
    def _documents(self) -> "_Documents":
        names = sorted({row.document for row in self._vectors.rows})
        number = {name: at for at, name in enumerate(names)}
        return _Documents(
            names, np.array([number[row.document] for row in self._vectors.rows], dtype=np.int32)
        )

    def close(self) -> None:
        """Close the graph, where it was opened; the next question that wants it opens it again."""
        graph: VectorIndex | None = vars(self).pop("_graph", None)
        if graph is not None:
            graph.close()

    @cached_property
    def _graph(self) -> "VectorIndex | None":
        return self._open() if self._open is not None else None
