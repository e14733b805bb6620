"""What scenarios have to spare: how far balances may move before a scenario is no longer consistent."""

from typing import TYPE_CHECKING

import numpy as np

from pipeline.scenarios.impact.balance import balances, columns
from pipeline.scenarios.impact.matrix import ImpactMatrix
from pipeline.scenarios.impact.silence import without_inflow

if TYPE_CHECKING:
    from numpy.typing import NDArray


def spare(matrix: ImpactMatrix, scenarios: "NDArray[np.integer]") -> "NDArray[np.float64]":
    """For each variant how far it may fall (if chosen) or rise (if not), shape (n, variants).

    Below 0 in inconsistent scenarios; infinite where a descriptor has a single variant. Raises InputError
    where a scenario has not one variant of every descriptor.
    """
    chosen, found = columns(matrix, scenarios), balances(matrix, scenarios)
    room = np.empty_like(found)
    for at, (start, size) in enumerate(zip(matrix.offsets, matrix.sizes, strict=True)):
        block, own = found[:, start : start + size], chosen[:, at : at + 1]
        height = np.take_along_axis(found, own, axis=1)
        others = block.copy()
        np.put_along_axis(others, own - start, -np.inf, axis=1)
        room[:, start : start + size] = height - block
        np.put_along_axis(room, own, height - others.max(axis=1, keepdims=True), axis=1)
    return room


def least_lead(matrix: ImpactMatrix, scenarios: "NDArray[np.integer]") -> "NDArray[np.float64]":
    """How far the weakest chosen variant of each scenario lies above the next best of its block, (n,).

    ScenarioWizard's lists of solutions have it beside the weight. Descriptors without any inflow are left
    out: they always tie, and would hide what the others have. Infinite where nothing else has a choice.
    """
    room = np.take_along_axis(spare(matrix, scenarios), columns(matrix, scenarios), axis=1)
    room[:, list(without_inflow(matrix))] = np.inf
    return np.asarray(room.min(axis=1))
