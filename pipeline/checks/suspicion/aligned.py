"""Which words of a sentence and of a value stand for each other: "Leitungen" and "Rohre".

Each word is compared with each by its meaning alone, and goes with its nearest. Words that tell values
apart count more: the weight of a word is how rare its stem is in the sheet.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.language.meaning import embed
from pipeline.language.words import content_tokens, stem, tokens

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SMOOTHED = 0.5


@dataclass(frozen=True)
class Alignment:
    """Arrays of shape (sentences, values), 0–1: how much of a sentence a value tells (`told`), and how much
    of a value a sentence covers."""

    told: "NDArray[np.float64]"
    covered: "NDArray[np.float64]"


class Aligner:
    """Aligns the words of sentences with those of values."""

    def __init__(self, values: Sequence[str]) -> None:
        import numpy as np

        spoken = [_words(value) for value in values]
        stems = Counter(one for words in spoken for one in {stem(word) for word in words})
        self._rarity = {one: math.log(1 + len(values) / (count + SMOOTHED)) for one, count in stems.items()}
        self._unseen = math.log(1 + len(values) / SMOOTHED)
        known = list(dict.fromkeys(word for words in spoken for word in words))
        column = {word: number for number, word in enumerate(known)}
        vectors = embed(known)
        self._common = vectors.mean(axis=0) if known else 0.0
        self._vectors = unit(vectors - self._common)
        # All values' words in one row, value after value, so that one call compares them all.
        self._columns = np.array([column[word] for words in spoken for word in words], dtype=np.int64)
        self._starts = np.cumsum([0, *(len(words) for words in spoken[:-1])])
        self._weights = np.array([self._weight(word) for words in spoken for word in words])
        self._totals = np.add.reduceat(self._weights, self._starts) if spoken else np.zeros(0)

    def align(self, sentences: Sequence[str]) -> Alignment:
        """How far sentences and values tell the same, word by word."""
        import numpy as np

        spoken = [_words(sentence) for sentence in sentences]
        distinct = list(dict.fromkeys(word for words in spoken for word in words))
        row = {word: number for number, word in enumerate(distinct)}
        alike = np.clip(unit(embed(distinct) - self._common) @ self._vectors.T, 0.0, 1.0)
        told, covered = [], []
        for words in spoken:
            here = alike[[row[word] for word in words]][:, self._columns]
            weights = np.array([self._weight(word) for word in words])
            best = np.maximum.reduceat(here, self._starts, axis=1)
            told.append(weights @ best / weights.sum())
            covered.append(np.add.reduceat(here.max(axis=0) * self._weights, self._starts) / self._totals)
        return Alignment(np.array(told), np.array(covered))

    def _weight(self, word: str) -> float:
        return self._rarity.get(stem(word), self._unseen)


def _words(text: str) -> list[str]:
    """The words that count, each once; a text of function words alone has those, an empty one a blank."""
    return list(dict.fromkeys(content_tokens(text) or tokens(text) or [" "]))


def unit(vectors: "NDArray[np.float64]") -> "NDArray[np.float64]":
    """Each row at length 1; a row of zeros stays."""
    import numpy as np

    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors / np.where(lengths > 0, lengths, 1.0)
