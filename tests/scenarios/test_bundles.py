"""The search: what always holds of its bundles, and that small tasks are solved exactly."""

from collections.abc import Iterator, Sequence
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.core.errors import InputError
from pipeline.core.progress import Silent
from pipeline.core.settings import Mode
from pipeline.scenarios.affinity import Affinity
from pipeline.scenarios.bundles import Solution, Task, effort, solve

MODES: tuple[Mode, ...] = ("partition", "buendel")
some = settings(deadline=None, max_examples=12)


@pytest.fixture(scope="module", autouse=True, params=["aufgezählt", "zugeordnet"])
def _short(request: pytest.FixtureRequest) -> Iterator[None]:
    """What has to hold of every search holds of a short one, on both ways to share out a factor."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(effort, "RESTARTS", 4)
        patch.setattr(effort, "REPETITIONS", 3)
        patch.setattr(effort, "SWEEPS", 8)
        patch.setattr(effort, "ITERATIONS", 40)
        if request.param == "zugeordnet":
            patch.setattr(effort, "LISTED", 0)
        yield


def affinity(sizes: Sequence[int], seed: int) -> Affinity:
    """Random scores −1…1 for factors with so many values."""
    factor_of = tuple(number for number, size in enumerate(sizes) for _ in range(size))
    raw = np.random.default_rng(seed).uniform(-1, 1, (len(factor_of), len(factor_of)))
    scores = np.round(np.triu(raw, 1) + np.triu(raw, 1).T, 4)
    scores[np.equal.outer(factor_of, factor_of)] = 0.0
    ids = tuple(f"f{f}v{n}" for n, f in enumerate(factor_of))
    return Affinity(ids, factor_of, scores)


def worth(members: np.ndarray, scores: np.ndarray) -> float:
    """The sum of all pairs' scores within the clusters."""
    return float(sum(scores[np.ix_(column, column)].sum() / 2 for column in members.T))


def found(task: Task) -> Solution:
    return solve(task, Silent())


@st.composite
def tasks(draw: st.DrawFn, modes: tuple[Mode, ...] = MODES) -> Task:
    sizes = draw(st.lists(st.integers(2, 5), min_size=3, max_size=5))
    clusters = draw(st.integers(2, 4))
    rated = affinity(sizes, draw(st.integers(0, 10_000)))
    locks = {}
    for number in range(len(sizes)):
        own = [at for at, factor in enumerate(rated.factor_of) if factor == number]
        places = draw(st.permutations(range(clusters)))
        chosen = draw(st.lists(st.sampled_from(own), unique=True, max_size=min(2, clusters)))
        locks.update(zip(chosen, places, strict=False))
    return Task(rated, clusters, draw(st.sampled_from(modes)), draw(st.integers(0, 99)), locks)


@some
@given(tasks())
def test_every_cluster_has_one_value_of_every_factor(task: Task) -> None:
    members = found(task).members
    assert members.shape == (max(task.affinity.factor_of) + 1, task.clusters)
    for number, row in enumerate(members):
        assert {task.affinity.factor_of[value] for value in row} == {number}


@some
@given(tasks(("partition",)))
def test_a_partition_uses_all_values_and_repeats_none_where_the_counts_allow(task: Task) -> None:
    for number, row in enumerate(found(task).members):
        values = task.affinity.factor_of.count(number)
        assert len(set(row.tolist())) == min(values, task.clusters)


@some
@given(tasks())
def test_locks_are_kept(task: Task) -> None:
    solution = found(task)
    for value, cluster in task.locks.items():
        assert solution.members[task.affinity.factor_of[value], cluster] == value


@some
@given(tasks())
def test_the_best_objective_comes_first_and_stays_below_the_ceiling(task: Task) -> None:
    solution = found(task)
    assert len(solution.objectives) == effort.RESTARTS
    assert list(solution.objectives) == sorted(solution.objectives, reverse=True)
    assert solution.objectives[0] <= solution.ceiling + 1e-3
    shared = task.mode == "buendel" and any(len(set(row.tolist())) < len(row) for row in solution.members)
    worthy = worth(solution.members, task.affinity.scores)
    assert (
        solution.objectives[0] < worthy if shared else np.isclose(solution.objectives[0], worthy, atol=1e-4)
    )


@some
@given(tasks())
def test_places_are_shares_and_name_another_cluster(task: Task) -> None:
    solution = found(task)
    for row in solution.places:
        assert len(row) == task.clusters
        for cluster, place in enumerate(row):
            assert 0 <= place.share <= 1
            assert place.runner_up in (set(range(-1, task.clusters)) - {cluster})


@some
@given(tasks())
def test_the_same_seed_gives_the_same_solution(task: Task) -> None:
    first, second = found(task), found(task)
    assert np.array_equal(first.members, second.members)
    assert (first.places, first.objectives, first.ceiling) == (
        second.places,
        second.objectives,
        second.ceiling,
    )


def test_another_seed_is_another_search() -> None:
    rated = affinity([4] * 8, 1)
    ends = {found(Task(rated, 4, "partition", seed)).objectives for seed in range(4)}
    assert len(ends) > 1


@some
@given(tasks(), st.data())
def test_two_values_of_a_factor_locked_to_one_cluster_contradict_each_other(
    task: Task, data: st.DataObject
) -> None:
    first = data.draw(st.sampled_from(range(len(task.affinity.ids))))
    siblings = [
        v
        for v, f in enumerate(task.affinity.factor_of)
        if f == task.affinity.factor_of[first] and v != first
    ]
    second = data.draw(st.sampled_from(siblings))
    locks = {**task.locks, first: 0, second: 0}
    with pytest.raises(InputError, match=r"widersprechen sich.*Bitte"):
        found(Task(task.affinity, task.clusters, task.mode, task.seed, locks))


