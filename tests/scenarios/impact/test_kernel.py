"""The kernel: both engines list exactly what comparing all scenarios lists, and say where they stopped."""

import itertools
import re
import time
from collections.abc import Sequence
from itertools import product
from pathlib import Path
from typing import get_args

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from impact_cases import matrix_of

from pipeline.core.errors import InputError
from pipeline.scenarios import scw
from pipeline.scenarios.impact import branching, kernel
from pipeline.scenarios.impact.balance import inconsistency, total_impact
from pipeline.scenarios.impact.kernel import Engine, consistent
from pipeline.scenarios.impact.matrix import ImpactMatrix

CIB = Path(__file__).resolve().parents[4] / "shared" / "data" / "cib"
real = pytest.mark.skipif(not CIB.is_dir(), reason="die Referenzdateien von ScenarioWizard fehlen")
ENGINES: tuple[Engine, ...] = ("cpsat", "branching")
both = pytest.mark.parametrize("engine", ENGINES)
some = settings(deadline=None, max_examples=40)


@st.composite
def cases(draw: st.DrawFn, units: Sequence[float] = (1, 2, 10, 1000)) -> ImpactMatrix:
    """2–4 descriptors of 1–5 variants, diagonal blocks filled, scores coarse enough for ties."""
    sizes = draw(st.lists(st.integers(1, 5), min_size=2, max_size=4))
    random = np.random.default_rng(draw(st.integers(0, 10_000)))
    scores = random.integers(-3, 4, (sum(sizes), sum(sizes))) / draw(st.sampled_from(units))
    return matrix_of(sizes, scores * (random.random(scores.shape) < draw(st.sampled_from([0.4, 1.0]))))


def wanted(matrix: ImpactMatrix, epsilon: float = 0.0) -> list[list[int]]:
    """All scenarios that are consistent but for epsilon, by comparing all."""
    every = np.array(list(product(*map(range, matrix.sizes))))
    return every[inconsistency(matrix, every) <= epsilon + 1e-9].tolist()


def random_matrix(count: int, density: float, seed: int = 1) -> ImpactMatrix:
    """Descriptors of three variants, scores −3 to 3 in that share of the blocks."""
    random = np.random.default_rng(seed)
    kept = np.kron(random.random((count, count)) < density, np.ones((3, 3)))
    return matrix_of((3,) * count, random.integers(-3, 4, (3 * count, 3 * count)) * kept)


@real
@pytest.mark.parametrize("engine", get_args(Engine))
@pytest.mark.parametrize(
    "name, count", [("Somewhereland", 10), ("CIB_natl_regional", 16), ("CIB_global", 4)]
)
def test_scenario_wizards_solution_sets_are_ours(name: str, count: int, engine: Engine) -> None:
    matrix = scw.read(CIB / f"{name}.scw")
    found = consistent(matrix, engine=engine)
    assert found.complete and len(found.scenarios) == count
    told = CIB / f"{name}.sl"
    if told.is_file():
        rows = re.findall(r'^"([ \d]+)",\d+,\d+,(\d+),(-?\d+)', told.read_text("ascii"), re.MULTILINE)
        scenarios = np.array([[int(one) - 1 for one in row.split()] for row, _, _ in rows])
        assert found.scenarios.tolist() == sorted(scenarios.tolist())
        assert inconsistency(matrix, scenarios).tolist() == [float(worst) for _, worst, _ in rows]
        assert total_impact(matrix, scenarios).tolist() == [float(total) for _, _, total in rows]


@both
@some
@given(matrix=cases(), epsilon=st.sampled_from([0.0, 0.0, 0.5, 1.0, 2.25]))
def test_an_engine_lists_what_comparing_all_lists(
    engine: Engine, matrix: ImpactMatrix, epsilon: float
) -> None:
    found = consistent(matrix, epsilon=epsilon, engine=engine)
    assert found.scenarios.tolist() == wanted(matrix, epsilon)
    assert found.complete and found.why == "" and found.engine == engine


@both
@some
@given(matrix=cases(units=(3, 7, 3e7)), epsilon=st.sampled_from([0.0, 1 / 3, 1.0]))
def test_scores_finer_than_a_thousandth_are_decided_by_their_true_balances(
    engine: Engine, matrix: ImpactMatrix, epsilon: float
) -> None:
    assert consistent(matrix, epsilon=epsilon, engine=engine).scenarios.tolist() == wanted(matrix, epsilon)


