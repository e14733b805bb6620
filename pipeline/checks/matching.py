"""How much a sentence says what a value says: words in common and nearness of meaning.

Both are needed: words alone miss a paraphrase, meaning alone confuses values of one factor. The
nearness is measured as contrast to the factor's other values, as in the affinity of values.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.core.types import Sheet
from pipeline.language.meaning import embed
from pipeline.language.words import FUNCTION_WORDS, grams, stem, tokens

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

GRAM_WEIGHT = 0.3
FUNCTION_WEIGHT = 0.3


@lru_cache(maxsize=2)
def matcher_of(sheet: Sheet) -> "Matcher":
    """The matcher of a sheet; several stages of a run want the same."""
    return Matcher(sheet)


@dataclass(frozen=True)
class Match:
    """How near sentences are to values: arrays of shape (sentences, values), 0–1."""

    words: "NDArray[np.float64]"
    meaning: "NDArray[np.float64]"

    @property
    def both(self) -> "NDArray[np.float64]":
        """The mean of the two views."""
        return (self.words + self.meaning) / 2


class Matcher:
    """Compares sentences with all values of a sheet."""

    def __init__(self, sheet: Sheet) -> None:
        self.values = [value for factor in sheet.factors for value in factor.values]
        self.position = {value.id: number for number, value in enumerate(self.values)}
        self.groups = [[self.position[value.id] for value in f.values] for f in sheet.factors]
        texts = [value.text or value.label for value in self.values]
        bags = [_bag(f"{value.label} {value.text}") for value in self.values]
        counts = Counter(feature for bag in bags for feature in bag)
        self._rarity = {f: math.log(1 + len(bags) / count) for f, count in counts.items()}
        self._column = {feature: column for column, feature in enumerate(counts)}
        self._unseen = math.log(1 + len(bags))
        self._words = self._vectors_of(bags)
        self._meaning = embed(texts)

    def match(self, sentences: Sequence[str]) -> Match:
        """The nearness of each sentence to each value."""
        import numpy as np

        if not sentences:
            empty = np.zeros((0, len(self.values)))
            return Match(empty, empty)
        meaning = np.clip(embed(sentences) @ self._meaning.T, 0.0, 1.0)
        return Match(self.words(sentences), meaning)

    def words(self, sentences: Sequence[str]) -> "NDArray[np.float64]":
        """The nearness in words alone, for whom meaning is dear and not needed."""
        return self._vectors_of([_bag(sentence) for sentence in sentences]) @ self._words.T

    def _vectors_of(self, bags: Sequence[dict[str, float]]) -> "NDArray[np.float64]":
        """Unit vectors over the features of the values; what is unknown there only adds length."""
        import numpy as np

        vectors = np.zeros((len(bags), len(self._column)))
        for row, bag in enumerate(bags):
            length = 0.0
            for feature, weight in bag.items():
                weighed = weight * self._rarity.get(feature, self._unseen)
                length += weighed**2
                if feature in self._column:
                    vectors[row, self._column[feature]] = weighed
            vectors[row] /= math.sqrt(length) or 1.0
        return vectors


def words_alike(one: str, other: str) -> float:
    """How alike the words of two texts are, 0–1: the cosine of their stems and 4-grams."""
    first, second = _bag(one), _bag(other)
    shared = sum(weight * second.get(feature, 0.0) for feature, weight in first.items())
    length = math.sqrt(sum(w * w for w in first.values()) * sum(w * w for w in second.values()))
    return shared / length if length else 0.0


def _bag(text: str) -> dict[str, float]:
    bag: dict[str, float] = {}
    for token in tokens(text):
        share = FUNCTION_WEIGHT if token in FUNCTION_WORDS else 1.0
        bag[f"s:{stem(token)}"] = share
        for gram in grams(token):
            bag.setdefault(f"g:{gram}", share * GRAM_WEIGHT)
    return bag
