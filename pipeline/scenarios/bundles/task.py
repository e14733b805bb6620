"""What is to be bundled, and what was found."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from pipeline.core.settings import Mode
from pipeline.scenarios.affinity import Affinity

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Task:
    """What is to be clustered: pairwise scores, the number of clusters, the mode, locks.

    `locks` says for a position in `affinity.ids` in which cluster (from 0) the value must stand,
    `apart` which two positions must never share a cluster. Any two clusters differ in at least
    `distance` factors. `sharing` is what it costs in mode "buendel" that two clusters share a value, by
    default measured by the spread of the scores. With locks the clusters mean something: the search
    then goes out from `start` (shape factors × clusters, −1 where unknown) or, without one, from the
    clusters found without locks. `views` are the scores (values × values) as other features of the
    texts would give them; how firm a place is, is asked of them too. `proved` says whether a bound is
    wanted, `seconds` how long it may take; `stake` is what a place can be worth beside the pairs.
    """

    affinity: Affinity
    clusters: int
    mode: Mode
    seed: int
    locks: Mapping[int, int] = field(default_factory=dict)
    start: "NDArray[np.int_] | None" = None
    sharing: float | None = None
    apart: frozenset[tuple[int, int]] = frozenset()
    distance: int = 0
    views: "tuple[NDArray[np.float64], ...]" = ()
    proved: bool = True
    seconds: float | None = None
    stake: float = 0.0


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
    upper bound of the objective, proved. `hurried` where the time ran out before the bound was as
    good as it gets.
    """

    members: "NDArray[np.int_]"
    places: tuple[tuple[Place, ...], ...]
    objectives: tuple[float, ...]
    ceiling: float
    agreement: float
    hurried: bool = False


def ordered(members: "NDArray[np.int_]") -> "NDArray[np.int_]":
    """Clusters in the order of the values they hold: a fixed order for a fixed partition."""
    return members[:, np.lexsort(members[::-1])]


def aligned(members: "NDArray[np.int_]", reference: "NDArray[np.int_]") -> "NDArray[np.int_]":
    """Clusters renumbered to overlap most with those of the reference."""
    return members[:, aligned_to(members, reference)]


def aligned_to(members: "NDArray[np.int_]", reference: "NDArray[np.int_]") -> "NDArray[np.int_]":
    """For every column of the reference the column of `members` that stands for it, by overlap."""
    from scipy.optimize import linear_sum_assignment

    overlap = (members[:, :, None] == reference[:, None, :]).sum(axis=0)
    rows, columns = linear_sum_assignment(-overlap)
    order = np.empty_like(rows)
    order[columns] = rows
    return np.asarray(order)


def upwards(bound: float) -> float:
    """An upper bound with four decimals, never rounded below what it was."""
    return math.ceil(bound * 10_000) / 10_000


def smallest_distance(members: "NDArray[np.int_]") -> int:
    """In how many factors the two clusters most alike differ."""
    differing = (members[:, :, None] != members[:, None, :]).sum(axis=0)
    return int(differing[np.triu_indices(members.shape[1], 1)].min())
