"""Where a matrix says nothing: blocks that are wholly zero, and descriptors that nothing bears on.

A file of ScenarioWizard fills every cell, so that there a block of zeros may mean „no influence“ or that
nobody looked at it.
"""

from typing import TYPE_CHECKING

import numpy as np

from pipeline.scenarios.impact.matrix import ImpactMatrix

if TYPE_CHECKING:
    from numpy.typing import NDArray


def between(matrix: ImpactMatrix) -> "NDArray[np.bool_]":
    """The cells whose row and column belong to two descriptors, shape (variants, variants)."""
    of = _descriptor_of(matrix)
    return np.asarray(of[:, None] != of[None, :])


def silent_blocks(matrix: ImpactMatrix) -> "NDArray[np.bool_]":
    """The blocks with no score but 0, shape (descriptors, descriptors); those on the diagonal too."""
    filled = np.add.reduceat(np.abs(matrix.scores), matrix.offsets, axis=0)
    return np.asarray(np.add.reduceat(filled, matrix.offsets, axis=1) == 0)


def silent_cells(matrix: ImpactMatrix) -> "NDArray[np.bool_]":
    """The cells of the blocks with no score but 0, shape (variants, variants)."""
    of = _descriptor_of(matrix)
    return np.asarray(silent_blocks(matrix)[np.ix_(of, of)])


def silent_pairs(matrix: ImpactMatrix) -> int:
    """How many blocks between two descriptors have no score but 0."""
    silent = silent_blocks(matrix)
    np.fill_diagonal(silent, False)
    return int(silent.sum())


def without_inflow(matrix: ImpactMatrix) -> tuple[int, ...]:
    """The descriptors that no score but 0 bears on: their variants always tie, in every scenario."""
    return tuple(int(at) for at in np.flatnonzero(silent_blocks(matrix).all(axis=0)))


def _descriptor_of(matrix: ImpactMatrix) -> "NDArray[np.int64]":
    return np.repeat(np.arange(len(matrix.sizes)), matrix.sizes)
