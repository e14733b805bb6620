"""The map: every value and every centre on it, within −1…1, the same each time."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.core.types import Cluster, Clusters, Stability
from pipeline.scenarios.affinity import Affinity
from pipeline.scenarios.space import Map, Point, chart

STABLE = Stability(restarts=1, best=0, median=0, worst=0, agreement=1)


def clusters(rows: list[list[int]]) -> Clusters:
    """Clusters by the numbers of their values, one factor after the other."""
    found = tuple(
        Cluster(
            id=f"c{k + 1}", name=f"Titel {k}", members={f"f{f}": f"f{f}v{v}" for f, v in enumerate(row)}
        )
        for k, row in enumerate(rows)
    )
    return Clusters(mode="buendel", seed=1, clusters=found, objective=0, bound="", stability=STABLE)


def affinity(scores: np.ndarray, factors: int, values: int) -> Affinity:
    factor_of = tuple(f for f in range(factors) for _ in range(values))
    ids = tuple(f"f{f}v{v}" for f in range(factors) for v in range(values))
    return Affinity(ids, factor_of, np.where(np.equal.outer(factor_of, factor_of), 0.0, scores))


def random(seed: int, factors: int, values: int) -> Affinity:
    raw = np.random.default_rng(seed).uniform(-1, 1, (factors * values,) * 2)
    return affinity((raw + raw.T) / 2, factors, values)


def planted(futures: int, factors: int = 4) -> Affinity:
    letters = np.tile(np.arange(futures), factors)
    return affinity(np.where(np.equal.outer(letters, letters), 0.6, -0.3), factors, futures)


def points(found: Map) -> list[Point]:
    return [*found.centres, *found.values]


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_every_point_lies_on_the_map_and_the_map_is_the_same_each_time(data: st.DataObject) -> None:
    factors, values, count = data.draw(st.tuples(st.integers(3, 5), st.integers(2, 4), st.integers(2, 4)))
    row = st.lists(st.integers(0, values - 1), min_size=factors, max_size=factors)
    found = clusters(data.draw(st.lists(row, min_size=count, max_size=count)))
    near = random(data.draw(st.integers(0, 999)), factors, values)
    drawn = chart(found, near)
    assert all(abs(point.x) <= 1 and abs(point.y) <= 1 for point in points(drawn))
    assert 0 <= drawn.shown <= 1
    assert [point.id for point in drawn.centres] == [one.id for one in found.clusters]
    assert [(point.cluster, point.id) for point in drawn.values] == [
        (one.id, value) for one in found.clusters for value in one.members.values()
    ]
    assert chart(found, near) == drawn


@pytest.mark.parametrize("futures", [2, 3, 4])
def test_values_lie_nearest_to_the_centre_of_their_cluster(futures: int) -> None:
    found = chart(clusters([[k] * 4 for k in range(futures)]), planted(futures))
    for value in found.values:
        near = {one.id: np.hypot(one.x - value.x, one.y - value.y) for one in found.centres}
        assert near[value.cluster] == min(near.values())


def test_a_centre_is_the_middle_of_its_values() -> None:
    found = chart(clusters([[0, 1, 0], [1, 0, 2], [2, 2, 1]]), random(4, 3, 3))
    for centre in found.centres:
        own = [value for value in found.values if value.cluster == centre.id]
        assert centre.x == pytest.approx(np.mean([value.x for value in own]), abs=2e-4)
        assert centre.y == pytest.approx(np.mean([value.y for value in own]), abs=2e-4)


def test_the_widest_value_reaches_the_edge() -> None:
    found = chart(clusters([[0] * 4, [1] * 4, [2] * 4]), planted(3))
    assert max(max(abs(point.x), abs(point.y)) for point in found.values) == 1.0


def test_two_clusters_need_one_axis_only() -> None:
    found = chart(clusters([[0] * 4, [1] * 4]), planted(2))
    assert found.shown == 1.0
    assert {point.y for point in points(found)} == {0.0}
    assert found.centres[0].x == -found.centres[1].x != 0


def test_clusters_that_are_alike_lie_in_one_place() -> None:
    found = chart(clusters([[0, 0, 0], [0, 0, 0]]), random(1, 3, 2))
    assert len({(point.x, point.y) for point in found.centres}) == 1
    assert all(np.isfinite([point.x, point.y]).all() for point in points(found))
