"""The search: annealing over the ways to share out each factor, every step exact for its factor.

The objective is the sum of the scores of all pairs within the clusters. Single searches scatter
widely, so many are made side by side and the best is kept.

In mode "partition" every value is used at least once where the counts allow; in mode "buendel"
values may repeat or stay unused, and sharing one costs something, so that clusters stay apart. Two
values that must never meet, and clusters that come closer than they may, cost a step more than any
fit can bring it; whether the wishes are kept in the end says `keeps_wishes`.
"""

from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from pipeline.scenarios.bundles import effort
from pipeline.scenarios.bundles.allotment import Allotment
from pipeline.scenarios.bundles.ceiling import best_pairs
from pipeline.scenarios.bundles.task import Task
from pipeline.scenarios.bundles.wishes import check_locks

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Search:
    """The moves of one task; holds no state between searches."""

    def __init__(self, task: Task) -> None:
        self.task = task
        factor_of = np.array(task.affinity.factor_of)
        self.groups = [np.flatnonzero(factor_of == number) for number in range(factor_of.max() + 1)]
        check_locks(task, self.groups)
        scores = task.affinity.scores
        spread = float(scores[scores != 0].std()) if np.any(scores) else 1.0
        self.heat = spread * float(np.sqrt(len(self.groups)))
        self.sharing = effort.SHARING * self.heat if task.sharing is None else task.sharing
        most = 2.0 * len(self.groups) * float(np.abs(scores).max(initial=0.0)) + 2.0 * task.stake
        self.never = 1.0 + 4.0 * self.heat + task.clusters * most
        self.scores = self._without_meeting(scores)
        locked = [
            [(task.locks[v], column) for column, v in enumerate(group.tolist()) if v in task.locks]
            for group in self.groups
        ]
        self.allotments = [
            Allotment(len(group), task.clusters, task.mode, self.sharing, tuple(own))
            for group, own in zip(self.groups, locked, strict=True)
        ]
        self.pairs = list(combinations(range(task.clusters), 2))
        self.nearest = len(self.groups) - task.distance
        """In so many factors two clusters may agree."""
        self.bound_to_differ = not task.distance or (
            task.mode == "partition" and all(len(group) >= task.clusters for group in self.groups)
        )

    def _without_meeting(self, scores: "NDArray[np.float64]") -> "NDArray[np.float64]":
        if not self.task.apart:
            return scores
        without = scores.copy()
        for first, second in self.task.apart:
            without[first, second] = without[second, first] = -self.never
        return without

    def anneal(
        self,
        searches: int,
        random: np.random.Generator,
        start: "NDArray[np.int_] | None" = None,
        weights: "NDArray[np.float64] | None" = None,
    ) -> list["NDArray[np.int_]"]:
        """Searches side by side, from random starts.

        With a `start` they go out from there, with less heat, so that the clusters stay themselves. The
        heat falls from sweep to sweep; at the end only improvements remain. With `weights` (searches,
        values) the scores are weighted, and taken from the task's views in turn.
        """
        clusters, values = self.task.clusters, len(self.task.affinity.ids)
        members = np.empty((len(self.groups), searches, clusters), dtype=np.int_)
        full = self.heat * (effort.WARMTH if start is not None else 1.0)
        fit = np.zeros((searches, clusters, values))
        views = [self.scores]
        if weights is not None and self.task.views:
            views = [self._without_meeting(one) for one in self.task.views]
        stack, view = np.stack(views), np.arange(searches)[:, None] % len(views)
        alike = np.zeros((searches, len(self.pairs)), dtype=np.int_)

        def pull(number: int) -> "NDArray[np.float64]":
            own = members[number]
            if weights is None:
                return np.asarray(self.scores[own])
            rows = stack[view, own]
            rows *= weights[np.arange(searches)[:, None], own][:, :, None]
            rows *= weights[:, None, :]
            return np.asarray(rows)

        for number, group in enumerate(self.groups):
            gains = random.random((searches, clusters, len(group)))
            if start is not None:
                gains += 2.0 * (start[number][None, :, None] == group[None, None, :])
            members[number] = self.assign(gains, number)
            fit += pull(number)
            alike += self._alike(members[number])
        for sweep in range(effort.SWEEPS):
            heat = max(0.0, 1 - sweep / (effort.SWEEPS * (1 - effort.QUENCHED)))
            before = members.copy()
            for number in random.permutation(len(self.groups)):
                fit -= pull(number)
                alike -= self._alike(members[number])
                gains = fit[:, :, self.groups[number]]
                if heat > 0:
                    gains += random.gumbel(size=gains.shape) * heat * full
                members[number] = self.assign(gains, number, alike)
                fit += pull(number)
                alike += self._alike(members[number])
            if heat == 0.0 and np.array_equal(before, members):
                break
        return [members[:, search, :] for search in range(searches)]

    def _alike(self, row: "NDArray[np.int_]") -> "NDArray[np.int_]":
        """Which pairs of clusters hold the same value of a factor (searches, pairs)."""
        if self.bound_to_differ:
            return np.zeros((len(row), len(self.pairs)), dtype=np.int_)
        return np.stack([row[:, one] == row[:, other] for one, other in self.pairs], axis=1).astype(np.int_)

    @property
    def exact(self) -> bool:
        """Whether `assign` always finds the best: in mode "buendel" only where all ways are listed."""
        listed = all(one.listed for one in self.allotments)
        return self.task.mode == "partition" or listed

    def assign(
        self,
        gains: "NDArray[np.float64]",
        number: int,
        alike: "NDArray[np.int_] | None" = None,
    ) -> "NDArray[np.int_]":
        """The best values of one factor for all clusters, given what each would gain there.

        `gains` has the shape (searches, clusters, values of the factor); `alike` says in how many
        other factors two clusters agree already (searches, pairs).
        """
        charge = None
        if alike is not None and not self.bound_to_differ:
            charge = np.where(alike >= self.nearest, self.never, 0.0)
        return np.asarray(self.groups[number][self.allotments[number].best(gains, charge)])

    def agreeing(self, members: "NDArray[np.int_]", without: int) -> "NDArray[np.int_]":
        """In how many factors, but for one, any two clusters agree (1, pairs)."""
        others = np.delete(members, without, axis=0)
        counts = [int((others[:, one] == others[:, other]).sum()) for one, other in self.pairs]
        return np.array([counts])

    def broken_wishes(self, members: "NDArray[np.int_]") -> int:
        """How many pairs of values meet that must not, and factors are lacking to the distance."""
        columns = [set(column.tolist()) for column in members.T]
        meeting = sum({*pair} <= column for pair in self.task.apart for column in columns)
        if self.bound_to_differ:
            return meeting
        alike = [int((members[:, one] == members[:, other]).sum()) for one, other in self.pairs]
        return meeting + sum(max(0, count - self.nearest) for count in alike)

    def keeps_wishes(self, members: "NDArray[np.int_]") -> bool:
        """Whether no two values meet that must not, and no two clusters come too close."""
        return self.broken_wishes(members) == 0

    def objective(self, members: "NDArray[np.int_]") -> float:
        """The sum of all pairs' scores within the clusters, less what sharing costs."""
        scores = self.task.affinity.scores
        total = sum(scores[np.ix_(column, column)].sum() / 2 for column in members.T)
        if self.task.mode == "buendel":
            pairs = sum(len(row) - len(set(row.tolist())) for row in members)
            total -= self.sharing * pairs
        return float(total)

    def ceiling(self) -> float:
        """An upper bound: every pair of factors matched at its best, independent of all others."""
        scores, clusters = self.task.affinity.scores, self.task.clusters
        copies = [
            np.repeat(g, clusters if self.task.mode == "buendel" else max(1, clusters - len(g) + 1))
            for g in self.groups
        ]
        return sum(
            best_pairs(scores[np.ix_(left, right)], clusters)
            for first, left in enumerate(copies)
            for right in copies[first + 1 :]
        )
