"""The same question in whole numbers, as both engines ask it.

Scores become multiples of one unit, without their common divisor. A score that is no multiple of
1/1000 is rounded to 1/1000000, and `room` grows by what the rounding may hide: the engines then list
too much rather than too little, and `faithful` says that what they list has to be checked.
"""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pipeline.scenarios.impact.balance import TOLERANCE
from pipeline.scenarios.impact.matrix import ImpactMatrix

if TYPE_CHECKING:
    from numpy.typing import NDArray

_SCALES = (1, 2, 10, 1000)
_FINE = 1_000_000


@dataclass(frozen=True, eq=False)
class Exact:
    """A matrix in whole numbers, shape (variants, variants), and how far a chosen variant may lie below.

    A scenario is wanted where each chosen variant's balance is at least that of its siblings − `room`.
    """

    sizes: tuple[int, ...]
    offsets: tuple[int, ...]
    scores: "NDArray[np.int64]"
    room: int
    faithful: bool


@dataclass(frozen=True, eq=False)
class Listing:
    """What an engine found, shape (n, descriptors), in any order; `finished` where it has proved it all."""

    scenarios: "NDArray[np.int64]"
    finished: bool


def exactly(matrix: ImpactMatrix, epsilon: float) -> Exact:
    """The matrix in whole numbers, for scenarios that are consistent but for `epsilon`."""
    scale, faithful = _scale(matrix.scores)
    scores = np.round(matrix.scores * scale).astype(np.int64)
    hidden = 0 if faithful else len(matrix.sizes)  # half a unit for each of two scores per descriptor
    divisor = max(int(np.gcd.reduce(scores, axis=None)), 1)
    room = (math.floor((epsilon + TOLERANCE) * scale) + hidden) // divisor
    return Exact(matrix.sizes, matrix.offsets, scores // divisor, room, faithful)


def _scale(scores: "NDArray[np.float64]") -> tuple[int, bool]:
    for scale in _SCALES:
        if np.all(np.abs(scores * scale - np.round(scores * scale)) <= TOLERANCE * scale / 1000):
            return scale, True
    return _FINE, False
