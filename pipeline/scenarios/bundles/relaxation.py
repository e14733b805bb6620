"""How good bundles can be at most: a semidefinite relaxation with cuts, and a bound that is safe.

For clusters with indicator vectors x the matrix Y = Σ x xᵀ says how many clusters hold two values
together; the objective is half the sum of scores times Y. Y is positive semidefinite, not negative,
zero between values of one factor, and each row has the same sum over every factor: what of it lies
across these sums is projected away (as in the synchronisation of permutations: Huang & Guibas 2013;
Chen, Guibas & Huang 2014). The alternating direction method of multipliers (Boyd et al. 2011) solves
this; cuts.py adds what clusters fulfil besides.

The bound never rests on convergence. For any multipliers the objective is at most what the counts can
make of them plus the trace of Y times the greatest eigenvalue of the rest, both computed exactly; the
best such bound of all iterations holds. Locks and distances only lower the optimum, so it holds for
them too; pairs kept apart are zero in Y.
"""

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pipeline.scenarios.bundles import cuts, effort
from pipeline.scenarios.bundles.counts import Counts
from pipeline.scenarios.bundles.search import Search

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

_OVER = 1.6  # over-relaxation, as Boyd et al. recommend
_LOOK = 10  # iterations from bound to bound
_CUT_FROM, _CUT_EVERY = 60, 40
_STALL = 100  # no bound better by _LITTLE in so many iterations: as good as it gets
_LITTLE = 2e-4
_CLOSED = 5e-5  # scores have four decimals: a smaller gap is none
_STEPS = 15


@dataclass(frozen=True)
class Bound:
    """No bundles are worth more than `value`; `hurried` where the time ran out on it."""

    value: float
    hurried: bool


def relaxed(search: Search, reached: float, seconds: float | None = None) -> Bound:
    """An upper bound of a task's objective; stops where it meets what is `reached`."""
    state = _Relaxation(search)
    best = before = state.bound()
    since = 0
    until = None if seconds is None else time.monotonic() + seconds
    for iteration in range(1, effort.ITERATIONS + 1):
        state.step()
        if iteration % _LOOK == 0:
            best = min(best, state.bound())
            if best - reached < _CLOSED:
                break
            if best < before - _LITTLE * abs(before):
                before, since = best, iteration
            elif iteration - since >= _STALL:
                break
            if until is not None and time.monotonic() > until:
                return Bound(float(best), hurried=True)
        if iteration % (2 * _LOOK) == 0:
            state.rebalance()
        if iteration >= _CUT_FROM and iteration % _CUT_EVERY == 0:
            state.cut()
    return Bound(float(best), hurried=False)


