"""The search: one value of every factor for each cluster, so that each cluster's values fit together.

The objective is the sum of the scores of all pairs within the clusters. Single searches scatter
widely, so many annealed ones are made and the best is kept; each step reassigns one factor exactly.
How firm a placement is, is asked of the data: the search is repeated with randomly weighted factors
(a Bayesian bootstrap, Rubin 1981), and a value is firm where nearly all repetitions agree.

In mode "partition" every value is used at least once where the counts allow; in mode "buendel"
values may repeat or stay unused, and sharing one costs something, so that clusters stay apart.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import product
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import linear_sum_assignment

from pipeline.core.errors import InputError
from pipeline.core.progress import Progress
from pipeline.core.settings import Mode
from pipeline.scenarios.affinity import Affinity

if TYPE_CHECKING:
    from numpy.typing import NDArray

RESTARTS = 96
REPETITIONS = 48
SWEEPS = 40
QUENCHED = 0.2  # the last part of a search accepts improvements only
LISTED = 800  # up to so many ways of sharing out one factor are simply compared
FIRM, LIKELY = 0.85, 0.6
SHARING = 1.0  # in mode "buendel", times the spread; at 0.5 two of four clusters were nearly the same
_LOCKED = 1e6
WARMTH = 0.1  # of the full heat, for a search that goes out from known clusters


@dataclass(frozen=True)
class Task:
    """What is to be clustered: pairwise scores, the number of clusters, the mode, locks.

    `locks` says for a position in `affinity.ids` in which cluster (from 0) the value must stand.
    `sharing` is what it costs in mode "buendel" that two clusters share a value, by default measured by
    the spread of the scores. With locks the clusters mean something: the search then goes out from
    `start` (shape factors × clusters, −1 where unknown) or, without one, from the clusters found
    without locks.
    """

    affinity: Affinity
    clusters: int
    mode: Mode
    seed: int
    locks: Mapping[int, int] = field(default_factory=dict)
    start: "NDArray[np.int_] | None" = None
    sharing: float | None = None


@dataclass(frozen=True)
class Place:
    """Where a value stands and how many repetitions agree (0–1); `runner_up` −1 for none."""

    share: float
    runner_up: int


@dataclass(frozen=True)
class Solution:
    """The best bundles found.

    `members[f, k]` is the position (in `affinity.ids`) of factor f's value in cluster k;
    `places[f][k]` how firm that is; `objectives` those of all restarts, best first; `ceiling` an
    upper bound of the objective.
    """

    members: "NDArray[np.int_]"
    places: tuple[tuple[Place, ...], ...]
    objectives: tuple[float, ...]
    ceiling: float
    agreement: float


def solve(task: Task, progress: Progress) -> Solution:
    """The best bundles over all restarts, deterministic by seed; raises InputError for bad locks."""
    search = Search(task)
    if task.locks and task.start is None:
        free = solve(replace(task, locks={}), progress)
        task = replace(task, start=free.members)
    start = task.start if task.locks else None
    values = len(task.affinity.ids)
    progress.started("Bündel suchen", 2)
    starts = search.anneal(np.ones((RESTARTS, values)), np.random.default_rng([task.seed, 0]), start)
    progress.advanced()
    found = [(search.objective(members), members) for members in starts]
    found.sort(key=lambda entry: (-entry[0], entry[1].tolist()))
    best = found[0][1] if task.locks else _ordered(found[0][1])
    random = np.random.default_rng([task.seed, 1])
    drawn = random.exponential(size=(REPETITIONS, len(search.groups)))
    weights = np.sqrt(drawn)[:, np.array(task.affinity.factor_of)]
    repeated = search.anneal(weights, random, start)
    if not task.locks:
        repeated = [_aligned(members, best) for members in repeated]
    progress.advanced()
    places = _places(best, repeated)
    shares = [place.share for row in places for place in row]
    return Solution(
        members=best,
        places=places,
        objectives=tuple(round(objective, 4) for objective, _ in found),
        ceiling=round(search.ceiling(), 4),
        agreement=round(float(np.mean(shares)), 4),
    )


class Search:
    """The moves of one task; holds no state between searches."""

    def __init__(self, task: Task) -> None:
        self.task = task
        factor_of = np.array(task.affinity.factor_of)
        self.groups = [np.flatnonzero(factor_of == number) for number in range(factor_of.max() + 1)]
        self._check_locks()
        self.locked = [
            [(task.locks[v], column) for column, v in enumerate(g.tolist()) if v in task.locks]
            for g in self.groups
        ]
        scores = task.affinity.scores
        spread = float(scores[scores != 0].std()) if np.any(scores) else 1.0
        self.heat = spread * float(np.sqrt(len(self.groups)))
        self.sharing = SHARING * self.heat if task.sharing is None else task.sharing
        self.tables = [self._table(number) for number in range(len(self.groups))]

    def _check_locks(self) -> None:
        for group in self.groups:
            locked = {v: self.task.locks[v] for v in group.tolist() if v in self.task.locks}
            if len(set(locked.values())) < len(locked):
                names = ", ".join(self.task.affinity.ids[value] for value in locked)
                raise InputError(
                    f"Die Festlegungen {names} widersprechen sich: ein Cluster kann nur eine "
                    "Ausprägung eines Einflussfaktors enthalten. Bitte eine davon lösen."
                )
            wrong = [value for value, k in locked.items() if not 0 <= k < self.task.clusters]
            if wrong:
                raise InputError(
                    f"Die Festlegung für {self.task.affinity.ids[wrong[0]]} nennt einen Cluster, den "
                    f"es nicht gibt. Möglich sind c1 bis c{self.task.clusters}."
                )

    def _table(self, number: int) -> "NDArray[np.int_] | None":
        """All ways to share out one factor, one row each; None where there are too many to list."""
        clusters, values = self.task.clusters, len(self.groups[number])
        if values**clusters > 40 * LISTED:
            return None
        rows = [
            row
            for row in product(range(values), repeat=clusters)
            if (self.task.mode == "buendel" or len(set(row)) == min(values, clusters))
            and all(row[cluster] == column for cluster, column in self.locked[number])
        ]
        return np.array(rows) if len(rows) <= LISTED else None

    def anneal(
        self,
        weights: "NDArray[np.float64]",
        random: np.random.Generator,
        start: "NDArray[np.int_] | None" = None,
    ) -> list["NDArray[np.int_]"]:
        """Searches side by side, one a row of `weights` (searches, values), from random starts.

        With a `start` they go out from there, with less heat, so that the clusters stay themselves.

        The heat falls from sweep to sweep; at the end only improvements remain.
        """
        scores, clusters = self.task.affinity.scores, self.task.clusters
        searches, values = weights.shape
        members = np.empty((len(self.groups), searches, clusters), dtype=np.int_)
        full = self.heat * (WARMTH if start is not None else 1.0)
        fit = np.zeros((searches, clusters, values))

        def pull(number: int) -> "NDArray[np.float64]":
            own = members[number]
            strength = weights[np.arange(searches)[:, None], own]
            return np.asarray(scores[own] * strength[:, :, None] * weights[:, None, :])

        for number, group in enumerate(self.groups):
            gains = random.random((searches, clusters, len(group)))
            if start is not None:
                gains += 2.0 * (start[number][None, :, None] == group[None, None, :])
            members[number] = self.assign(gains, number)
            fit += pull(number)
        for sweep in range(SWEEPS):
            heat = full * max(0.0, 1 - sweep / (SWEEPS * (1 - QUENCHED)))
            before = members.copy()
            for number in random.permutation(len(self.groups)):
                fit -= pull(number)
                gains = fit[:, :, self.groups[number]]
                if heat > 0:
                    gains += random.gumbel(size=gains.shape) * heat
                members[number] = self.assign(gains, number)
                fit += pull(number)
            if heat == 0.0 and np.array_equal(before, members):
                break
        return [members[:, search, :] for search in range(searches)]

    @property
    def exact(self) -> bool:
        """Whether `assign` always finds the best: in mode "buendel" only where all ways are listed."""
        return self.task.mode == "partition" or all(table is not None for table in self.tables)

    def assign(self, gains: "NDArray[np.float64]", number: int) -> "NDArray[np.int_]":
        """The best values of one factor for all clusters, given what each would gain there.

        `gains` has the shape (searches, clusters, values of the factor).
        """
        table = self.tables[number]
        if table is not None:
            worth = gains[:, np.arange(gains.shape[1]), table].sum(axis=2)
            if self.task.mode == "buendel":
                worth = worth - self.sharing * _shared(table)
            return np.asarray(self.groups[number][table[worth.argmax(axis=1)]])
        for cluster, column in self.locked[number]:
            gains[:, cluster, column] += _LOCKED
        choose = self._free if self.task.mode == "buendel" else _covering
        return np.asarray(self.groups[number][np.stack([choose(one) for one in gains])])

    def _free(self, gains: "NDArray[np.float64]") -> "NDArray[np.int_]":
        """Each cluster its best value, sharing charged, improved one at a time until stable."""
        chosen = np.asarray(gains.argmax(axis=1))
        for _ in range(4 * len(chosen)):
            before = chosen.copy()
            for cluster in range(len(chosen)):
                others = np.delete(chosen, cluster)
                shared = np.bincount(others, minlength=gains.shape[1]) * self.sharing
                chosen[cluster] = int((gains[cluster] - shared).argmax())
            if np.array_equal(before, chosen):
                break
        return chosen

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
            _best_pairs(scores[np.ix_(left, right)], clusters)
            for first, left in enumerate(copies)
            for right in copies[first + 1 :]
        )


def _best_pairs(block: "NDArray[np.float64]", count: int) -> float:
    """The greatest sum of exactly `count` pairs, no row and no column twice.

    Each row and column beyond `count` is matched with a filler, which makes it a plain assignment.
    """
    rows, columns = block.shape
    padded = np.zeros((rows + columns - count,) * 2)
    padded[:rows, :columns] = block
    padded[rows:, columns:] = -_LOCKED
    return float(padded[linear_sum_assignment(padded, maximize=True)].sum())


def _covering(gains: "NDArray[np.float64]") -> "NDArray[np.int_]":
    """Exact: every value at least once where there are enough clusters, else each at most once.

    Spare clusters (more clusters than values) may take any value: a spare column offers each
    cluster its best one, which makes the problem a plain assignment.
    """
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


def _shared(table: "NDArray[np.int_]") -> "NDArray[np.int_]":
    """How many clusters of each row have to share a value with an earlier one."""
    return np.array([len(row) - len(set(row.tolist())) for row in table])


def _ordered(members: "NDArray[np.int_]") -> "NDArray[np.int_]":
    """Clusters in the order of the values they hold: a fixed order for a fixed partition."""
    return members[:, np.lexsort(members[::-1])]


def _aligned(members: "NDArray[np.int_]", reference: "NDArray[np.int_]") -> "NDArray[np.int_]":
    """Clusters renumbered to overlap most with those of the reference."""
    return members[:, aligned_to(members, reference)]


def aligned_to(members: "NDArray[np.int_]", reference: "NDArray[np.int_]") -> "NDArray[np.int_]":
    """For every column of the reference the column of `members` that stands for it, by overlap."""
    overlap = (members[:, :, None] == reference[:, None, :]).sum(axis=0)
    rows, columns = linear_sum_assignment(-overlap)
    order = np.empty_like(rows)
    order[columns] = rows
    return np.asarray(order)


def _places(best: "NDArray[np.int_]", repeated: list["NDArray[np.int_]"]) -> tuple[tuple[Place, ...], ...]:
    stack = np.stack(repeated)  # repetition, factor, cluster
    table: list[tuple[Place, ...]] = []
    for number, row in enumerate(best):
        places = []
        for cluster, value in enumerate(row):
            counts = (stack[:, number, :] == value).mean(axis=0)
            others = [(share, -k) for k, share in enumerate(counts) if k != cluster and share > 0]
            runner_up = -max(others)[1] if others else -1
            places.append(Place(round(float(counts[cluster]), 4), runner_up))
        table.append(tuple(places))
    return tuple(table)
