"""Impact balances (Wirkungsbilanzen): what the rest of a scenario says to each variant.

A scenario is the index of one variant (from 0) per descriptor, a row of whole numbers. The balance of
a variant is the sum of the scores that all variants of the scenario have on it, the diagonal blocks
included (Weimer-Jehle 2006, "Cross-impact balances", eq. 2). Sums are in double precision: exact for
whole numbers and halves, and within 1e-9 for anything else that a person would write down.
"""

from typing import TYPE_CHECKING

import numpy as np

from pipeline.core.errors import InputError
from pipeline.scenarios.impact.matrix import ImpactMatrix

if TYPE_CHECKING:
    from numpy.typing import NDArray

TOLERANCE = 1e-9
"""What rounding may leave between two equal balances."""

_ROWS = 8192  # scenarios at a time: the one-hot rows of 200 variants then take 13 MB


def balances(matrix: ImpactMatrix, scenarios: "NDArray[np.integer]") -> "NDArray[np.float64]":
    """The balance of every variant in every scenario, shape (n, variants), in units of the scores.

    Raises InputError where a scenario has not one variant of every descriptor.
    """
    chosen = columns(matrix, scenarios)
    found = np.empty((len(chosen), sum(matrix.sizes)))
    for start in range(0, len(chosen), _ROWS):
        part = chosen[start : start + _ROWS]
        taken = np.zeros((len(part), sum(matrix.sizes)))
        np.put_along_axis(taken, part, 1.0, axis=1)
        found[start : start + _ROWS] = taken @ matrix.scores
    return found


def inconsistency(matrix: ImpactMatrix, scenarios: "NDArray[np.integer]") -> "NDArray[np.float64]":
    """How far the worst chosen variant of each scenario lies below the best of its block, shape (n,).

    0 for a consistent scenario. Raises InputError as `balances` does.
    """
    found = balances(matrix, scenarios)
    own = np.take_along_axis(found, columns(matrix, scenarios), axis=1)
    worst = np.zeros(len(found))
    for descriptor, (start, size) in enumerate(zip(matrix.offsets, matrix.sizes, strict=True)):
        best = found[:, start : start + size].max(axis=1)
        np.maximum(worst, best - own[:, descriptor], out=worst)
    return worst


def total_impact(matrix: ImpactMatrix, scenarios: "NDArray[np.integer]") -> "NDArray[np.float64]":
    """The total impact score of each scenario, shape (n,): the sum of its chosen variants' balances.

    Raises InputError as `balances` does.
    """
    found = balances(matrix, scenarios)
    return np.asarray(np.take_along_axis(found, columns(matrix, scenarios), axis=1).sum(axis=1))


def columns(matrix: ImpactMatrix, scenarios: "NDArray[np.integer]") -> "NDArray[np.int64]":
    """The matrix columns of the scenarios' chosen variants, shape (n, descriptors).

    Raises InputError where a scenario has not one variant of every descriptor.
    """
    rows = np.asarray(scenarios)
    if rows.ndim != 2 or rows.shape[1] != len(matrix.sizes) or not np.issubdtype(rows.dtype, np.integer):
        raise InputError(
            f"Ein Szenario nennt je Deskriptor eine Ausprägung, hier {len(matrix.sizes)}; gegeben ist ein "
            f"Feld der Form {rows.shape}. Bitte eine Zeile ganzer Zahlen je Szenario angeben."
        )
    wrong = np.argwhere((rows < 0) | (rows >= np.array(matrix.sizes)))
    if len(wrong):
        row, descriptor = (int(at) for at in wrong[0])
        raise InputError(
            f"Szenario {row + 1} nennt für „{matrix.descriptors[descriptor].name}“ die Ausprägung "
            f"{rows[row, descriptor]}. Möglich sind 0 bis {matrix.sizes[descriptor] - 1}."
        )
    return np.asarray(rows.astype(np.int64) + np.array(matrix.offsets))