class _Relaxation:
    """The iterates: Y free, `_psd` its semidefinite copy, `_signed` the one with signs and counts,
    `_slack` what the cuts leave; each with its scaled multipliers."""

    def __init__(self, search: Search) -> None:
        task, self.groups = search.task, search.groups
        self.values = values = len(task.affinity.ids)
        self.goal = task.affinity.scores / 2
        self.trace = float(task.clusters * len(self.groups))
        self.counts = Counts(self.groups, task.clusters, task.mode, search.sharing)
        self.zero = np.zeros((values, values), dtype=bool)
        for group in self.groups:
            self.zero[np.ix_(group, group)] = True
        for first, second in task.apart:
            self.zero[first, second] = self.zero[second, first] = True
        self.span = _span(self.groups, values)
        self.weight = float(np.abs(self.goal).std()) or 1.0
        empty = np.zeros((values, values))
        self._free, self._psd, self._signed = empty, empty, empty
        self._of_psd, self._of_signed = empty, empty
        self.held: list[cuts.Cut] = []
        self._rows: csr_matrix[np.float64] | None = None
        self._slack, self._of_slack = np.zeros(0), np.zeros(0)
        self._apart = self._moved = 1.0

    def step(self) -> None:
        """One iteration: the free matrix, then its copies, then the multipliers."""
        before, self._free = self._free, self._fitted()
        mixed = _OVER * self._free + (1 - _OVER) * self._psd
        self._psd, earlier = self._semidefinite(mixed + self._of_psd), self._of_psd
        self._of_psd = earlier + mixed - self._psd
        mixed = _OVER * self._free + (1 - _OVER) * self._signed
        wanted = mixed + self._of_signed
        signed = np.where(self.zero, 0.0, np.maximum(wanted, 0.0))
        np.fill_diagonal(signed, self.counts.nearest(np.diag(wanted), self.weight))
        self._signed = signed
        self._of_signed = wanted - signed
        if self._rows is not None:
            mixed_slack = _OVER * (self._rows @ self._free.ravel()) + (1 - _OVER) * self._slack
            self._slack = np.minimum(mixed_slack + self._of_slack, 0.0)
            self._of_slack = self._of_slack + mixed_slack - self._slack
        size = max(float(np.linalg.norm(self._free)), 1e-9)
        self._apart = float(np.linalg.norm(self._psd - self._signed)) / size
        self._moved = float(np.linalg.norm(self._free - before)) / max(
            float(np.linalg.norm(self._of_psd)), 1e-9
        )

    def _fitted(self) -> "NDArray[np.float64]":
        """The free matrix between its copies; with cuts by a few steps of conjugate gradients."""
        wanted = self._psd - self._of_psd + self._signed - self._of_signed + self.goal / self.weight
        if self._rows is None:
            return wanted / 2
        rows = self._rows
        target = wanted.ravel() + rows.T @ (self._slack - self._of_slack)
        found = self._free.ravel().copy()
        rest = target - 2 * found - rows.T @ (rows @ found)
        way, size = rest.copy(), float(rest @ rest)
        enough = 1e-14 * float(target @ target)
        for _ in range(_STEPS):
            if size <= enough:
                break
            image = 2 * way + rows.T @ (rows @ way)
            stride = size / float(way @ image)
            found += stride * way
            rest -= stride * image
            size, before = float(rest @ rest), size
            way = rest + size / before * way
        matrix = found.reshape(self.values, self.values)
        return (matrix + matrix.T) / 2

    def _semidefinite(self, matrix: "NDArray[np.float64]") -> "NDArray[np.float64]":
        inner = self.span.T @ matrix @ self.span
        strengths, directions = np.linalg.eigh((inner + inner.T) / 2)
        positive = strengths > 0
        outer = self.span @ directions[:, positive]
        return np.asarray((outer * strengths[positive]) @ outer.T)

    def bound(self) -> float:
        """What no bundles can exceed, by the multipliers as they stand."""
        goal = self.goal
        if self._rows is not None:
            prices = self.weight * np.maximum(self._of_slack, 0.0)
            goal = goal - (self._rows.T @ prices).reshape(goal.shape)
        rest = self.weight * (self._of_psd + self._of_psd.T) / 2
        rest = np.where(self.zero, rest, np.maximum(rest, goal))
        inner = self.span.T @ rest @ self.span
        greatest = float(np.linalg.eigvalsh((inner + inner.T) / 2)[-1])
        rounding = 1e-9 * (1.0 + abs(greatest))
        return self.counts.most(np.asarray(np.diag(goal - rest))) + self.trace * (greatest + rounding)

    def rebalance(self) -> None:
        """Weigh agreement of the copies more, or less, where it lags behind the objective or ahead."""
        factor = 1.0
        if self._apart > 5 * self._moved:
            factor = 1.4
        elif self._moved > 5 * self._apart:
            factor = 1 / 1.4
        self.weight *= factor
        self._of_psd = self._of_psd / factor
        self._of_signed = self._of_signed / factor
        self._of_slack = self._of_slack / factor

    def cut(self) -> None:
        """Drop the cuts that do not bind and add those that are broken."""
        from scipy.sparse import vstack

        together = (self._signed + self._signed.T) / 2
        if self._rows is not None:
            binding = np.flatnonzero(self._of_slack > 1e-9)
            self.held = [self.held[at] for at in binding]
            self._rows = self._rows[binding]
            self._slack, self._of_slack = self._slack[binding], self._of_slack[binding]
        new = cuts.broken(together, self.groups, self.held)
        if not new and not self.held:
            self._rows = None
            return
        added = cuts.rows(new, self.values)
        self._rows = added if self._rows is None else vstack([self._rows, added], format="csr")
        self.held += new
        self._slack = np.concatenate([self._slack, np.minimum(np.asarray(added @ together.ravel()), 0.0)])
        self._of_slack = np.concatenate([self._of_slack, np.zeros(len(new))])


def _span(groups: list["NDArray[np.int_]"], values: int) -> "NDArray[np.float64]":
    """An orthonormal basis of all vectors with the same sum over every factor."""
    across = np.zeros((values, len(groups) - 1))
    for column, group in enumerate(groups[1:]):
        across[groups[0], column] = 1.0
        across[group, column] = -1.0
    full, _ = np.linalg.qr(across, mode="complete")
    return np.asarray(full[:, len(groups) - 1 :])