@both
def test_scores_of_very_different_size_are_weighed_exactly(engine: Engine) -> None:
    random = np.random.default_rng(3)
    for greatest in (40, 5_000, 900_000):
        matrix = matrix_of((3, 2, 4, 3), random.integers(-greatest, greatest + 1, (12, 12)))
        for epsilon in (0.0, greatest / 2):
            found = consistent(matrix, epsilon=epsilon, engine=engine)
            assert found.scenarios.tolist() == wanted(matrix, epsilon)


@pytest.mark.parametrize("density", [0.35, 0.8])
def test_the_engines_agree_where_nobody_can_compare_all(density: float) -> None:
    matrix = random_matrix(14, density)
    listed = [consistent(matrix, engine=engine) for engine in ENGINES]
    assert listed[0].complete and listed[1].complete
    assert listed[0].scenarios.tolist() == listed[1].scenarios.tolist()
    assert len(listed[0].scenarios)


@both
@some
@given(matrix=cases(), seed=st.integers(0, 1000))
def test_another_order_of_descriptors_and_variants_finds_the_same(
    engine: Engine, matrix: ImpactMatrix, seed: int
) -> None:
    random = np.random.default_rng(seed)
    descriptors = random.permutation(len(matrix.sizes))
    variants = [random.permutation(matrix.sizes[at]) for at in descriptors]
    moved = np.concatenate(
        [matrix.offsets[at] + order for at, order in zip(descriptors, variants, strict=True)]
    )
    other = matrix_of([matrix.sizes[at] for at in descriptors], matrix.scores[np.ix_(moved, moved)])
    back = [
        [int(variants[n][row[n]]) for n in np.argsort(descriptors)]
        for row in consistent(other, engine=engine).scenarios
    ]
    assert sorted(back) == consistent(matrix, engine=engine).scenarios.tolist()


@both
def test_a_scenarios_own_variant_bears_on_its_own_block(engine: Engine) -> None:
    matrix = matrix_of((2,), [[-1, 0], [0, -1]])
    assert consistent(matrix, engine=engine).scenarios.tolist() == []
    assert consistent(matrix, engine=engine).complete
    assert consistent(matrix, epsilon=1, engine=engine).scenarios.tolist() == [[0], [1]]


@both
def test_descriptors_of_one_variant_are_always_there(engine: Engine) -> None:
    assert consistent(matrix_of((1, 1), [[3, -3], [1, 2]]), engine=engine).scenarios.tolist() == [[0, 0]]
    lone = matrix_of((1, 2), [[0, 1, 2], [0, 0, 0], [0, 0, 0]])
    assert consistent(lone, engine=engine).scenarios.tolist() == [[0, 1]]


@both
def test_where_all_tie_the_limit_ends_it_and_says_so(engine: Engine) -> None:
    nothing = matrix_of((3, 3, 3), np.zeros((9, 9)))
    found = consistent(nothing, limit=26, engine=engine)
    assert len(np.unique(found.scenarios, axis=0)) == 26
    assert not found.complete and "26" in found.why
    assert consistent(nothing, limit=27, engine=engine).complete
    assert len(consistent(nothing, engine=engine).scenarios) == 27


@pytest.mark.parametrize("engine", get_args(Engine))
def test_a_huge_matrix_that_says_nothing_ends_at_the_limit(engine: Engine) -> None:
    found = consistent(matrix_of((4,) * 52, np.zeros((208, 208))), limit=300, engine=engine)
    assert len(np.unique(found.scenarios, axis=0)) == 300
    assert not found.complete


@both
def test_the_time_limit_holds_and_is_told(engine: Engine) -> None:
    matrix = random_matrix(40, 1.0)
    consistent(
        matrix_of((2,), [[0, 0], [0, 0]]), engine=engine
    )  # what is imported once is not the search's
    started = time.perf_counter()
    found = consistent(matrix, seconds=0.3, engine=engine)
    assert time.perf_counter() - started < 0.3 + 2
    assert not found.complete and "Zeit von 0.3 s" in found.why
    assert np.all(inconsistency(matrix, found.scenarios) == 0)


