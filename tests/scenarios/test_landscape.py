"""The map of scenarios: true to how many factors differ, the same each time, thinned and told."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.core.types import Cluster, Clusters, Factor, FactorValue, Sheet, Stability
from pipeline.scenarios.landscape import Landscape, differing, landscape

STABLE = Stability(restarts=1, best=0, median=0, worst=0, agreement=1)


def sheet(factors: int, values: int) -> Sheet:
    return Sheet(
        factors=tuple(
            Factor(
                id=f"f{f}",
                name=f"Faktor {f}",
                values=tuple(FactorValue(id=f"f{f}v{v}", label=f"Wert {v}") for v in range(values)),
            )
            for f in range(factors)
        )
    )


def clusters(rows: list[list[int]]) -> Clusters:
    found = tuple(
        Cluster(id=f"c{k + 1}", name="", members={f"f{f}": f"f{f}v{v}" for f, v in enumerate(row)})
        for k, row in enumerate(rows)
    )
    return Clusters(mode="buendel", seed=1, clusters=found, objective=0, bound="", stability=STABLE)


def gaps(found: Landscape) -> np.ndarray:
    """How far all places lie from each other on the plane."""
    points = np.array([(one.x, one.y) for one in found.places])
    return np.hypot(*(points[:, None] - points[None, :]).transpose(2, 0, 1))


def shares(found: Landscape) -> np.ndarray:
    """The share of factors in which all scenarios differ."""
    count = len(found.places[0].choice)
    return np.array([[len(differing(a, b)) / count for b in found.places] for a in found.places])


@settings(max_examples=60)
@given(st.data())
def test_it_is_the_same_each_time_and_keeps_a_share_of_the_spread(data: st.DataObject) -> None:
    factors, values, count, behind = data.draw(
        st.tuples(st.integers(1, 6), st.integers(1, 4), st.integers(1, 8), st.integers(0, 12))
    )
    random = np.random.default_rng(data.draw(st.integers(0, 999)))
    rows = random.integers(0, values, (count, factors)).tolist()
    background = random.integers(0, values, (behind, factors))
    found = landscape(clusters(rows), sheet(factors, values), background)
    assert landscape(clusters(rows), sheet(factors, values), background) == found
    assert [list(one.choice) for one in found.places] == [*rows, *background.tolist()]
    assert [one.cluster for one in found.places] == [f"c{k + 1}" for k in range(count)] + [""] * behind
    assert np.isfinite(gaps(found)).all()
    alike = not shares(found).any()
    assert (found.shown is None) == alike
    assert alike or 0 < found.shown <= 1


@settings(max_examples=40)
@given(st.integers(0, 999))
def test_the_order_of_factors_and_values_changes_no_distance(seed: int) -> None:
    random = np.random.default_rng(seed)
    rows, background = random.integers(0, 3, (3, 7)), random.integers(0, 3, (20, 7))
    found = landscape(clusters(rows.tolist()), sheet(7, 3), background)
    columns, turned = random.permutation(7), random.permutation(3)
    other = landscape(
        clusters(turned[rows[:, columns]].tolist()), sheet(7, 3), turned[background[:, columns]]
    )
    assert found.shown == other.shown
    assert gaps(found) == pytest.approx(gaps(other), abs=2e-3)


def test_what_lies_on_a_line_is_shown_true_to_scale() -> None:
    """Scenarios that change one factor after the other lie on a line; nothing of that is lost."""
    rows = [[0, 0, 0, 0], [1, 0, 0, 0], [1, 1, 1, 1]]
    found = landscape(clusters(rows), sheet(4, 2))
    assert found.shown == 1.0
    assert gaps(found) == pytest.approx(shares(found), abs=1e-3)
    assert {one.y for one in found.places} == {0.0}


@pytest.mark.parametrize("count", [3, 4, 5, 8])
def test_clusters_that_differ_in_everything_lie_round_a_circle_in_their_order(count: int) -> None:
    found = landscape(clusters([[k] * 6 for k in range(count)]), sheet(6, count))
    near = gaps(found)
    radii = [np.hypot(one.x, one.y) for one in found.clusters]
    assert radii == pytest.approx([radii[0]] * count, abs=1e-3) and radii[0] > 0.1
    neighbours = [near[k, (k + 1) % count] for k in range(count)]
    assert neighbours == pytest.approx([neighbours[0]] * count, abs=1e-3)
    assert near[near > 0].min() == pytest.approx(neighbours[0], abs=1e-3)


def test_the_background_bends_the_map_no_more_when_there_is_more_of_it() -> None:
    """The clusters weigh as much as all others together: the same thirty times is no other map."""
    random = np.random.default_rng(3)
    rows, background = random.integers(0, 3, (4, 9)), random.integers(0, 3, (10, 9))
    once = landscape(clusters(rows.tolist()), sheet(9, 3), background)
    often = landscape(clusters(rows.tolist()), sheet(9, 3), np.repeat(background, 30, axis=0))
    assert gaps(often)[:4, :4] == pytest.approx(gaps(once)[:4, :4], abs=1e-3)
    assert often.consistent == len(often.background) == 300


@pytest.mark.parametrize(("given", "shown"), [(0, 0), (1, 1), (60, 60), (61, 60), (400, 60)])
def test_a_large_background_is_thinned_evenly(
    given: int, shown: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.scenarios.landscape.MOST", 60)
    numbers = np.arange(given)
    background = np.stack([numbers // 64, numbers % 64], axis=1)
    found = landscape(clusters([[0, 0], [1, 1]]), sheet(2, 64), background)
    assert (found.consistent, len(found.background)) == (given, shown)
    kept = [one.choice[0] * 64 + one.choice[1] for one in found.background]
    assert len(set(kept)) == shown
    if shown > 1:
        assert (kept[0], kept[-1]) == (0, given - 1)
        assert max(np.diff(kept)) - min(np.diff(kept)) <= 1


def test_scenarios_that_are_alike_lie_in_one_place() -> None:
    found = landscape(clusters([[0, 1]] * 3), sheet(2, 2))
    assert {(one.x, one.y) for one in found.places} == {(0.0, 0.0)}
    assert found.shown is None


@pytest.mark.parametrize("shape", [(5, 3), (5, 1), (2,)])
def test_scenarios_of_other_factors_are_refused(shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="2 factors"):
        landscape(clusters([[0, 1]]), sheet(2, 2), np.zeros(shape, dtype=int))
