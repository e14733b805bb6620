"""The ways to share out each factor, and what every two of them cost: a task as a network of costs.

One variable a factor; its values are the rows of the factor's table of allotments. Costs are whole
numbers and rounded down, so that a lower bound of them is an upper bound of the objective. Without locks
the clusters have no order of their own: the factor that gains most by it is only shared out in rising
order, which leaves one of the many numberings of the same clusters.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from math import log2
from typing import TYPE_CHECKING

import numpy as np

from pipeline.scenarios.bundles.search import Search

if TYPE_CHECKING:
    from numpy.typing import NDArray

UNITS = 100_000_000
"""Of cost in 1 of objective: what rounding hundreds of tables may add up to stays far below 1e-5."""
NEVER = 10**14
"""What it costs that two values meet which must not: more than all else together."""


@dataclass(frozen=True, eq=False)
class Ways:
    """`rows[f]` (ways, clusters) are columns of factor f; `alone[f]` what each way costs (ways,).

    `between[f, g]` are the costs of both together (ways of f, ways of g) for f < g. A task's objective is
    at most `most` less the sum of the costs in units.
    """

    rows: tuple["NDArray[np.int_]", ...]
    alone: tuple["NDArray[np.int64]", ...]
    between: Mapping[tuple[int, int], "NDArray[np.int64]"]
    most: float

    def cost(self, objective: float) -> int:
        """What bundles of this objective cost."""
        return int((self.most - objective) * UNITS)

    def objective(self, cost: float) -> float:
        """What bundles of this cost are worth at most."""
        return float(self.most - cost / UNITS)


@dataclass(frozen=True)
class Proof:
    """What an engine shows: no bundles are worth more than `ceiling`, infinite where it did not come to
    an end; `chosen` are the ways of the best it found, None where none are better than asked."""

    chosen: tuple[int, ...] | None
    ceiling: float


def size(search: Search) -> float:
    """The binary logarithm of the number of all bundles; infinite where ways are too many to list."""
    tables = [one.table for one in search.allotments]
    if any(table is None or not len(table) for table in tables):
        return float("inf")
    return sum(log2(len(table)) for table in tables if table is not None)


def ways(search: Search) -> Ways:
    """The network of a task whose ways are all listed; distances are left out."""
    rows = _numbered_once(search)
    task, groups = search.task, search.groups
    sharing = search.sharing if task.mode == "buendel" else 0.0
    alone = tuple(
        _units(sharing * np.array([task.clusters - len(set(row)) for row in own.tolist()])) for own in rows
    )
    met = np.zeros_like(task.affinity.scores, dtype=bool)
    for first, second in task.apart:
        met[first, second] = met[second, first] = True
    between: dict[tuple[int, int], NDArray[np.int64]] = {}
    most = 0.0
    for f, g in combinations(range(len(rows)), 2):
        block = np.ix_(groups[f], groups[g])
        pairs = rows[f][:, None, :], rows[g][None, :, :]
        worth = task.affinity.scores[block][pairs].sum(axis=2)
        never = met[block][pairs].any(axis=2)
        top = float(worth.max())
        between[f, g] = np.where(never, NEVER, _units(top - worth))
        most += top
    return Ways(rows, alone, between, most)


def _numbered_once(search: Search) -> tuple["NDArray[np.int_]", ...]:
    rows = [one.table for one in search.allotments if one.table is not None]
    if not search.task.locks:
        rising = [own[(np.diff(own, axis=1) >= 0).all(axis=1)] for own in rows]
        chosen = max(range(len(rows)), key=lambda at: len(rows[at]) / len(rising[at]))
        rows[chosen] = rising[chosen]
    return tuple(rows)


def _units(costs: "NDArray[np.float64]") -> "NDArray[np.int64]":
    return np.floor(costs * UNITS).astype(np.int64)
