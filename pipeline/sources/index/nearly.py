"""Word by word: how nearly each word of a question stands in each passage, by the meaning of words alone.

"Brummi" nearly stands where "Lkw" stands, "tunnels" where "Stollen" do. A number stands there or does not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.language import meaning
from pipeline.language.words import stem
from pipeline.sources.index import vocabulary
from pipeline.sources.index.mapped import FINEST, mapped
from pipeline.sources.index.wordwise import HELD, STARTS, VECTORS, lettered

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

UNLIKE = 0.45
"""Up to this cosine two words have nothing to do with each other; chosen on the tuning halves of evals/."""
SAMPLE = 1_500
"""How rare a word is, is told from so many passages at most, evenly spread."""


@dataclass(frozen=True)
class Stands:
    """How nearly each word of a question (rows) stands in each passage (columns), 0 to 1; what each weighs.

    The weight is the idf of BM25, a word that nearly stands counting for what it nearly is.
    """

    near: "NDArray[np.float64]"
    weights: "NDArray[np.float64]"

    @property
    def covered(self) -> "NDArray[np.float64]":
        """For each passage the share of the words' weight that stands there, 0 to 1."""
        total = float(self.weights.sum())
        shares = self.weights / total if total else self.weights
        found: NDArray[np.float64] = shares @ self.near
        return found


class Words:
    """The words of an index, opened for questions."""

    def __init__(self, folder: Path) -> None:
        import numpy as np

        self._vectors = np.load(folder / VECTORS).astype(np.float32)  # a column for each lettered word
        self._held: NDArray[np.int32] = mapped(folder / HELD)
        self._starts = np.load(folder / STARTS)
        self._stems: dict[str, list[int]] = {}
        words = vocabulary.read(folder)
        self._many, self._lettered = len(words), np.array(lettered(words), dtype=np.int64)
        for at, word in enumerate(words):
            self._stems.setdefault(stem(word.lower()), []).append(at)

    def of(
        self,
        question: Sequence[str],
        rows: "NDArray[np.int64]",
        vectors: "NDArray[np.floating] | None" = None,
    ) -> Stands:
        """How nearly the words of a question stand in the passages of some rows of the index.

        `vectors` are those of the words, one each, where they are known (shape (words, 512)).
        """
        import numpy as np

        if not question or not self._stems:
            return Stands(np.zeros((len(question), len(rows))), np.zeros(len(question)))
        alike = self._alike(question, meaning.embed(question) if vectors is None else vectors)
        sample = self._sample
        spread = _nearest(alike, sample).sum(axis=1)
        near = _nearest(alike, self._words_of(rows))
        return Stands(near, np.log(1 + (sample.rows - spread + 0.5) / (spread + 0.5)))

    def _alike(self, question: Sequence[str], vectors: "NDArray[np.floating]") -> "_Alike":
        """How alike each word of the question is to those of the index: 1 for the same stem."""
        import numpy as np

        cosines = (vectors / FINEST).astype(np.float32) @ self._vectors
        like = np.flatnonzero((cosines > UNLIKE).any(axis=0))
        same = [self._stems.get(stem(word.lower()), []) for word in question]
        words = np.union1d(
            self._lettered[like], np.array([at for row in same for at in row], dtype=np.int64)
        )
        places = np.full(self._many, -1)
        places[words] = np.arange(len(words))
        degrees = np.zeros((len(question), len(words)))
        degrees[:, places[self._lettered[like]]] = (cosines[:, like] - UNLIKE) / (1 - UNLIKE)
        for at, row in enumerate(same):
            degrees[at, places[row]] = 1.0
        return _Alike(places, np.clip(degrees, 0, 1))

    @cached_property
    def _sample(self) -> "_Held":
        import numpy as np

        total = len(self._starts) - 1
        return self._words_of(np.unique(np.linspace(0, total - 1, min(total, SAMPLE)).astype(np.int64)))

    def _words_of(self, rows: "NDArray[np.int64]") -> "_Held":
        """The words that stand in some rows."""
        import numpy as np

        sizes = self._starts[rows + 1] - self._starts[rows]
        owners = np.repeat(np.arange(len(rows)), sizes)
        begins = np.cumsum(sizes) - sizes
        lines = np.arange(len(owners)) + np.repeat(self._starts[rows] - begins, sizes)
        return _Held(self._held[lines], owners, len(rows))


@dataclass(frozen=True)
class _Held:
    """Words of some rows, by their numbers, and which of the `rows` each stands in, ascending."""

    words: "NDArray[np.int32]"
    owners: "NDArray[np.int64]"
    rows: int


@dataclass(frozen=True)
class _Alike:
    """How alike words of the index are to those of a question, 0 to 1: a row for each of the question,
    and a column for each word that is like any of them, at its place (−1: like none)."""

    places: "NDArray[np.int64]"
    degrees: "NDArray[np.float64]"


def _nearest(alike: _Alike, held: _Held) -> "NDArray[np.float64]":
    """For each word of the question and each row how alike the row's nearest word is."""
    import numpy as np

    near = np.zeros((len(alike.degrees), held.rows))
    places = alike.places[held.words]
    like = np.flatnonzero(places >= 0)
    if len(like):
        owners = held.owners[like]
        begins = np.flatnonzero(np.diff(owners, prepend=-1))
        near[:, owners[begins]] = np.maximum.reduceat(alike.degrees[:, places[like]], begins, axis=1)
    return near
