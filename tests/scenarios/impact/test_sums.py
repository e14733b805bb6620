"""Active and passive sums by hand, and what holds of all of them."""

import numpy as np
import pytest
from hypothesis import given
from impact_cases import matrices, matrix_of

from pipeline.scenarios.impact.matrix import ImpactMatrix
from pipeline.scenarios.impact.sums import grid


def test_sums_quadrants_and_strength_by_hand() -> None:
    scores = np.zeros((6, 6))
    scores[:2, 2:4] = [[2, -2], [-1, 1]]
    scores[2:4, 4:] = [[3, 0], [0, -3]]
    scores[4:, 2:4] = [[1, 0], [0, 0]]
    scores[0, 1] = -2
    found = grid(matrix_of([2, 2, 2], scores))
    a, b, c = found.sums
    assert (a.active, a.passive, a.own, a.product) == (8, 2, 2, 16) and a.quotient == 4
    assert (b.active, b.passive, c.active, c.passive) == (6, 7, 1, 6)
    assert [one.quadrant for one in found.sums] == ["aktiv", "kritisch", "passiv"]
    assert found.strength[0][1] == 1.5 and found.strength[1][2] == 1.5 and found.strength[1][0] == 0
    assert found.active_mean == found.passive_mean == 5


def test_what_nobody_judged_is_unknown_and_not_weak() -> None:
    judged = np.zeros((6, 6), dtype=bool)
    judged[:2, 2:4] = True
    a, b, c = grid(matrix_of([2, 2, 2], np.where(judged, 2.0, 0.0), judged)).sums
    assert (a.quadrant, b.quadrant, c.quadrant) == ("aktiv", "passiv", None)
    assert (a.judged, c.judged) == (0.25, 0.0) and a.quotient is None
    assert grid(matrix_of([2, 2, 2], np.where(judged, 2.0, 0.0), judged)).strength[2] == (None, None, None)


def test_equals_have_no_role_but_the_quiet_one() -> None:
    assert {one.quadrant for one in grid(matrix_of([2, 2, 2], np.full((6, 6), 0.1))).sums} == {"puffernd"}


@given(matrix=matrices())
def test_all_that_is_given_is_received(matrix: ImpactMatrix) -> None:
    found = grid(matrix)
    assert sum(one.active for one in found.sums) == pytest.approx(sum(one.passive for one in found.sums))
    assert sum(one.active for one in found.sums) == pytest.approx(float(np.abs(matrix.scores).sum()))
