"""What cross-impact balance says of given scenarios, such as our clusters, which need not be consistent."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pipeline.scenarios.impact.balance import TOLERANCE, balances, columns
from pipeline.scenarios.impact.matrix import ImpactMatrix

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Strain:
    """A descriptor (by its position) whose chosen variant the rest of the scenario speaks against.

    `better` is the variant that is promoted most, the first of several; `chosen` lies `by` below it.
    """

    descriptor: int
    chosen: int
    better: int
    by: float


@dataclass(frozen=True)
class Verdict:
    """One scenario: its inconsistency (the greatest strain, 0 where consistent) and total impact score.

    `strains` are its inconsistent descriptors, the worst first.
    """

    inconsistency: float
    total_impact: float
    strains: tuple[Strain, ...]


def of_bundles(matrix: ImpactMatrix, scenarios: "NDArray[np.integer]") -> tuple[Verdict, ...]:
    """A verdict on each scenario of shape (n, descriptors).

    Raises InputError where a scenario has not one variant of every descriptor.
    """
    found = balances(matrix, scenarios)
    own = np.take_along_axis(found, columns(matrix, scenarios), axis=1)
    return tuple(
        _verdict(_strains(matrix, sums, variants), float(height.sum()))
        for sums, variants, height in zip(found, np.asarray(scenarios).tolist(), own, strict=True)
    )


def _verdict(strains: list[Strain], total_impact: float) -> Verdict:
    worst = sorted(strains, key=lambda one: -one.by)
    return Verdict(worst[0].by if worst else 0.0, total_impact, tuple(worst))


def _strains(matrix: ImpactMatrix, found: "NDArray[np.float64]", variants: list[int]) -> list[Strain]:
    strains = []
    for at, (start, size, chosen) in enumerate(zip(matrix.offsets, matrix.sizes, variants, strict=True)):
        block = found[start : start + size]
        by = float(block.max() - block[chosen])
        if by > TOLERANCE:
            better = int((block >= block.max() - TOLERANCE).argmax())
            strains.append(Strain(at, chosen, better, by))
    return strains
