"""Leave-one-out of ratings: which scenarios fall when a single judgement is taken away.

Each judged score that is not 0 is set to 0 in turn, and the scenarios given are looked at again: exactly,
by what each of them has to spare, without a new search. Scenarios that would come in are not looked for.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pipeline.scenarios.impact.balance import TOLERANCE, columns
from pipeline.scenarios.impact.matrix import ImpactMatrix
from pipeline.scenarios.impact.spare import spare

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Judgement:
    """A score by its row (source) and column (target), and how many scenarios fall without it."""

    row: int
    column: int
    score: float
    fells: int


@dataclass(frozen=True, eq=False)
class LeftOut:
    """What falls without single judgements.

    `judgements` is how many were taken away; `fallen` how many of these fell each scenario, shape (n,);
    `carrying` those that fell any, the weightiest first.
    """

    judgements: int
    fallen: "NDArray[np.int64]"
    carrying: tuple[Judgement, ...]


def leave_one_out(matrix: ImpactMatrix, scenarios: "NDArray[np.integer]") -> LeftOut:
    """Each judgement of a matrix taken away in turn, held against scenarios of shape (n, descriptors).

    Raises InputError where a scenario has not one variant of every descriptor.
    """
    chosen = columns(matrix, scenarios)
    present = np.zeros((len(chosen), sum(matrix.sizes)), dtype=bool)
    np.put_along_axis(present, chosen, True, axis=1)
    room = spare(matrix, scenarios)
    counted = matrix.judged & (matrix.scores != 0)
    fallen = np.zeros(len(chosen), dtype=np.int64)
    fells = np.zeros(counted.shape, dtype=np.int64)
    for column in range(counted.shape[1]):
        # Without its score a chosen variant loses it, and a sibling that was hindered gains it.
        loss = np.where(present[:, column, None], 1.0, -1.0) * matrix.scores[:, column]
        falls = present & counted[:, column] & (loss > room[:, column, None] + TOLERANCE)
        fallen += falls.sum(axis=1)
        fells[:, column] = falls.sum(axis=0)
    return LeftOut(int(counted.sum()), fallen, _carrying(matrix, fells))


def _carrying(matrix: ImpactMatrix, fells: "NDArray[np.int64]") -> tuple[Judgement, ...]:
    cells = np.argwhere(fells)
    order = np.argsort(-fells[tuple(cells.T)], kind="stable")
    return tuple(
        Judgement(int(row), int(column), float(matrix.scores[row, column]), int(fells[row, column]))
        for row, column in cells[order]
    )
