"""How much a sentence says what a value says: words in common and nearness of meaning.

Both are needed: words alone miss a paraphrase, meaning alone confuses values of one factor. The
nearness is measured as contrast to the factor's other values, as in the affinity of values.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.core.types import Sheet
from pipeline.language.meaning import embed
from pipeline.language.words import FUNCTION_WORDS, grams, stem, tokens

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

GRAM_WEIGHT = 0.3
FUNCTION_WEIGHT = 0.3


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
        self._unseen = math.log(1 + len(bags))
        self._bags = [self._weighed(bag) for bag in bags]
        self._vectors = embed(texts)

    def match(self, sentences: Sequence[str]) -> Match:
        """The nearness of each sentence to each value."""
        import numpy as np

        if not sentences:
            empty = np.zeros((0, len(self.values)))
            return Match(empty, empty)
        words = np.zeros((len(sentences), len(self.values)))
        for row, sentence in enumerate(sentences):
            bag = self._weighed(_bag(sentence))
            total = math.sqrt(sum(weight**2 for weight in bag.values())) or 1.0
            for column, other in enumerate(self._bags):
                length = math.sqrt(sum(weight**2 for weight in other.values())) or 1.0
                common = sum(weight * other[f] for f, weight in bag.items() if f in other)
                words[row, column] = common / (total * length)
        meaning = np.clip(embed(sentences) @ self._vectors.T, 0.0, 1.0)
        return Match(words, meaning)

    def _weighed(self, bag: dict[str, float]) -> dict[str, float]:
        return {f: weight * self._rarity.get(f, self._unseen) for f, weight in bag.items()}


def _bag(text: str) -> dict[str, float]:
    bag: dict[str, float] = {}
    for token in tokens(text):
        share = FUNCTION_WEIGHT if token in FUNCTION_WORDS else 1.0
        bag[f"s:{stem(token)}"] = share
        for gram in grams(token):
            bag.setdefault(f"g:{gram}", share * GRAM_WEIGHT)
    return bag
