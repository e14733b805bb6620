"""How well a value goes with a company of values, and how that compares with chance.

Chance is a random company: one value of every other factor, drawn evenly. Its expectation and
spread follow from the scores alone, so that no scale and no size of sheet has to be known. A value
whose scores never differ has no spread: what goes with it is unknown (nan), which is neither well
nor badly.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

from pipeline.core.types import Cluster
from pipeline.scenarios.affinity import Affinity

if TYPE_CHECKING:
    from numpy.typing import NDArray

CLEARLY = NormalDist().inv_cdf(0.95)
"""Above chance: 19 of 20 random companies go less well with the value (the usual one-sided 5 %)."""
_DECIMALS = 9  # sums taken in another order of factors differ behind it


@dataclass(frozen=True, eq=False)
class Fit:
    """How all values of an affinity go with some clusters.

    `mean[v, k]` is the mean score of value v with the values that cluster k has of the other
    factors, on the scale of the scores; `above[v, k]` how far that is above a random company, in its
    standard deviations, nan where unknown. Rows are `affinity.ids`, columns `clusters`.
    """

    affinity: Affinity
    clusters: tuple[Cluster, ...]

    @cached_property
    def at(self) -> dict[str, int]:
        """The row of every value."""
        return {value: position for position, value in enumerate(self.affinity.ids)}

    @cached_property
    def column(self) -> dict[str, int]:
        """The column of every cluster."""
        return {one.id: number for number, one in enumerate(self.clusters)}

    @cached_property
    def mean(self) -> "NDArray[np.float64]":
        companies = [self._rows(one.members.values()) for one in self.clusters]
        sums = np.stack([self.affinity.scores[:, rows].sum(axis=1) for rows in companies], axis=1)
        others = np.stack([self._others[:, rows].sum(axis=1) for rows in companies], axis=1)
        return np.asarray(np.round(sums / np.maximum(others, 1), _DECIMALS))

    @cached_property
    def above(self) -> "NDArray[np.float64]":
        rows = range(len(self.affinity.ids))
        found = [[self._above(row, one.members.values()) for one in self.clusters] for row in rows]
        return np.array(found)

    def above_chance(self, value: str, company: Iterable[str]) -> float:
        """How far a value goes better with a company than chance, in standard deviations; nan unknown."""
        return self._above(self.at[value], company)

    def score(self, first: str, second: str) -> float:
        """How two values go together."""
        return float(self.affinity.scores[self.at[first], self.at[second]])

    def elsewhere(self, value: str) -> tuple[Cluster, ...]:
        """The clusters that hold another value of the same factor."""
        return tuple(one for one in self.clusters if value not in one.members.values())

    def _rows(self, values: Iterable[str]) -> list[int]:
        return [self.at[value] for value in values]

    @cached_property
    def _groups(self) -> "NDArray[np.int_]":
        return np.array(self.affinity.factor_of)

    @cached_property
    def _others(self) -> "NDArray[np.bool_]":
        return np.asarray(self._groups[:, None] != self._groups[None, :])

    @cached_property
    def _expected(self) -> "NDArray[np.float64]":
        """What every value gets from one value of each factor, on the average: (values, factors)."""
        return np.stack([block.mean(axis=1) for block in self._blocks], axis=1)

    @cached_property
    def _variance(self) -> "NDArray[np.float64]":
        return np.stack([block.var(axis=1) for block in self._blocks], axis=1)

    @property
    def _blocks(self) -> "list[NDArray[np.float64]]":
        """The scores with the values of each factor."""
        numbers = range(self._groups.max() + 1)
        return [self.affinity.scores[:, self._groups == number] for number in numbers]

    def _above(self, row: int, company: Iterable[str]) -> float:
        rows = [other for other in self._rows(company) if self._others[row, other]]
        factors = self._groups[rows]
        spread = float(np.sqrt(self._variance[row, factors].sum()))
        if spread < 10**-_DECIMALS:
            return float("nan")
        found = float(self.affinity.scores[row, rows].sum() - self._expected[row, factors].sum())
        return round(found / spread, _DECIMALS)


def level_of_best(companies: int) -> float:
    """What the best of so many random companies reaches in half of all cases, in standard deviations."""
    return NormalDist().inv_cdf(0.5 ** (1 / companies))
