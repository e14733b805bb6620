"""The search: what always holds of its bundles, and that small tasks are solved exactly."""

from collections.abc import Iterator, Sequence
from itertools import permutations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.core.errors import InputError
from pipeline.core.progress import Silent
from pipeline.core.settings import Mode
from pipeline.scenarios import bundles
from pipeline.scenarios.affinity import Affinity
from pipeline.scenarios.bundles import Solution, Task, solve

MODES: tuple[Mode, ...] = ("partition", "buendel")
some = settings(deadline=None, max_examples=50)


@pytest.fixture(scope="module", autouse=True)
def _short() -> Iterator[None]:
    """What has to hold of every search holds of a short one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bundles, "RESTARTS", 4)
        patch.setattr(bundles, "REPETITIONS", 3)
        patch.setattr(bundles, "SWEEPS", 8)
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
    assert len(solution.objectives) == bundles.RESTARTS
    assert list(solution.objectives) == sorted(solution.objectives, reverse=True)
    assert solution.objectives[0] <= solution.ceiling + 1e-3
    shared = task.mode == "buendel" and any(len(set(row.tolist())) < len(row) for row in solution.members)
    worthy = worth(solution.members, task.affinity.scores)
    assert solution.objectives[0] < worthy if shared else np.isclose(solution.objectives[0], worthy, atol=1e-4)


@some
@given(tasks())
def test_places_are_shares_and_name_another_cluster(task: Task) -> None:
    solution = found(task)
    for row in solution.places:
        assert len(row) == task.clusters
        for cluster, place in enumerate(row):
            assert 0 <= place.share <= 1
            assert place.runner_up in (set(range(-1, task.clusters)) - {cluster})
    shares = [place.share for row in solution.places for place in row]
    assert np.isclose(solution.agreement, np.mean(shares), atol=1e-3)


@some
@given(tasks())
def test_the_same_seed_gives_the_same_solution(task: Task) -> None:
    first, second = found(task), found(task)
    assert np.array_equal(first.members, second.members)
    assert (first.places, first.objectives, first.ceiling) == (second.places, second.objectives, second.ceiling)


def test_another_seed_is_another_search() -> None:
    rated = affinity([4] * 8, 1)
    ends = {found(Task(rated, 4, "partition", seed)).objectives for seed in range(4)}
    assert len(ends) > 1


@some
@given(tasks(), st.data())
def test_two_values_of_a_factor_locked_to_one_cluster_contradict_each_other(task: Task, data: st.DataObject) -> None:
    first = data.draw(st.sampled_from(range(len(task.affinity.ids))))
    siblings = [v for v, f in enumerate(task.affinity.factor_of) if f == task.affinity.factor_of[first] and v != first]
    second = data.draw(st.sampled_from(siblings))
    locks = {**task.locks, first: 0, second: 0}
    with pytest.raises(InputError) as told:
        found(Task(task.affinity, task.clusters, task.mode, task.seed, locks))
    message = str(told.value)
    assert "widersprechen sich" in message and "Bitte" in message


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
        patch.setattr(bundles, "RESTARTS", 20)
        solution = found(task)
    assert np.isclose(solution.objectives[0], best, atol=1e-3)
    assert best <= solution.ceiling + 1e-3


def test_the_ceiling_holds_where_the_best_pairs_are_not_part_of_the_best_matching() -> None:
    rated = affinity([3, 3, 2], 1)
    rated.scores[:] = 0.0
    for (left, right), score in {(0, 3): 1, (1, 4): 1, (0, 4): 0.7, (1, 5): 0.7, (2, 3): 0.7}.items():
        rated.scores[left, right] = rated.scores[right, left] = score
    solution = found(Task(rated, 2, "partition", 1))
    assert solution.objectives[0] == 2.0
    assert solution.ceiling >= 2.0


def test_planted_futures_are_found_and_firm() -> None:
    rated = affinity([3] * 6, 3)
    letters = np.array([at % 3 for at in range(18)])
    same_factor = np.equal.outer(rated.factor_of, rated.factor_of)
    rated.scores[:] = np.where(same_factor, 0.0, np.where(np.equal.outer(letters, letters), 0.6, -0.3))
    for mode in MODES:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(bundles, "SWEEPS", 40)
            solution = found(Task(rated, 3, mode, 1))
        assert sorted(tuple(letters[column]) for column in solution.members.T) == [(n,) * 6 for n in range(3)]
        assert solution.agreement == 1.0
        assert all(place.runner_up == -1 for row in solution.places for place in row)


def test_order_of_clusters_depends_on_their_values_alone() -> None:
    rated = affinity([3] * 5, 5)
    assert [found(Task(rated, 3, "partition", seed)).members[0].tolist() for seed in range(3)] == [[0, 1, 2]] * 3


def test_bundles_may_share_a_value_that_suits_them_all() -> None:
    rated = affinity([2] * 4, 7)
    rated.scores[:] = np.where(np.equal.outer(rated.factor_of, rated.factor_of), 0.0, -0.2)
    rated.scores[0, 2:] = rated.scores[2:, 0] = 0.9
    assert found(Task(rated, 2, "buendel", 1)).members[0].tolist() == [0, 0]
    assert sorted(found(Task(rated, 2, "partition", 1)).members[0].tolist()) == [0, 1]
