"""Vectors of meaning for search: of every passage and of each of its sentences, in two plain files.

A passage is as close to a question as the mean of its best sentence and of itself as a whole. The
files are mapped, not read: a question from cold touches neither Chroma nor scikit-learn.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.core.progress import Progress
from pipeline.core.types import Passage
from pipeline.language import meaning
from pipeline.language.sentences import sentences

VECTORS, OWNERS = "vectors.npy", "owners.npy"
_AT_ONCE = 256
_BLOCK = 20_000


def build(folder: Path, passages: Sequence[Passage], progress: Progress) -> None:
    """Write the vectors of all passages into `folder`: first the passages', then the sentences'."""
    folder.mkdir(parents=True)
    told = [(number, sentence) for number, one in enumerate(passages) for sentence in sentences(one.text)]
    texts = [*(embedded_text(passage) for passage in passages), *(sentence for _, sentence in told)]
    vectors = np.lib.format.open_memmap(
        folder / VECTORS, mode="w+", dtype=np.float16, shape=(len(texts), meaning.DIMENSIONS)
    )
    progress.started("Index aufbauen", len(texts))
    for start in range(0, len(texts), _AT_ONCE):
        part = texts[start : start + _AT_ONCE]
        vectors[start : start + len(part)] = meaning.embed(part)
        progress.advanced(len(part))
    vectors.flush()
    np.save(folder / OWNERS, np.array([number for number, _ in told], dtype=np.int32))


def embedded_text(passage: Passage) -> str:
    """What a passage is embedded as: its last heading and its text."""
    title = passage.heading.rpartition(" › ")[2]
    return f"{title}. {passage.text}" if title else passage.text


@dataclass(frozen=True)
class Close:
    """For each passage its closeness to a question and its best sentence's cosine, each −1 to 1.

    `told` are the cosines of all sentences, `owners` the passage of each, ascending.
    """

    whole: NDArray[np.float64]
    sentence: NDArray[np.float64]
    told: NDArray[np.float32]
    owners: NDArray[np.int32]

    def sentences(self, passage: int) -> tuple[float, ...]:
        """The cosines of a passage's sentences, in their order."""
        first, end = np.searchsorted(self.owners, [passage, passage + 1])
        return tuple(round(float(one), 4) for one in self.told[first:end])


class Closeness:
    """How close the passages of an index are to a question; in the order they were built in."""

    def __init__(self, folder: Path) -> None:
        self._vectors = np.load(folder / VECTORS, mmap_mode="r")
        self._owners = np.load(folder / OWNERS)

    def of(self, question: str) -> Close:
        """How close every passage is to a question."""
        asked = meaning.embed([question])[0].astype(np.float32)
        cosines = np.concatenate(
            [
                self._vectors[start : start + _BLOCK].astype(np.float32) @ asked
                for start in range(0, len(self._vectors), _BLOCK)
            ]
            or [np.zeros(0, dtype=np.float32)]
        )
        whole = cosines[: len(cosines) - len(self._owners)]
        best = np.full(len(whole), -1.0)
        np.maximum.at(best, self._owners, cosines[len(whole) :])
        return Close((whole + best) / 2, best, cosines[len(whole) :], self._owners)
