"""The words of an index by their meaning, and which of them stand in each passage (see nearly.py).

Each word is embedded once. The most frequent words count; a rarer one is found by its letters. It is
always the own encoder that embeds words, whatever embeds passages.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from pipeline.core.types import Passage
from pipeline.language import meaning
from pipeline.sources.index import vocabulary
from pipeline.sources.index.mapped import small

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

VECTORS, HELD, STARTS = "words.npy", "held.npy", "held_starts.npy"
MOST = 20_000
"""So many words have vectors, 20 MB; embedding one takes 0.4 ms."""
GROUPS = 128
"""So many groups of words are embedded at once: one by one would take ten times as long, and of fewer
groups each new document touches nearly all."""


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
    # Word by word in columns: so a question is compared with all of them in half the time.
    told = [words[at] for at in lettered(words)]
    np.save(folder / VECTORS, np.ascontiguousarray(_embedded(told, before).T))
    np.save(folder / HELD, np.array([at for row in rows for at in row], dtype=np.int32))
    np.save(folder / STARTS, np.concatenate([[0], np.cumsum([len(row) for row in rows], dtype=np.int64)]))


def _embedded(words: Sequence[str], before: Path | None) -> "NDArray[np.int16]":
    """A vector for each word, group by group: the last digit of a vector depends on what it is computed
    with, and a group that has the same words as before has the same vectors."""
    import numpy as np

    vectors = np.zeros((len(words), meaning.DIMENSIONS), dtype="<i2")
    old, held = _before(before)
    for key, group in _groups(words).items():
        same = held.get(key, {}).keys() == group.keys()
        rows = list(group.values())
        vectors[rows] = old[list(held[key].values())] if same else small(meaning.embed(list(group)))
    return vectors


def _before(folder: Path | None) -> "tuple[NDArray[np.int16], dict[int, dict[str, int]]]":
    import numpy as np

    if folder is None or not (folder / VECTORS).is_file():
        return np.zeros((0, meaning.DIMENSIONS), dtype="<i2"), {}
    words = vocabulary.read(folder)
    return np.load(folder / VECTORS).T, _groups([words[at] for at in lettered(words)])


def lettered(words: Sequence[str]) -> list[int]:
    """Which words have a vector: 2030 is not nearly 2035, however near the encoder sees them."""
    return [at for at, word in enumerate(words) if not word.isdigit()]


def _groups(words: Sequence[str]) -> dict[int, dict[str, int]]:
    """Words by group, in the order of the alphabet, each with its row."""
    groups: dict[int, dict[str, int]] = {}
    for at, word in sorted(enumerate(words), key=lambda one: one[1]):
        groups.setdefault(crc32(word.encode()) % GROUPS, {})[word] = at
    return groups