def test_auto_hands_a_large_sparse_matrix_over_when_branching_takes_long(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    matrix = random_matrix(40, 0.1)
    at_once = consistent(matrix)
    monkeypatch.setattr(kernel, "_TRIAL_ROWS", 1)
    handed = consistent(matrix)
    assert (at_once.engine, handed.engine) == ("branching", "cpsat")
    assert at_once.complete and handed.complete
    assert at_once.scenarios.tolist() == handed.scenarios.tolist()
    assert consistent(random_matrix(12, 1.0)).engine == "branching"


def test_auto_keeps_what_both_engines_found_when_time_is_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernel, "_TRIAL_ROWS", 10_000)
    monkeypatch.setattr(kernel, "_MANY", 10**9)
    nothing = matrix_of((4,) * 52, np.zeros((208, 208)))
    found = consistent(nothing, seconds=1.5, limit=10**6)
    assert found.engine == "cpsat" and not found.complete and found.why
    assert len(np.unique(found.scenarios, axis=0)) == len(found.scenarios) > 0


def test_auto_stays_with_branching_where_scenarios_come_by_the_thousand(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    nothing = matrix_of((4,) * 52, np.zeros((208, 208)))
    monkeypatch.setattr(kernel, "_TRIAL_ROWS", 10_000)
    monkeypatch.setattr(kernel, "_MANY", 0)
    assert consistent(nothing, seconds=1.5, limit=10**6).engine == "branching"


def test_descriptors_of_many_variants_are_for_constraint_programming() -> None:
    matrix = matrix_of((9, 2), np.random.default_rng(1).integers(-3, 4, (11, 11)))
    found = consistent(matrix)
    assert found.engine == "cpsat" and found.scenarios.tolist() == wanted(matrix)
    with pytest.raises(InputError, match="mit bis zu 9 Ausprägungen"):
        consistent(matrix, engine="branching")


@pytest.mark.parametrize(
    "given, told",
    [
        ({"epsilon": -0.1}, "Inkonsistenz ist -0.1"),
        ({"epsilon": float("nan")}, "Inkonsistenz ist nan"),
        ({"limit": 0}, "0 Szenarien"),
        ({"seconds": 0.0}, "0 s dauern"),
        ({"seconds": float("nan")}, "nan s dauern"),
        ({"engine": "rot"}, "„rot“ gibt es nicht"),
    ],
)
def test_an_absurd_argument_is_named(given: dict[str, float], told: str) -> None:
    with pytest.raises(InputError, match=told):
        consistent(matrix_of((2, 2), np.zeros((4, 4))), **given)


@pytest.mark.parametrize(
    "sizes, scores, told",
    [
        ((), np.zeros((0, 0)), "keinen Deskriptor"),
        ((2, 0), np.zeros((2, 2)), "ohne Ausprägung"),
        ((2, 2), np.zeros((4, 3)), re.escape("(4, 3)")),
        ((2,), [[0, float("nan")], [0, 0]], "Zeile 1, Spalte 2 der Matrix ist nan"),
        ((2,), [[0, 0], [2e6, 0]], "Zeile 2, Spalte 1"),
    ],
)
def test_a_matrix_that_cannot_be_is_refused(sizes: tuple[int, ...], scores: object, told: str) -> None:
    with pytest.raises(InputError, match=told):
        consistent(matrix_of(sizes, scores))


def test_which_engine_searches_is_the_same_however_slow_the_machine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    matrix = random_matrix(40, 0.1)
    ticks = itertools.count(step=5.0)
    monkeypatch.setattr(branching.time, "perf_counter", lambda: next(ticks))
    assert consistent(matrix, seconds=1e9).engine == "branching"


def test_what_is_refused_or_cut_off_is_told_in_figures_that_people_read() -> None:
    great = matrix_of((2,), [[0, 1e20], [0, 0]])
    with pytest.raises(InputError, match=r"eine Zahl mit 21 Stellen, keine Zahl von −1\.000\.000 bis"):
        consistent(great)
    nothing = matrix_of((2,) * 12, np.zeros((24, 24)))
    assert consistent(nothing, limit=2000).why.startswith("Nach 2.000 Szenarien wurde die Suche beendet")
