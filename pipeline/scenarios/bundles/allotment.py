"""Sharing out one factor: which of its values each cluster gets, the best way found exactly.

Where there are few ways all are listed and compared. Else, in mode "partition", it is an assignment
problem (Kuhn 1955); in mode "buendel", or where clusters must keep a distance, values are improved one
cluster at a time.
"""

from functools import cached_property
from itertools import combinations, product
from typing import TYPE_CHECKING

import numpy as np

from pipeline.core.settings import Mode
from pipeline.scenarios.bundles import effort

if TYPE_CHECKING:
    from numpy.typing import NDArray

_LOCKED = 1e6
_GAIN = 1e-9
_PASSES = 6


class Allotment:
    """The ways to give `clusters` clusters one of `values` values each.

    `sharing` is what a value costs that another cluster holds too (mode "buendel"); `locked` are
    (cluster, value) that stand.
    """

    def __init__(
        self, values: int, clusters: int, mode: Mode, sharing: float, locked: tuple[tuple[int, int], ...]
    ) -> None:
        self.values, self.clusters, self.mode = values, clusters, mode
        self.sharing, self.locked = sharing, locked
        self.pairs = list(combinations(range(clusters), 2))

    @cached_property
    def table(self) -> "NDArray[np.int_] | None":
        """All ways, one row each; None where there are too many to list."""
        if self.values**self.clusters > 40 * effort.LISTED:
            return None
        rows = [
            row
            for row in product(range(self.values), repeat=self.clusters)
            if (self.mode == "buendel" or len(set(row)) == min(self.values, self.clusters))
            and all(row[cluster] == column for cluster, column in self.locked)
        ]
        return np.array(rows) if len(rows) <= effort.LISTED else None

    @property
    def listed(self) -> bool:
        return self.table is not None

    @cached_property
    def _shared(self) -> "NDArray[np.int_]":
        """How many clusters of each way have to share a value with an earlier one."""
        assert self.table is not None
        return np.array([len(row) - len(set(row)) for row in self.table.tolist()])

    @cached_property
    def _alike(self) -> "NDArray[np.float64]":
        """Which pairs of clusters hold the same value (ways, pairs)."""
        assert self.table is not None
        return np.array(
            [[row[one] == row[other] for one, other in self.pairs] for row in self.table], float
        )

    def best(
        self, gains: "NDArray[np.float64]", charge: "NDArray[np.float64] | None" = None
    ) -> "NDArray[np.int_]":
        """For every search the values (searches, clusters) that gain most.

        `gains` has the shape (searches, clusters, values); `charge` is what it costs each pair of
        clusters to hold the same value (searches, pairs).
        """
        if self.table is not None:
            worth = gains[:, np.arange(self.clusters), self.table].sum(axis=2)
            if self.mode == "buendel":
                worth = worth - self.sharing * self._shared
            if charge is not None:
                worth = worth - charge @ self._alike.T
            return np.asarray(self.table[worth.argmax(axis=1)])
        for cluster, column in self.locked:
            gains[:, cluster, column] += _LOCKED
        if self.mode == "buendel":
            return self._free(gains, self._between(charge, len(gains)))
        covering = np.stack([_covering(one) for one in gains])
        if charge is None or not charge.any():
            return covering
        return self._spread(covering, gains, self._between(charge, len(gains)))

    def _between(self, charge: "NDArray[np.float64] | None", searches: int) -> "NDArray[np.float64]":
        """What it costs two clusters to hold the same value (searches, clusters, clusters)."""
        sharing = self.sharing if self.mode == "buendel" else 0.0
        between = np.full((searches, self.clusters, self.clusters), sharing)
        if charge is not None:
            for at, (one, other) in enumerate(self.pairs):
                between[:, one, other] += charge[:, at]
                between[:, other, one] += charge[:, at]
        between[:, range(self.clusters), range(self.clusters)] = 0.0
        return between

    def _free(self, gains: "NDArray[np.float64]", between: "NDArray[np.float64]") -> "NDArray[np.int_]":
        """Each cluster its best value, sharing charged, improved one cluster at a time until stable."""
        chosen = np.asarray(gains.argmax(axis=2))
        each = np.eye(self.values)
        for _ in range(4 * self.clusters):
            before = chosen.copy()
            for cluster in range(self.clusters):
                shared = np.einsum("sk,skv->sv", between[:, cluster], each[chosen])
                chosen[:, cluster] = (gains[:, cluster] - shared).argmax(axis=1)
            if np.array_equal(before, chosen):
                break
        return chosen

    def _spread(
        self,
        chosen: "NDArray[np.int_]",
        gains: "NDArray[np.float64]",
        between: "NDArray[np.float64]",
    ) -> "NDArray[np.int_]":
        """A covering choice improved where clusters hold the same value that must differ.

        A cluster takes another value while its own stays covered (or the other is free), and two
        clusters exchange theirs; what stands improved stays.
        """
        each, searches = np.eye(self.values), np.arange(len(chosen))
        for _ in range(_PASSES):
            before = chosen.copy()
            for cluster in range(self.clusters):
                held = each[chosen]
                counts = held.sum(axis=1)
                own = chosen[:, cluster]
                allowed = (counts[searches, own] > 1)[:, None] | (counts == 0)
                if self.values <= self.clusters:
                    allowed = np.broadcast_to((counts[searches, own] > 1)[:, None], counts.shape)
                worth = gains[:, cluster] - np.einsum("sk,skv->sv", between[:, cluster], held)
                open_to = np.where(allowed, worth, -np.inf)
                open_to[searches, own] = worth[searches, own]
                chosen[:, cluster] = open_to.argmax(axis=1)
            for one, other in self.pairs:
                held, left, right = each[chosen], chosen[:, one], chosen[:, other]
                first = gains[:, one] - np.einsum("sk,skv->sv", between[:, one], held)
                second = gains[:, other] - np.einsum("sk,skv->sv", between[:, other], held)
                change = first[searches, right] - first[searches, left]
                change += second[searches, left] - second[searches, right]
                change += 2 * between[:, one, other]  # each counted the other's value as met
                better = (left != right) & (change > _GAIN)
                chosen[:, one] = np.where(better, right, left)
                chosen[:, other] = np.where(better, left, right)
            if np.array_equal(before, chosen):
                break
        return chosen


def _covering(gains: "NDArray[np.float64]") -> "NDArray[np.int_]":
    """Exact: every value at least once where there are enough clusters, else each at most once.

    Spare clusters (more clusters than values) may take any value: a spare column offers each
    cluster its best one, which makes the problem a plain assignment.
    """
    from scipy.optimize import linear_sum_assignment

    clusters, values = gains.shape
    spare = clusters - values
    if spare > 0:
        offers = np.repeat(gains.max(axis=1, keepdims=True), spare, axis=1)
        gains_all = np.hstack([gains, offers])
    else:
        gains_all = gains
    columns = np.asarray(linear_sum_assignment(gains_all, maximize=True)[1])
    if spare > 0:
        return np.where(columns < values, columns, gains.argmax(axis=1))
    return columns
