"""The analysis as a whole: what it holds fits together, can be written, and keeps what it does not know."""

import re

import numpy as np
import pytest
from conftest import ROOT
from hypothesis import given, settings
from impact_cases import consistent_of, matrices, matrix_of

from pipeline.core.errors import InputError
from pipeline.core.files import to_yaml, worded_yaml
from pipeline.scenarios import scw
from pipeline.scenarios.impact import analysis as module
from pipeline.scenarios.impact import attractors, closely
from pipeline.scenarios.impact.analysis import analyse
from pipeline.scenarios.impact.balance import balances
from pipeline.scenarios.impact.kernel import Kernel
from pipeline.scenarios.impact.matrix import ImpactMatrix
from pipeline.scenarios.impact.nouns import Analysis

CIB = ROOT.parent / "shared" / "data" / "cib"
RANDOM = matrix_of([3] * 5, np.random.default_rng(2).integers(-3, 4, (15, 15)))
LOOSE = matrix_of([2, 3], np.zeros((5, 5)))


@settings(max_examples=25)
@given(matrix=matrices(partly=True))
def test_all_parts_speak_of_the_same_scenarios(matrix: ImpactMatrix) -> None:
    found = analyse(matrix, draws=10)
    assert list(found.consistent) == consistent_of(matrix) and found.complete and not found.why
    assert sorted(one.variants for one in found.scenarios) == list(found.consistent)
    expected = balances(matrix, np.array(found.consistent, dtype=int).reshape(-1, len(matrix.sizes)))
    assert np.allclose(np.array(found.balances).reshape(expected.shape), expected)
    weights = [one.weight or 0 for one in found.scenarios]
    assert weights == sorted(weights, reverse=True) and all(weights)
    assert found.succession.exact and found.succession.resting == len(found.consistent)
    assert sum(one.basin for one in found.attractors) == matrix.combinations
    assert all(one.inconsistency == 0 and (one.spare is None or one.spare >= 0) for one in found.scenarios)
    assert len(found.sums) == len(matrix.sizes) and found.weak is None


@settings(max_examples=15)
@given(matrix=matrices())
def test_it_comes_back_from_json_and_yaml(matrix: ImpactMatrix) -> None:
    found = analyse(matrix, draws=10, epsilon=1)
    assert Analysis.model_validate_json(found.model_dump_json()) == found
    assert worded_yaml(to_yaml(found))["title"] == "Probe"


@settings(max_examples=15)
@given(matrix=matrices())
def test_weakly_consistent_scenarios_stand_apart(matrix: ImpactMatrix) -> None:
    found = analyse(matrix, epsilon=1, draws=10)
    assert found.weak is not None and found.weak.complete
    weak = {one.variants for one in found.weak.scenarios}
    assert not weak & set(found.consistent) and list(found.consistent) == consistent_of(matrix)
    assert all(0 < one.inconsistency <= 1 and one.weight is None for one in found.weak.scenarios)


def test_the_same_seed_gives_the_same() -> None:
    one, same, other = (analyse(RANDOM, seed=seed, draws=50, spread=1) for seed in (1, 1, 2))
    assert one == same and one.scenarios != other.scenarios


def test_what_nobody_judged_is_not_tested_and_is_said() -> None:
    judged = np.zeros((5, 5), dtype=bool)
    blank = analyse(matrix_of([2, 3], np.zeros((5, 5)), judged))
    assert blank.leave_one_out is None and blank.monte_carlo is None
    assert {(one.fallen, one.survival) for one in blank.scenarios} == {(None, None)}
    assert (blank.cells.judged, blank.cells.unjudged) == (0, 12) and "niemand" in blank.cells.said
    computed = analyse(matrix_of([2, 3], np.ones((5, 5)), judged))
    assert "gerechnet" in computed.cells.said
    assert "Alle 12 Zellen" in analyse(LOOSE).cells.said
    judged[0, 3] = True
    assert "1 von 12" in analyse(matrix_of([2, 3], np.zeros((5, 5)), judged)).cells.said


def test_what_succession_finds_counts_where_the_search_was_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = analyse(RANDOM, draws=10)
    nothing = Kernel(np.zeros((0, 5), dtype=np.int64), False, "Die Zeit war um.", "branching", 1.0)
    monkeypatch.setattr(module, "consistent", lambda *_, **__: nothing)
    cut = analyse(RANDOM, draws=10)
    assert len(whole.consistent) >= 3 and cut.consistent == whole.consistent
    assert not cut.complete and "Sukzession" in cut.why
    assert analyse(RANDOM, limit=2, draws=10).consistent == (), "mehr als die Grenze gelistet"


def test_a_weight_is_unknown_where_starts_are_undecided(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attractors, "_EFFORT", 0)
    found = analyse(RANDOM, draws=10)
    assert found.succession.undecided == 243 and len(found.scenarios) >= 3
    assert {(one.weight, one.share) for one in found.scenarios} == {(None, None)}


def test_a_limit_is_kept_and_told() -> None:
    found = analyse(LOOSE, limit=4)
    assert len(found.consistent) == 4 and not found.complete and "4" in found.why


def test_of_very_many_scenarios_the_weightiest_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(closely, "DETAILED", 2)
    monkeypatch.setattr(module, "DETAILED", 2)
    whole, found = analyse(RANDOM), analyse(RANDOM)
    assert len(found.consistent) == len(whole.consistent) > 2 == len(found.scenarios)
    assert found.balances == () and "nur 2 näher" in found.remarks[0]


@pytest.mark.parametrize(
    "wrong", [{"epsilon": -1}, {"limit": 0}, {"spread": -1}, {"starts": 0}, {"draws": 0}]
)
def test_arguments_that_cannot_be_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(InputError, match="Bitte"):
        analyse(LOOSE, **wrong)


@pytest.mark.skipif(not CIB.is_dir(), reason="die Referenzdateien von ScenarioWizard fehlen")
@pytest.mark.parametrize(("name", "count"), [("CIB_global", 4), ("CIB_natl_regional", 16)])
def test_scenariowizards_list_line_by_line(name: str, count: int) -> None:
    """Its lists give scenario, weight, the least lead, the inconsistency and the total impact score."""
    text = (CIB / f"{name}.sl").read_text(encoding="ascii")
    lines = re.findall(r'^"([ \d]+)",\d+,(\d+),(\d+),(-?\d+)', text, re.MULTILINE)
    found = analyse(scw.read(CIB / f"{name}.scw"), draws=10, starts=5000)
    ours = {one.variants: (one.spare, one.inconsistency, one.total_impact) for one in found.scenarios}
    theirs = {
        tuple(int(variant) - 1 for variant in variants.split()): tuple(map(float, figures))
        for variants, *figures in lines
    }
    assert found.complete and len(ours) == count and ours == theirs
