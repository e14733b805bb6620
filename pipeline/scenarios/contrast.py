"""What sets a text apart from its siblings, and how alike two such contrasts are.

Texts on one matter share its topic; once their mean is taken away, only what tells them apart is left.
"""

import math
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.language.words import grams, stem, tokens

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def word_vectors(texts: Sequence[str]) -> "NDArray[np.float64]":
    """Unit tf-idf vectors (1 + ln tf, smoothed idf; Salton & Buckley 1988), one row a text.

    Features are stems and 4-grams, function words kept, because they carry tone: erst, nur noch,
    niemand, gemeinsam. Those that stand in one text only tell nothing about going together and are
    left out.
    """
    import numpy as np

    counts = [Counter(_features(text)) for text in texts]
    spread = Counter(feature for count in counts for feature in count)
    columns = {f: i for i, f in enumerate(sorted(f for f, n in spread.items() if n > 1))}
    vectors = np.zeros((len(texts), max(len(columns), 1)))
    for row, count in enumerate(counts):
        for feature, times in count.items():
            if feature in columns:
                rarity = math.log((1 + len(texts)) / (1 + spread[feature])) + 1
                vectors[row, columns[feature]] = (1 + math.log(times)) * rarity
    return units(vectors)


def contrasted(vectors: "NDArray[np.float64]", groups: "NDArray[np.int_]") -> "NDArray[np.float64]":
    """Each row less the mean of its group; `groups` count from 0 without a gap."""
    contrast = vectors.copy()
    for group in range(int(groups.max()) + 1):
        own = groups == group
        contrast[own] -= contrast[own].mean(axis=0)
    return contrast


def units(vectors: "NDArray[np.float64]") -> "NDArray[np.float64]":
    """The rows at length 1; a row of zeros stays one."""
    import numpy as np

    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 1e-9))


def cosines(vectors: "NDArray[np.float64]") -> "NDArray[np.float64]":
    """The cosine of every two rows, 0 for a row of zeros."""
    import numpy as np

    ones = units(vectors)
    return np.asarray(np.clip(ones @ ones.T, -1.0, 1.0))


def _features(text: str) -> list[str]:
    features: list[str] = []
    for token in tokens(text):
        features.append(f"s:{stem(token)}")
        features.extend(f"g:{gram}" for gram in grams(token))
    return features
