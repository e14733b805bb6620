"""Word by word: how nearly each word of a question stands in each passage, by the meaning of words alone.

"Brummi" nearly stands where "Lkw" stands, "tunnels" where "Stollen" do: each word of the index is embedded
once. The most frequent words count; a rarer one is found by its letters. It is always the own encoder that
embeds words, whatever embeds passages.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from pipeline.core.types import Passage
from pipeline.language import meaning
from pipeline.language.words import stem
from pipeline.sources.index import vocabulary
from pipeline.sources.index.mapped import mapped

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

VECTORS, HELD, STARTS = "words.npy", "held.npy", "held_starts.npy"
MOST = 20_000
"""So many words have vectors, 20 MB; embedding one takes 0.4 ms."""
UNLIKE = 0.45
"""Up to this cosine two words have nothing to do with each other; chosen on the tuning halves of evals/."""
GROUPS = 128
"""So many groups of words are embedded at once: one by one would take ten times as long, and of fewer
groups each new document touches nearly all."""
SAMPLE = 1_500
"""How rare a word is, is told from so many passages at most, evenly spread."""


def build(folder: Path, passages: Sequence[Passage], before: Path | None = None) -> None:
    """Write the words of all passages into `folder`, taking over from `before` what has a vector there."""
    import numpy as np

    words = vocabulary.of(passages)[:MOST]
    place = {word: at for at, word in enumerate(words)}
    rows = [
        sorted({place[word] for word in vocabulary.telling(f"{one.heading} {one.text}") if word in place})
        for one in passages
    ]
    vocabulary.write(folder, words)
    np.save(folder / VECTORS, _embedded(words, before))
    np.save(folder / HELD, np.array([at for row in rows for at in row], dtype=np.int32))
    np.save(folder / STARTS, np.concatenate([[0], np.cumsum([len(row) for row in rows], dtype=np.int64)]))


def _embedded(words: Sequence[str], before: Path | None) -> "NDArray[np.float16]":
    """A vector for each word, group by group: the last digit of a vector depends on what it is computed
    with, and a group that has the same words as before has the same vectors."""
    import numpy as np

    vectors = np.zeros((len(words), meaning.DIMENSIONS), dtype=np.float16)
    old, held = _before(before)
    for key, group in _groups(words).items():
        same = held.get(key, {}).keys() == group.keys()
        rows = list(group.values())
        vectors[rows] = old[list(held[key].values())] if same else meaning.embed(list(group))
    return vectors


def _before(folder: Path | None) -> "tuple[NDArray[np.float16], dict[int, dict[str, int]]]":
    import numpy as np

    if folder is None or not (folder / VECTORS).is_file():
        return np.zeros((0, meaning.DIMENSIONS), dtype=np.float16), {}
    return np.load(folder / VECTORS), _groups(vocabulary.read(folder))


def _groups(words: Sequence[str]) -> dict[int, dict[str, int]]:
    """Words by group, in the order of the alphabet, each with its row."""
    groups: dict[int, dict[str, int]] = {}
    for at, word in sorted(enumerate(words), key=lambda one: one[1]):
        groups.setdefault(crc32(word.encode()) % GROUPS, {})[word] = at
    return groups


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

        self._vectors = np.load(folder / VECTORS).astype(np.float32)
        self._held: NDArray[np.int32] = mapped(folder / HELD)
        self._starts = np.load(folder / STARTS)
        self._stems: dict[str, list[int]] = {}
        for at, word in enumerate(vocabulary.read(folder)):
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

        if not question or not len(self._vectors):
            return Stands(np.zeros((len(question), len(rows))), np.zeros(len(question)))
        alike = self._alike(question, meaning.embed(question) if vectors is None else vectors)
        sample = self._sample
        spread = _nearest(alike, sample).sum(axis=1)
        near = _nearest(alike, self._words_of(rows))
        return Stands(near, np.log(1 + (sample.rows - spread + 0.5) / (spread + 0.5)))

    def _alike(self, question: Sequence[str], vectors: "NDArray[np.floating]") -> "NDArray[np.float64]":
        """How alike each word of the question is to each of the index: 1 for the same stem."""
        import numpy as np

        cosines = (vectors.astype(np.float32) @ self._vectors.T).astype(np.float64)
        alike: NDArray[np.float64] = np.clip((cosines - UNLIKE) / (1 - UNLIKE), 0, 1)
        for at, word in enumerate(question):
            alike[at, self._stems.get(stem(word.lower()), [])] = 1.0
        return alike

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


def _nearest(alike: "NDArray[np.float64]", held: _Held) -> "NDArray[np.float64]":
    """For each word of the question and each row how alike the row's nearest word is."""
    import numpy as np

    near = np.zeros((len(alike), held.rows))
    any_like = alike.any(axis=0)[held.words]  # of twenty words one, at most
    words, owners = held.words[any_like], held.owners[any_like]
    if len(words):
        begins = np.flatnonzero(np.diff(owners, prepend=-1))
        near[:, owners[begins]] = np.maximum.reduceat(alike[:, words], begins, axis=1)
    return near
