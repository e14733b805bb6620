"""The map of scenarios: near means that two of them differ in few factors.

Classical scaling (Torgerson 1952) of the share of factors in which scenarios differ (Hamming distance),
with masses: the clusters weigh as much as all scenarios of the background together, so that
thousands of these do not decide alone how the clusters lie. The axes have no names, and how many
scenarios lie somewhere says nothing of how likely they are. Where directions are equally strong, as
with clusters that differ in everything, any pair would do; then it is the one that lays the scenarios
round a circle in their order, not the one that rounding happens to choose.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from pipeline.core.types import Clusters, Sheet

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST = 1_500
"""Scenarios of the background that are shown; more cost seconds and are one grey blot."""
_DECIMALS = 4
_EQUAL = 1e-6
"""Directions whose strengths differ by less (as a share of the strongest) are equally strong."""


@dataclass(frozen=True)
class Place:
    """A scenario on the map; `cluster` is its id, empty in the background.

    x and y are measured in shares of factors; `choice` is the position of its value in each factor.
    """

    cluster: str
    x: float
    y: float
    choice: tuple[int, ...]


@dataclass(frozen=True)
class Landscape:
    """Where scenarios lie: the clusters in their order, then the background.

    `shown` is the share of the spread that the plane keeps (0–1; Mardia 1978, by absolute
    eigenvalues), None where no two scenarios differ. `sheet` has the factors that count on the map, `whole`
    is how many there are with those left aside. `consistent` is how many scenarios the background
    has at all; where it has more than are shown, they are thinned evenly.
    """

    places: tuple[Place, ...]
    shown: float | None
    consistent: int
    sheet: Sheet
    whole: int

    @cached_property
    def clusters(self) -> tuple[Place, ...]:
        """The places of the clusters."""
        return tuple(place for place in self.places if place.cluster)

    @cached_property
    def background(self) -> tuple[Place, ...]:
        """The places of the background."""
        return tuple(place for place in self.places if not place.cluster)


def landscape(
    clusters: Clusters,
    sheet: Sheet,
    consistent: "NDArray[np.int_] | None" = None,
    whole: int | None = None,
) -> Landscape:
    """The map of a run's clusters among the `consistent` scenarios.

    These have the shape (scenarios, factors of the sheet) and hold the position of each factor's value,
    from 0; ValueError where the shape is another. `whole` counts all factors where the sheet is a part.
    """
    own = np.array([_choice(one.members, sheet) for one in clusters.clusters], dtype=int)
    others = np.empty((0, own.shape[1]), dtype=int) if consistent is None else np.asarray(consistent)
    if others.ndim != 2 or others.shape[1] != own.shape[1]:
        raise ValueError(f"scenarios of {own.shape[1]} factors are needed, not an array {others.shape}")
    background = others[_evenly(len(others))]
    masses = np.concatenate([_masses(len(own)), _masses(len(background))])
    choices = np.concatenate([own, background])
    points, shown = _scaled(_differing(choices), masses / masses.sum())
    names = [one.id for one in clusters.clusters] + [""] * len(background)
    return Landscape(
        tuple(
            Place(name, float(x), float(y), tuple(map(int, choice)))
            for name, (x, y), choice in zip(names, points, choices, strict=True)
        ),
        shown,
        len(others),
        sheet,
        whole or len(sheet.factors),
    )


def differing(first: Place, second: Place) -> tuple[int, ...]:
    """The positions of the factors in which two scenarios differ."""
    pairs = zip(first.choice, second.choice, strict=True)
    return tuple(position for position, (one, other) in enumerate(pairs) if one != other)


def _choice(members: dict[str, str], sheet: Sheet) -> list[int]:
    return [[value.id for value in one.values].index(members[one.id]) for one in sheet.factors]


def _evenly(count: int) -> "NDArray[np.int_]":
    return np.linspace(0, max(count - 1, 0), min(count, MOST)).round().astype(int)


def _masses(count: int) -> "NDArray[np.float64]":
    return np.full(count, 1 / max(count, 1))


def _differing(choices: "NDArray[np.int_]") -> "NDArray[np.float64]":
    """The share of factors in which each pair of scenarios differs."""
    marks = np.concatenate([column[:, None] == np.unique(column)[None, :] for column in choices.T], axis=1)
    alike = marks.astype(float) @ marks.T.astype(float)
    return np.asarray(1 - alike / choices.shape[1])


def _scaled(
    distances: "NDArray[np.float64]", masses: "NDArray[np.float64]"
) -> "tuple[NDArray[np.float64], float | None]":
    """Coordinates of shape (scenarios, 2) and the share of the spread they keep."""
    centred = distances**2 - masses @ distances**2
    gram = -0.5 * (centred - (centred @ masses)[:, None])
    roots = np.sqrt(masses)
    strengths, directions = np.linalg.eigh(roots[:, None] * gram * roots[None, :])
    strengths, directions = strengths[::-1], directions[:, ::-1]
    points = np.zeros((len(masses), 2))
    if strengths[0] <= _EQUAL:
        return points, None
    count = int(np.sum(strengths[:2] > _EQUAL * strengths[0]))
    chosen = _settled(strengths, directions, roots)[:, :count]
    points[:, :count] = chosen * np.sqrt(strengths[:count]) / roots[:, None]
    shown = strengths[:count].sum() / np.abs(strengths).sum()
    return points.round(_DECIMALS) + 0.0, round(float(shown), 3)


def _settled(
    strengths: "NDArray[np.float64]", directions: "NDArray[np.float64]", roots: "NDArray[np.float64]"
) -> "NDArray[np.float64]":
    """The two strongest directions; where several are equally strong, those nearest to a circle."""
    angles = 2 * np.pi * np.arange(len(roots)) / len(roots)
    circle = roots[:, None] * np.column_stack([np.cos(angles), np.sin(angles), np.eye(len(roots))])
    found = np.zeros((len(roots), min(2, len(roots))))
    for number in range(found.shape[1]):
        alike = np.abs(strengths - strengths[number]) <= _EQUAL * strengths[0]
        space = directions[:, alike]
        wanted = space if alike.sum() == 1 else space @ (space.T @ circle)
        wanted = wanted - found @ (found.T @ wanted)
        lengths = np.linalg.norm(wanted, axis=0)
        first = int(np.argmax(lengths > _EQUAL))
        found[:, number] = _signed(wanted[:, first] / lengths[first])
    return found


def _signed(direction: "NDArray[np.float64]") -> "NDArray[np.float64]":
    """The same direction, its first large entry positive (the largest may be two of different signs)."""
    large = np.flatnonzero(np.abs(direction) > 0.5 * np.abs(direction).max())
    return -direction if len(large) and direction[large[0]] < 0 else direction
