"""Monte Carlo: what is certain survives, what people differ on does as often as they differ."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from impact_cases import consistent_of, matrices, matrix_of

from pipeline.core.errors import InputError
from pipeline.core.types import Factor, FactorValue, Rating, Sheet
from pipeline.scenarios.impact.dissent import choices
from pipeline.scenarios.impact.matrix import ImpactMatrix
from pipeline.scenarios.impact.monte_carlo import Choice, survival
from pipeline.scenarios.impact.of_sheet import of_sheet

LEAD = matrix_of([1, 2], [[0, 2, 0], [0, 0, 0], [0, 0, 0]])
FIRST = np.array([[0, 0]])


@given(matrix=matrices(partly=True), seed=st.integers(0, 99))
def test_without_doubt_all_survive(matrix: ImpactMatrix, seed: int) -> None:
    scenarios = np.array(consistent_of(matrix), dtype=int).reshape(-1, len(matrix.sizes))
    found = survival(matrix, scenarios, draws=20, spread=0, seed=seed)
    assert found.shares.tolist() == [1.0] * len(scenarios) and not found.errors.any()


def test_more_doubt_lets_fewer_survive_the_same_for_the_same_seed() -> None:
    small, great = (survival(LEAD, FIRST, spread=spread, seed=1) for spread in (0.5, 3))
    assert 0.99 < small.shares[0] <= 1 and 0.5 < great.shares[0] < 0.9
    share = great.shares[0]
    assert np.isclose(great.errors[0], (share * (1 - share) / 1000) ** 0.5)
    assert survival(LEAD, FIRST, spread=3, seed=1).shares[0] == share
    assert survival(LEAD, FIRST, spread=3, seed=2).shares[0] != share


def test_noise_is_rounded_where_scores_are_whole_and_stays_on_the_scale() -> None:
    close = matrix_of([1, 2], [[0, 1, 0], [0, 0, 0], [0, 0, 0]])
    found = survival(close, FIRST, spread=0.1)
    assert found.rounded and found.bound == 3 and found.shares[0] == 1
    halves = matrix_of([1, 2], [[0, 0.5, 0.4], [0, 0, 0], [0, 0, 0]])
    assert not survival(halves, FIRST, spread=0.1).rounded
    assert survival(halves, FIRST, spread=0.1).shares[0] < 0.9
    beyond = matrix_of([1, 2], [[0, 9, -9], [0, 0, 0], [0, 0, 0]])
    assert survival(beyond, FIRST).bound == 9
    lowest = matrix_of([1, 2], [[0, -3, -3], [0, 0, 0], [0, 0, 0]])
    shares = survival(lowest, FIRST, spread=0.4, draws=4000).shares
    upward = 0.1056  # of normal noise of .4 rounding to +1; that to −1 is cut off by the scale
    assert abs(shares[0] - (1 - upward * (1 - upward))) < 0.02


def test_where_nobody_judged_or_all_saw_none_nothing_is_drawn() -> None:
    tied = matrix_of([2, 2], np.zeros((4, 4)))
    found = survival(tied, np.array([[0, 0]]), spread=3)
    assert found.noisy == 0 and found.shares[0] == 1
    judged = np.zeros((3, 3), dtype=bool)
    judged[0, 1] = True
    lead = matrix_of([1, 2], LEAD.scores, judged)
    assert survival(lead, FIRST).noisy == 1 and survival(LEAD, FIRST).noisy == 2


def test_where_people_differ_one_of_them_is_believed() -> None:
    differed = [Choice(0, 1, (2.0, -1.0, -1.0, -1.0))]
    found = survival(LEAD, FIRST, spread=0, choices=differed, draws=4000)
    assert found.chosen == 1 and abs(found.shares[0] - 0.25) < 0.04


@pytest.mark.parametrize(("draws", "spread"), [(0, 0.5), (10, -1), (10, float("nan")), (10, float("inf"))])
def test_what_cannot_be_drawn_is_refused(draws: int, spread: float) -> None:
    with pytest.raises(InputError, match="Bitte"):
        survival(LEAD, FIRST, draws=draws, spread=spread)


def test_choices_are_the_cells_that_people_scored_differently() -> None:
    sheet = Sheet(
        factors=tuple(
            Factor(id=f, name=f, values=tuple(FactorValue(id=f"{f}{v}", label=v) for v in "xy"))
            for f in "ab"
        )
    )
    said = [("ax", "by", 2, "P"), ("ax", "by", -1, "Q"), ("ax", "bx", 1, "P"), ("ax", "bx", 1, "Q")]
    said += [("ay", "bx", 3, "P"), ("ay", "bx", -3, "model:m")]
    rated = [Rating(source=s, target=t, score=score, origin=by) for s, t, score, by in said]
    assert choices(of_sheet(sheet, rated), rated) == (Choice(0, 3, (2.0, -1.0)),)


def test_cells_between_descriptors_that_are_held_are_counted() -> None:
    scores = np.zeros((4, 4))
    scores[0, 2] = 2
    judged = np.ones((4, 4), dtype=bool)
    judged[0, 3] = False
    found = survival(matrix_of([2, 2], scores, judged), FIRST)
    assert (found.noisy, found.empty, found.idle) == (3, 1, 4)
    lots = survival(matrix_of([2, 2], scores, judged), FIRST, choices=[Choice(2, 0, (1.0, -1.0))])
    assert (lots.noisy, lots.empty, lots.idle, lots.chosen) == (3, 1, 3, 1)