@pytest.mark.parametrize("cluster", [-1, 2, 7])
def test_a_lock_to_a_cluster_that_is_not_there_is_told(cluster: int) -> None:
    with pytest.raises(InputError, match=r"f0v1 .*Möglich sind c1 bis c2"):
        found(Task(affinity([3, 3, 3], 1), 2, "partition", 1, {1: cluster}))


def partitions(task: Task) -> Iterator[np.ndarray]:
    """All ways to fill the clusters of a task so that values repeat as little as possible."""
    rows = []
    for number in range(max(task.affinity.factor_of) + 1):
        own = [v for v, factor in enumerate(task.affinity.factor_of) if factor == number]
        full = min(len(own), task.clusters)
        rows.append([row for row in product(own, repeat=task.clusters) if len(set(row)) == full])
    yield from (np.array(chosen) for chosen in product(*rows))


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(("sizes", "clusters"), [((2, 3, 2, 3), 2), ((3, 3, 3), 2), ((2, 3, 2), 3)])
def test_tiny_tasks_are_solved_exactly(sizes: tuple[int, ...], clusters: int, seed: int) -> None:
    task = Task(affinity(sizes, seed), clusters, "partition", 1)
    best = max(worth(members, task.affinity.scores) for members in partitions(task))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(effort, "RESTARTS", 20)
        solution = found(task)
    assert np.isclose(solution.objectives[0], best, atol=1e-3)
    assert best <= solution.ceiling + 1e-3


def test_the_ceiling_holds_where_the_best_pairs_are_not_part_of_the_best_matching() -> None:
    rated = affinity([3, 3, 2], 1)
    rated.scores[:] = 0.0
    for (left, right), score in {(0, 3): 1, (1, 4): 1, (0, 4): 0.7, (1, 5): 0.7, (2, 3): 0.7}.items():
        rated.scores[left, right] = rated.scores[right, left] = score
    solution = found(Task(rated, 2, "partition", 1))
    assert solution.objectives[0] == solution.ceiling == 2.0


@pytest.fixture
def _long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(effort, "SWEEPS", 40)
    monkeypatch.setattr(effort, "REPETITIONS", 12)


@pytest.mark.usefixtures("_long")
@pytest.mark.parametrize("seed", range(3))
def test_no_factor_could_be_shared_out_better(seed: int) -> None:
    task = Task(affinity([3, 4, 3, 4, 2, 3], seed), 3, "partition", 1)
    solution = found(task)
    for number in range(6):
        own = [value for value, factor in enumerate(task.affinity.factor_of) if factor == number]
        for row in product(own, repeat=3):
            if len(set(row)) == min(3, len(own)):
                other = solution.members.copy()
                other[number] = row
                assert worth(other, task.affinity.scores) <= solution.objectives[0] + 1e-3


def planted(futures: int, factors: int, against: float = -0.3) -> tuple[Affinity, np.ndarray]:
    """Values of one letter go together, the others do not; and the letters."""
    rated = affinity([futures] * factors, 1)
    letters = np.tile(np.arange(futures), factors)
    alike = np.where(np.equal.outer(letters, letters), 0.6, against)
    rated.scores[:] = np.where(np.equal.outer(rated.factor_of, rated.factor_of), 0.0, alike)
    return rated, letters


@pytest.mark.parametrize("mode", MODES)
def test_planted_futures_are_found_and_firmer_than_chance(mode: Mode) -> None:
    rated, letters = planted(3, 6)
    solution = found(Task(rated, 3, mode, 1))
    assert sorted(tuple(letters[column]) for column in solution.members.T) == [(n,) * 6 for n in range(3)]
    assert solution.agreement > found(Task(affinity([3] * 6, 3), 3, mode, 1)).agreement


@pytest.mark.usefixtures("_long")
def test_a_factor_that_some_factors_pull_one_way_and_some_the_other_is_not_firm() -> None:
    rated, _ = planted(2, 7, -0.6)
    rated.scores[:2, 8:] *= -0.95
    rated.scores[8:, :2] *= -0.95
    torn, *others = found(Task(rated, 2, "partition", 1)).places
    assert max(place.share for place in torn) < effort.FIRM
    assert min(place.share for row in others for place in row) >= effort.FIRM


def test_order_of_clusters_depends_on_their_values_alone() -> None:
    rated = affinity([3] * 5, 5)
    first = [found(Task(rated, 3, "partition", seed)).members[0].tolist() for seed in range(3)]
    assert first == [[0, 1, 2]] * 3


@pytest.mark.parametrize(("extra", "shared"), [(0.9, False), (2.4, True)])
def test_bundles_share_a_value_only_where_it_suits_them_much_better(extra: float, shared: bool) -> None:
    rated, letters = planted(2, 4)
    suited = np.flatnonzero(letters)[1:]
    rated.scores[0, suited] = rated.scores[suited, 0] = extra
    held = found(Task(rated, 2, "buendel", 1, sharing=2.0)).members[0].tolist()
    assert held == ([0, 0] if shared else [0, 1])
    assert sorted(found(Task(rated, 2, "partition", 1)).members[0].tolist()) == [0, 1]
    by_default = found(Task(rated, 2, "buendel", 1)).members[0].tolist()
    assert by_default == [0, 1] or shared, "von selbst wird eher noch weniger geteilt"
