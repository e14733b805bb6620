"""Active and passive sums (Aktivsumme, Passivsumme) and the system grid (Vester 2007; Weimer-Jehle 2006).

How much a descriptor moves others, and how much it is moved: sums of the absolute scores of its rows and
of its columns. They count what was judged; where much is unjudged, a low sum says little, so every
descriptor carries the share of its cells that were judged.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from pipeline.scenarios.impact.balance import TOLERANCE
from pipeline.scenarios.impact.matrix import ImpactMatrix

if TYPE_CHECKING:
    from numpy.typing import NDArray

Quadrant = Literal["aktiv", "kritisch", "passiv", "puffernd"]


@dataclass(frozen=True)
class Sums:
    """One descriptor in the system, in units of the scores.

    `active` sums the absolute scores of its rows, `passive` those of its columns, both with its own
    block, which `own` gives alone. `product` and `quotient` are of active and passive; the quotient
    is None where nothing bears on the descriptor. `quadrant` is told by the means of all descriptors: above
    both kritisch, above the active one only aktiv, above the passive one only passiv, else puffernd; None
    where nobody judged any of its cells. `judged` is the share of the cells of its rows and columns, its
    own block aside, that were judged (0–1), None where there are none.
    """

    name: str
    active: float
    passive: float
    own: float
    product: float
    quotient: float | None
    quadrant: Quadrant | None
    judged: float | None


@dataclass(frozen=True)
class Grid:
    """The system grid (Systemgitter): all descriptors, and the means that part its quadrants.

    `strength[i][j]` is how strongly descriptor i bears on j: the mean absolute score of the judged
    cells of that block, None where there are none.
    """

    sums: tuple[Sums, ...]
    active_mean: float
    passive_mean: float
    strength: tuple[tuple[float | None, ...], ...]


def grid(matrix: ImpactMatrix) -> Grid:
    """The sums of all descriptors of a matrix and the strength of its blocks."""
    weights = _by_block(matrix, np.abs(matrix.scores))
    judged = _by_block(matrix, matrix.judged.astype(float))
    sizes = np.array(matrix.sizes)
    cells = np.outer(sizes, sizes)
    active, passive = weights.sum(axis=1), weights.sum(axis=0)
    active_mean, passive_mean = float(active.mean()), float(passive.mean())
    sums = tuple(
        _sums(
            descriptor.name,
            float(active[at]),
            float(passive[at]),
            float(weights[at, at]),
            _quadrant(active[at] > active_mean + TOLERANCE, passive[at] > passive_mean + TOLERANCE),
            _share(judged, cells, at),
        )
        for at, descriptor in enumerate(matrix.descriptors)
    )
    strength = tuple(
        tuple(float(w / n) if n else None for w, n in zip(row, counts, strict=True))
        for row, counts in zip(weights, judged, strict=True)
    )
    return Grid(sums, active_mean, passive_mean, strength)


def _sums(
    name: str, active: float, passive: float, own: float, quadrant: Quadrant, judged: float | None
) -> Sums:
    return Sums(
        name=name,
        active=active,
        passive=passive,
        own=own,
        product=active * passive,
        quotient=active / passive if passive else None,
        quadrant=quadrant if judged or own else None,
        judged=judged,
    )


def _by_block(matrix: ImpactMatrix, cells: "NDArray[np.float64]") -> "NDArray[np.float64]":
    """The sums of all blocks, shape (descriptors, descriptors)."""
    rows = np.add.reduceat(cells, matrix.offsets, axis=0)
    return np.asarray(np.add.reduceat(rows, matrix.offsets, axis=1))


def _share(judged: "NDArray[np.float64]", cells: "NDArray[np.int64]", at: int) -> float | None:
    others = np.arange(len(cells)) != at
    total = int(cells[at, others].sum() + cells[others, at].sum())
    return float(judged[at, others].sum() + judged[others, at].sum()) / total if total else None


def _quadrant(moves: bool, is_moved: bool) -> Quadrant:
    if moves:
        return "kritisch" if is_moved else "aktiv"
    return "passiv" if is_moved else "puffernd"
