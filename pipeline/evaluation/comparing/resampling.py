"""How far a difference of two means may be chance: bootstrap over the things that were counted.

Percentile intervals of resampled differences (Efron and Tibshirani, An Introduction to the Bootstrap, 1993,
chapter 13). Where few things changed, all draws are nearly alike and such an interval is too narrow: each
sample is therefore given one more thing at either end, as Agresti and Caffo (The American Statistician 54,
2000) and Agresti and Min (Statistics in Medicine 24, 2005) do for differences of shares. The draws are
always the same, so that the same figures give the same interval.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DRAWS, SEED = 2_000, 1993
LEAST = 5
"""With fewer things to draw from, any interval would be that of the added ones."""
_LOW, _HIGH = 2.5, 97.5


class Interval(NamedTuple):
    """From where to where 95 % of the resampled differences lie."""

    low: float
    high: float


def paired(before: Sequence[float], now: Sequence[float]) -> Interval | None:
    """Of the mean change of things that were counted twice, in the same order; None for too few.

    Added are a rise and a fall as large as the largest change there was, from 0 to 1 where there was none.
    """
    import numpy as np

    if len(before) != len(now):
        raise ValueError("paired values need partners")
    if len(now) < LEAST:
        return None
    change = np.asarray(now, dtype=float) - np.asarray(before, dtype=float)
    most = np.abs(change).max() or 1.0
    draws = np.random.default_rng(SEED)
    return _of(_means(np.append(change, [most, -most]), draws), float(change.mean()))


def apart(before: Sequence[float], now: Sequence[float]) -> Interval | None:
    """Of the difference of the means of different things; None for too few of either.

    Added to each are the smallest and the largest value of both, 0 and 1 where all are alike.
    """
    import numpy as np

    if min(len(before), len(now)) < LEAST:
        return None
    first, second = np.asarray(before, dtype=float), np.asarray(now, dtype=float)
    low, high = min(first.min(), second.min()), max(first.max(), second.max())
    ends = [low, high] if low < high else [0.0, 1.0]
    draws = np.random.default_rng(SEED)
    means = [_means(np.append(one, ends), draws) for one in (first, second)]
    return _of(means[1] - means[0], float(second.mean() - first.mean()))


def _means(values: "NDArray[np.float64]", draws: "np.random.Generator") -> "NDArray[np.float64]":
    """The means of as many values, drawn with putting back, once a draw."""
    import numpy as np

    chosen = draws.integers(0, len(values), size=(DRAWS, len(values)))
    return np.asarray(values[chosen].mean(axis=1), dtype=float)


def _of(differences: "NDArray[np.float64]", seen: float) -> Interval:
    """The interval; what was seen lies in it, though the added things draw it towards zero."""
    import numpy as np

    low, high = np.percentile(differences, [_LOW, _HIGH])
    return Interval(round(min(float(low), seen), 4), round(max(float(high), seen), 4))
