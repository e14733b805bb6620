"""The best that two factors can be worth to each other: what a quick upper bound is made of."""

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_NEVER = 1e6


def best_pairs(block: "NDArray[np.float64]", count: int) -> float:
    """The greatest sum of exactly `count` pairs, no row and no column twice.

    Each row and column beyond `count` is matched with a filler, which makes it a plain assignment.
    """
    from scipy.optimize import linear_sum_assignment

    rows, columns = block.shape
    padded = np.zeros((rows + columns - count,) * 2)
    padded[:rows, :columns] = block
    padded[rows:, columns:] = -_NEVER
    return float(padded[linear_sum_assignment(padded, maximize=True)].sum())
