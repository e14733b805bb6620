"""Where a matrix says nothing: its zero blocks, and descriptors that tie whatever the others take."""

import itertools

import numpy as np
from hypothesis import given
from impact_cases import matrices, matrix_of

from pipeline.scenarios.impact.matrix import ImpactMatrix
from pipeline.scenarios.impact.silence import between, silent_cells, silent_pairs, without_inflow
from pipeline.scenarios.impact.spare import least_lead, spare

LED = matrix_of([2, 2], [[0, 0, 2, 0], [0, 0, 0, 1], [0, 0, 0, 0], [0, 0, 0, 0]])


@given(matrix=matrices(partly=True))
def test_cells_are_silent_where_their_whole_block_is_zero(matrix: ImpactMatrix) -> None:
    bounds = [slice(start, start + size) for start, size in zip(matrix.offsets, matrix.sizes, strict=True)]
    silent, outside = silent_cells(matrix), between(matrix)
    pairs = 0
    for (row, rows), (column, columns) in itertools.product(enumerate(bounds), repeat=2):
        nothing = not matrix.scores[rows, columns].any()
        assert (silent[rows, columns] == nothing).all()
        assert (outside[rows, columns] == (row != column)).all()
        pairs += nothing and row != column
    assert silent_pairs(matrix) == pairs


@given(matrix=matrices(partly=True))
def test_without_inflow_every_variant_ties_in_every_scenario(matrix: ImpactMatrix) -> None:
    room = spare(matrix, np.zeros((1, len(matrix.sizes)), dtype=int))
    for at in without_inflow(matrix):
        start, size = matrix.offsets[at], matrix.sizes[at]
        assert size == 1 or not room[0, start : start + size].any()


def test_a_tie_that_nobody_could_help_hides_no_lead() -> None:
    assert without_inflow(LED) == (0,)
    assert least_lead(LED, np.array([[0, 0], [1, 1], [0, 1]])).tolist() == [2, 1, -2]
    nothing = matrix_of([2, 2], np.zeros((4, 4)))
    assert without_inflow(nothing) == (0, 1) and np.isinf(least_lead(nothing, np.array([[0, 0]]))).all()
