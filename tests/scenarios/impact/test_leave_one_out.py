"""Leave-one-out against the long way: take the judgement out, look at every scenario again."""

import numpy as np
from hypothesis import given
from impact_cases import consistent_of, is_consistent, matrices, matrix_of

from pipeline.scenarios.impact.leave_one_out import leave_one_out
from pipeline.scenarios.impact.matrix import ImpactMatrix


@given(matrix=matrices(partly=True))
def test_what_falls_is_what_falls_the_long_way(matrix: ImpactMatrix) -> None:
    scenarios = consistent_of(matrix)
    fallen, fells = [0] * len(scenarios), {}
    cells = [(r, c) for r, c in np.argwhere(matrix.judged & (matrix.scores != 0)).tolist()]
    for row, column in cells:
        scores = matrix.scores.copy()
        scores[row, column] = 0.0
        without = ImpactMatrix(matrix.descriptors, scores, matrix.judged)
        gone = [not is_consistent(without, one) for one in scenarios]
        fallen = [count + one for count, one in zip(fallen, gone, strict=True)]
        if any(gone):
            fells[row, column] = sum(gone)
    found = leave_one_out(matrix, np.array(scenarios, dtype=int).reshape(-1, len(matrix.sizes)))
    assert found.judgements == len(cells) and found.fallen.tolist() == fallen
    assert {(one.row, one.column): one.fells for one in found.carrying} == fells
    counts = [one.fells for one in found.carrying]
    assert counts == sorted(counts, reverse=True)


def test_the_judgement_that_carries_is_named_with_its_score() -> None:
    matrix = matrix_of([2, 2], [[0, 0, 2, 0], [0, 0, 0, 1], [0, 0, 0, 0], [0, 0, 0, 0]])
    found = leave_one_out(matrix, np.array([[0, 0], [1, 1]]))
    assert found.fallen.tolist() == [0, 0], "ein Gleichstand ist noch konsistent"
    hindered = matrix_of([2, 2], [[0, 0, 1, 2], [0, 0, 0, 0], [0, 0, 1, 0], [0, 0, 0, 0]])
    (one,) = leave_one_out(hindered, np.array([[0, 1]])).carrying
    assert (one.row, one.column, one.score, one.fells) == (0, 3, 2.0, 1)
