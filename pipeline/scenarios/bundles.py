"""The search: one value of every factor for each cluster, so that each cluster's values fit together.

The objective is the sum of the scores of all pairs within the clusters. Single searches scatter
widely, so many annealed ones are made and the best is kept; each step reassigns one factor exactly.
How firm a placement is, is asked of the data: the search is repeated with randomly weighted factors
(a Bayesian bootstrap, Rubin 1981), and a value is firm where nearly all repetitions agree.

In mode "partition" every value is used at least once where the counts allow; in mode "buendel"
values may repeat or stay unused, and sharing one costs something, so that clusters stay apart.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import linear_sum_assignment

from pipeline.core.errors import InputError
from pipeline.core.progress import Progress
from pipeline.core.settings import Mode
from pipeline.scenarios.affinity import Affinity

if TYPE_CHECKING:
    from numpy.typing import NDArray

RESTARTS = 40
REPETITIONS = 24
SWEEPS = 40
QUENCHED = 0.2  # the last part of a search accepts improvements only
FIRM, LIKELY = 0.85, 0.6
SHARING = 0.5  # in mode "buendel", times the spread of a value's scores
_LOCKED = 1e6


@dataclass(frozen=True)
class Task:
    """What is to be clustered: pairwise scores, the number of clusters, the mode, locks.

    `locks` says for a position in `affinity.ids` in which cluster (from 0) the value must stand.
    """

    affinity: Affinity
    clusters: int
    mode: Mode
    seed: int
    locks: Mapping[int, int] = field(default_factory=dict)


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
    search = _Search(task)
    progress.started("Bündel suchen", RESTARTS + REPETITIONS)
    found: list[tuple[float, NDArray[np.int_]]] = []
    for restart in range(RESTARTS):
        members = search.anneal(task.affinity.scores, np.random.default_rng([task.seed, restart]))
        found.append((search.objective(members), members))
        progress.advanced()
    found.sort(key=lambda entry: (-entry[0], entry[1].tolist()))
    best = found[0][1] if task.locks else _ordered(found[0][1])
    repeated = []
    for repetition in range(REPETITIONS):
        random = np.random.default_rng([task.seed, RESTARTS + repetition])
        weights = random.exponential(size=len(search.groups))[np.array(task.affinity.factor_of)]
        scores = task.affinity.scores * np.sqrt(weights[:, None] * weights[None, :])
        repeated.append(_aligned(search.anneal(scores, random), best))
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


class _Search:
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
        self.sharing = SHARING * self.heat

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

    def anneal(self, scores: "NDArray[np.float64]", random: np.random.Generator) -> "NDArray[np.int_]":
        """One search from a random start: heat falls, at the end only improvements remain."""
        clusters, factors = self.task.clusters, len(self.groups)
        members = np.empty((factors, clusters), dtype=np.int_)
        fit = np.zeros((clusters, scores.shape[0]))
        for number, group in enumerate(self.groups):
            members[number] = self._assign(random.random((clusters, len(group))), number)
            fit += scores[members[number]]
        for sweep in range(SWEEPS):
            heat = self.heat * max(0.0, 1 - sweep / (SWEEPS * (1 - QUENCHED)))
            before = members.copy()
            noise = random.gumbel(size=fit.shape) * heat if heat > 0 else None
            for number in random.permutation(factors):
                group = self.groups[number]
                fit -= scores[members[number]]
                gains = fit[:, group] if noise is None else fit[:, group] + noise[:, group]
                members[number] = self._assign(gains, number)
                fit += scores[members[number]]
            if heat == 0.0 and np.array_equal(before, members):
                break
        return members

    def _assign(self, gains: "NDArray[np.float64]", number: int) -> "NDArray[np.int_]":
        """The best values of one factor for all clusters, given what each would gain there."""
        for cluster, column in self.locked[number]:
            gains[cluster, column] += _LOCKED
        chosen = self._free(gains) if self.task.mode == "buendel" else _covering(gains)
        return np.asarray(self.groups[number][chosen])

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


def _ordered(members: "NDArray[np.int_]") -> "NDArray[np.int_]":
    """Clusters in the order of the values they hold: a fixed order for a fixed partition."""
    return members[:, np.lexsort(members[::-1])]


def _aligned(members: "NDArray[np.int_]", reference: "NDArray[np.int_]") -> "NDArray[np.int_]":
    """Clusters renumbered to overlap most with those of the reference."""
    overlap = (members[:, :, None] == reference[:, None, :]).sum(axis=0)
    rows, columns = linear_sum_assignment(-overlap)
    aligned = np.empty_like(members)
    aligned[:, columns] = members[:, rows]
    return aligned


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
