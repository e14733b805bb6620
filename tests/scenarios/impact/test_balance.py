"""Balances: sums of what a scenario's variants say, the same for one scenario as for thousands."""

import numpy as np
import pytest
from hypothesis import given, settings
from impact_cases import all_scenarios, blocks_of, matrices, matrix_of

from pipeline.core.errors import InputError
from pipeline.scenarios.impact import balance
from pipeline.scenarios.impact.balance import balances, inconsistency, total_impact
from pipeline.scenarios.impact.matrix import ImpactMatrix

some = settings(deadline=None, max_examples=40)


@some
@given(matrices())
def test_balances_are_sums_and_the_rest_follows_from_them(matrix: ImpactMatrix) -> None:
    every = all_scenarios(matrix)
    rows = np.array(every)
    for at, scenario in enumerate(every):
        blocks = list(blocks_of(matrix, scenario))
        own = [block[variant] for block, variant in zip(blocks, scenario, strict=True)]
        worst = max(max(block) - mine for block, mine in zip(blocks, own, strict=True))
        assert balances(matrix, rows)[at] == pytest.approx(np.concatenate(blocks))
        assert inconsistency(matrix, rows)[at] == pytest.approx(worst)
        assert total_impact(matrix, rows)[at] == pytest.approx(sum(own))


def test_many_scenarios_are_the_same_as_few(monkeypatch: pytest.MonkeyPatch) -> None:
    random = np.random.default_rng(1)
    matrix = matrix_of((2, 3, 4), random.integers(-3, 4, (9, 9)))
    rows = random.integers(0, 2, (50, 3))
    at_once = balances(matrix, rows)
    monkeypatch.setattr(balance, "_ROWS", 7)
    assert np.array_equal(balances(matrix, rows), at_once)
    assert balances(matrix, rows[:0]).shape == (0, 9)
    assert inconsistency(matrix, rows[:0]).shape == total_impact(matrix, rows[:0]).shape == (0,)


@pytest.mark.parametrize(
    "rows, told",
    [
        ([[0, 3]], "Szenario 1 nennt für „B“ die Ausprägung 3"),
        ([[0, 0], [-1, 0]], "Szenario 2 nennt für „A“ die Ausprägung -1"),
        ([[0]], "hier 2"),
        ([0, 0], "hier 2"),
        ([[0.5, 0.0]], "ganzer Zahlen"),
    ],
)
def test_a_scenario_that_cannot_be_is_named(rows: list[object], told: str) -> None:
    with pytest.raises(InputError, match=told):
        balances(matrix_of((2, 3), np.zeros((5, 5))), np.array(rows))
