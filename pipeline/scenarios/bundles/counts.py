"""How many clusters hold each value: what the counts of one factor may be, and what they cost.

The counts of a factor add up to the number of clusters. In mode "partition" every value is held by at
least one cluster, or by at most one where there are more values than clusters; in mode "buendel" any
counts will do, but each cluster beyond the first costs `sharing`. The relaxation lets counts be
fractions.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from pipeline.core.settings import Mode

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Counts:
    """The counts of all values, factor by factor; `groups` are the values' positions."""

    def __init__(
        self, groups: Sequence["NDArray[np.int_]"], clusters: int, mode: Mode, sharing: float
    ) -> None:
        self.groups, self.clusters = groups, clusters
        self.sharing = sharing if mode == "buendel" else 0.0
        bounds = [_bounds(len(group), clusters, mode) for group in groups]
        self.free = [at for at, (low, high) in enumerate(bounds) if low < high]
        self.bounds = bounds
        width = max((len(groups[at]) for at in self.free), default=0)
        self._at = np.zeros((len(self.free), width), dtype=np.int_)
        self._real = np.zeros((len(self.free), width), dtype=bool)
        for row, at in enumerate(self.free):
            self._at[row, : len(groups[at])] = groups[at]
            self._real[row, : len(groups[at])] = True
        self._fixed = np.zeros(sum(map(len, groups)))
        for group, (low, _) in zip(groups, bounds, strict=True):
            self._fixed[group] = low
        self._low = np.array([[bounds[at][0]] for at in self.free], dtype=float).reshape(-1, 1)
        self._high = np.array([[bounds[at][1]] for at in self.free], dtype=float).reshape(-1, 1)

    def nearest(self, wanted: "NDArray[np.float64]", weight: float) -> "NDArray[np.float64]":
        """The allowed counts that minimise half the squared distance plus sharing over `weight`.

        They are what is wanted, moved by one amount for each factor; their sum bends where a count
        reaches a limit and is straight between, so the amount is found exactly.
        """
        found = self._fixed.copy()
        if not self.free:
            return found
        given = wanted[self._at]
        step = self.sharing / weight
        bends = np.concatenate(
            [self._low - given, 1.0 - given, 1.0 + step - given, self._high + step - given], axis=1
        )
        bends.sort(axis=1)
        sums = self._allowed(given[:, None, :] + bends[:, :, None], step).sum(axis=2)
        after = np.clip((sums < self.clusters).sum(axis=1), 1, bends.shape[1] - 1)[:, None]
        high, low = (np.take_along_axis(bends, after - back, axis=1) for back in (0, 1))
        more, less = (np.take_along_axis(sums, after - back, axis=1) for back in (0, 1))
        part = (self.clusters - less) / np.where(more > less, more - less, 1.0)
        moved = low + np.clip(part, 0.0, 1.0) * (high - low)
        found[self._at[self._real]] = self._allowed(given[:, None, :] + moved[:, :, None], step)[:, 0][
            self._real
        ]
        return found

    def _allowed(self, moved: "NDArray[np.float64]", step: float) -> "NDArray[np.float64]":
        """The counts (factors × moves × values) nearest to what is wanted, moved so far."""
        shrunk = np.where(moved <= 1.0, moved, np.maximum(1.0, moved - step))
        within = np.minimum(np.maximum(shrunk, self._low[:, None]), self._high[:, None])
        return np.where(self._real[:, None, :], within, 0.0)

    def most(self, worth: "NDArray[np.float64]") -> float:
        """The greatest sum of counts times `worth`, less sharing, over all allowed counts; exact."""
        total = 0.0
        for group, (low, high) in zip(self.groups, self.bounds, strict=True):
            own = np.sort(worth[group])[::-1]
            once = min(1, high)
            must = own[: len(own) if low else 0]
            left = self.clusters - len(must)
            first = [] if low else [(one, once) for one in own]
            again = [(one - self.sharing, high - once) for one in own]
            total += float(must.sum())
            for gain, room in sorted([*first, *again], key=lambda entry: -entry[0]):
                taken = min(room, left)
                total, left = total + float(gain) * taken, left - taken
        return total


def _bounds(values: int, clusters: int, mode: Mode) -> tuple[int, int]:
    if mode == "buendel":
        return (0, clusters) if values > 1 else (clusters, clusters)
    if values == clusters:
        return 1, 1
    return (0, 1) if values > clusters else (1, clusters - values + 1)
