"""Succession: one step by hand, whole walks against slow ones, and ScenarioWizard's own weights."""

import re
from collections import Counter

import numpy as np
import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st
from impact_cases import all_scenarios, blocks_of, consistent_of, matrices, matrix_of

from pipeline.core.errors import InputError
from pipeline.scenarios import scw
from pipeline.scenarios.impact import attractors as module
from pipeline.scenarios.impact.attractors import attractors
from pipeline.scenarios.impact.matrix import ImpactMatrix
from pipeline.scenarios.impact.succession import Order, follow

CIB = ROOT.parent / "shared" / "data" / "cib"
orders = st.sampled_from(["global", "incremental"])
shared = pytest.mark.skipif(not CIB.is_dir(), reason="die Referenzdateien von ScenarioWizard fehlen")


def weights_of(name: str) -> dict[tuple[int, ...], int]:
    """What ScenarioWizard's list of solutions gives as weight, by variants from 0."""
    found = re.findall(r'^"([ \d]+)",(\d+)', (CIB / name).read_text(encoding="ascii"), re.MULTILINE)
    return {tuple(int(one) - 1 for one in variants.split()): int(weight) for variants, weight in found}


def slow_step(matrix: ImpactMatrix, scenario: tuple[int, ...], order: Order) -> tuple[int, ...]:
    blocks = list(blocks_of(matrix, scenario))
    below = [round(max(block) - block[at], 9) for block, at in zip(blocks, scenario, strict=True)]
    best = [[round(max(block) - one, 9) for one in block].index(0) for block in blocks]
    movers = {at for at, one in enumerate(below) if one > 0}
    if order == "incremental" and movers:
        movers = {below.index(max(below))}
    return tuple(best[at] if at in movers else now for at, now in enumerate(scenario))


@given(matrix=matrices(), order=orders)
def test_a_step_is_the_one_made_by_hand(matrix: ImpactMatrix, order: Order) -> None:
    scenarios = all_scenarios(matrix)
    after = follow(matrix, np.array(scenarios), order)
    assert list(map(tuple, after.tolist())) == [slow_step(matrix, one, order) for one in scenarios]


@given(matrix=matrices(), order=orders)
def test_basins_are_those_of_slow_walks(matrix: ImpactMatrix, order: Order) -> None:
    ends: Counter[tuple[int, ...]] = Counter()
    periods = {}
    after = {one: slow_step(matrix, one, order) for one in all_scenarios(matrix)}
    for one in after:
        for _ in range(matrix.combinations):
            one = after[one]
        orbit = [one]
        while after[orbit[-1]] != one:
            orbit.append(after[orbit[-1]])
        ends[min(orbit)] += 1
        periods[min(orbit)] = len(orbit)
    found = attractors(matrix, order=order)
    resting = dict(zip(map(tuple, found.fixed.tolist()), found.basins.tolist(), strict=True))
    cycling = {tuple(one.scenarios[0].tolist()): one for one in found.cycles}
    assert found.exact and not found.undecided and found.cycling == len(cycling)
    assert {**resting, **{first: one.basin for first, one in cycling.items()}} == ends
    assert {first: len(one.scenarios) for first, one in cycling.items()} == {
        first: period for first, period in periods.items() if period > 1
    }


@given(matrix=matrices(), order=orders)
def test_what_rests_is_what_is_consistent(matrix: ImpactMatrix, order: Order) -> None:
    found = attractors(matrix, order=order)
    assert sorted(map(tuple, found.fixed.tolist())) == consistent_of(matrix)


def test_a_tie_stays_and_the_first_of_the_best_is_taken() -> None:
    promoted = matrix_of([1, 3], [[0, 0, 2, 2]] + [[0] * 4] * 3)
    after = follow(promoted, np.array([[0, 0], [0, 1], [0, 2]]))
    assert after.tolist() == [[0, 1], [0, 1], [0, 2]]


def test_a_sample_is_seeded_and_lies_about_what_is_exact() -> None:
    matrix = matrix_of([3] * 5, np.random.default_rng(2).integers(-3, 4, (15, 15)))
    exact = attractors(matrix)
    sampled = attractors(matrix, exact=1, starts=5000, seed=7)
    again = attractors(matrix, exact=1, starts=5000, seed=7)
    other = attractors(matrix, exact=1, starts=5000, seed=8)
    assert exact.exact and exact.starts == 243 and not sampled.exact and sampled.starts == 5000
    ends = [
        [*one.basins.tolist(), *(cycle.basin for cycle in one.cycles)] for one in (sampled, again, other)
    ]
    assert ends[0] == ends[1] != ends[2]
    assert [sum(one) for one in ends] == [5000] * 3
    shares = {
        tuple(row): basin / 243 for row, basin in zip(exact.fixed.tolist(), exact.basins, strict=True)
    }
    for row, basin in zip(sampled.fixed.tolist(), sampled.basins.tolist(), strict=True):
        assert abs(basin / 5000 - shares[tuple(row)]) < 5 * 0.5 / 5000**0.5


def test_walks_that_find_no_end_in_time_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    matrix = matrix_of([3] * 6, np.random.default_rng(1).integers(-3, 4, (18, 18)))
    monkeypatch.setattr(module, "_EFFORT", 100 * 18**2)
    found = attractors(matrix)
    ended = int(found.basins.sum()) + sum(one.basin for one in found.cycles)
    assert found.undecided > 0 and ended + found.undecided == found.starts == 729


def test_without_scores_everything_rests() -> None:
    found = attractors(matrix_of([2, 3], np.zeros((5, 5))))
    assert len(found.fixed) == 6 and set(found.basins.tolist()) == {1} and not found.cycles


def test_no_starts_are_refused() -> None:
    with pytest.raises(InputError, match="mindestens 1"):
        attractors(matrix_of([2, 2], np.zeros((4, 4))), starts=0)


@shared
def test_scenariowizards_weights_are_the_basins() -> None:
    found = attractors(scw.read(CIB / "CIB_global.scw"))
    basins = dict(zip(map(tuple, found.fixed.tolist()), found.basins.tolist(), strict=True))
    assert basins == weights_of("CIB_global.sl") and found.starts == 36


@shared
def test_scenariowizards_sampled_weights_are_those_of_our_sample() -> None:
    weights = weights_of("CIB_natl_regional.sl")
    assert sum(weights.values()) == 100_000
    found = attractors(scw.read(CIB / "CIB_natl_regional.scw"), starts=20_000)
    assert set(map(tuple, found.fixed.tolist())) <= set(weights) and not found.cycles
    basins = dict(zip(map(tuple, found.fixed.tolist()), found.basins.tolist(), strict=True))
    for scenario, weight in weights.items():
        share = weight / 100_000
        spread = (share * (1 - share) * (1 / 20_000 + 1 / 100_000)) ** 0.5
        assert abs(basins.get(scenario, 0) / 20_000 - share) < 5 * spread, scenario
