"""How far clusters follow a grading: Cramér's V without its bias, and how often chance does as much.

The plain V is above 0 even where nothing goes together; Bergsma (2013, "A bias-correction for
Cramér's V and Tschuprow's T", J. Korean Stat. Soc. 42, 323–328) takes off what chance gives.
"""

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

DRAWS = 1999
_ALIKE = 1e-9  # equal up to the order of sums


def cramers_v(table: "NDArray[np.int_]") -> float:
    """The bias-corrected V (0–1) of a table of counts; 0 where a side has but one kind that occurs."""
    counts = table[np.ix_(table.sum(axis=1) > 0, table.sum(axis=0) > 0)]
    rows, columns = counts.shape
    n = int(counts.sum())
    if min(rows, columns) < 2:
        return 0.0
    spread = max(0.0, float(_strengths(counts[None])[0]) - (rows - 1) * (columns - 1) / (n - 1))
    least = min(rows - (rows - 1) ** 2 / (n - 1), columns - (columns - 1) ** 2 / (n - 1)) - 1
    return min(1.0, float(np.sqrt(spread / least))) if least > 0 else 0.0


def chance(graded: "NDArray[np.int_]", kinds: int, seed: int) -> float:
    """How probable an association as strong is where each row gives its grades out at random.

    `graded[row, column]` is a grade from 0 to `kinds` − 1, −1 for none; columns are the groups.
    A permutation test (Fisher 1935) of `DRAWS` draws, the data itself counted as one of them.
    """
    random = np.random.default_rng(seed)
    found = _strengths(tabulated(graded[None], kinds))[0]
    drawn = random.permuted(np.broadcast_to(graded, (DRAWS, *graded.shape)), axis=2)
    as_strong = int((_strengths(tabulated(drawn, kinds)) >= found - _ALIKE).sum())
    return (as_strong + 1) / (DRAWS + 1)


def tabulated(graded: "NDArray[np.int_]", kinds: int) -> "NDArray[np.int_]":
    """Counts (draws, columns, kinds) of grades (draws, rows, columns)."""
    return np.stack([(graded == kind).sum(axis=1) for kind in range(kinds)], axis=2)


def _strengths(tables: "NDArray[np.int_]") -> "NDArray[np.float64]":
    """Pearson's χ² by the number of cases, for each of some tables (tables, rows, columns)."""
    n = tables.sum(axis=(1, 2), keepdims=True)
    expected = tables.sum(axis=1, keepdims=True) * tables.sum(axis=2, keepdims=True) / n
    off = np.divide((tables - expected) ** 2, expected, out=np.zeros(tables.shape), where=expected > 0)
    return np.asarray(off.sum(axis=(1, 2)) / n[:, 0, 0])
