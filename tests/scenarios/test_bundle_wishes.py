"""What an editor asks of bundles is kept or refused by name, and the bound holds against brute force."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_bundles import affinity, planted

from pipeline.core.errors import InputError
from pipeline.core.progress import Silent
from pipeline.core.settings import Mode
from pipeline.scenarios.affinity import Affinity
from pipeline.scenarios.bundles import Search, Solution, Task, effort, smallest_distance, solve
from pipeline.scenarios.bundles.counts import Counts
from pipeline.scenarios.bundles.relaxation import relaxed

some = settings(deadline=None, max_examples=8)


@pytest.fixture(scope="module", autouse=True)
def _short() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(effort, "RESTARTS", 12)
        patch.setattr(effort, "REPETITIONS", 2)
        patch.setattr(effort, "SWEEPS", 12)
        patch.setattr(effort, "ITERATIONS", 120)
        yield


def found(task: Task) -> Solution:
    return solve(task, Silent())


def ways(task: Task) -> Iterator[np.ndarray]:
    """All bundles of a task that keep its wishes."""
    rows = []
    for number in range(max(task.affinity.factor_of) + 1):
        own = [v for v, factor in enumerate(task.affinity.factor_of) if factor == number]
        full = min(len(own), task.clusters) if task.mode == "partition" else 1
        rows.append([row for row in product(own, repeat=task.clusters) if len(set(row)) >= full])
    search = Search(task)
    for chosen in product(*rows):
        members = np.array(chosen)
        locked = all(members[task.affinity.factor_of[v], k] == v for v, k in task.locks.items())
        if locked and search.keeps_wishes(members):
            yield members


@st.composite
def small(draw: st.DrawFn, modes: tuple[Mode, ...] = ("partition", "buendel")) -> Task:
    sizes = draw(st.lists(st.integers(1, 3), min_size=2, max_size=4))
    rated = affinity(sizes, draw(st.integers(0, 10_000)))
    pairs = [
        pair
        for pair in combinations(range(len(rated.ids)), 2)
        if rated.factor_of[pair[0]] != rated.factor_of[pair[1]]
    ]
    apart = draw(st.lists(st.sampled_from(pairs), max_size=2))
    choices = sum(size > 1 for size in sizes)
    return Task(
        rated,
        2,
        draw(st.sampled_from(modes)),
        draw(st.integers(0, 9)),
        apart=frozenset(apart),
        distance=draw(st.integers(0, choices)),
    )


@some
@given(small())
def test_two_bundles_are_as_good_as_brute_force_and_keep_every_wish(task: Task) -> None:
    try:
        search = Search(task)
        best = max((search.objective(members) for members in ways(task)), default=None)
    except InputError:
        best = None
    if best is None:
        with pytest.raises(InputError):
            found(task)
        return
    solution = found(task)
    assert Search(task).keeps_wishes(solution.members)
    assert np.isclose(solution.objectives[0], best, atol=1e-3)
    assert best <= solution.ceiling + 1e-6


@some
@given(st.lists(st.integers(1, 3), min_size=3, max_size=4), st.integers(2, 4), st.integers(0, 9999))
def test_no_bundles_exceed_the_bound(sizes: list[int], clusters: int, seed: int) -> None:
    rated = affinity(sizes, seed)
    random = np.random.default_rng(seed)
    for mode in ("partition", "buendel"):
        search = Search(Task(rated, clusters, mode, 1))
        bound = relaxed(search, -np.inf).value
        gains = [random.random((40, clusters, len(group))) for group in search.groups]
        tried = np.stack([search.assign(one, number) for number, one in enumerate(gains)])
        assert max(search.objective(tried[:, at]) for at in range(40)) <= bound + 1e-6


@pytest.mark.parametrize("mode", ["partition", "buendel"])
def test_what_is_planted_is_proved(mode: Mode) -> None:
    rated, _ = planted(4, 9)
    solution = found(Task(rated, 4, mode, 1))
    assert solution.ceiling == pytest.approx(solution.objectives[0], abs=1e-3)


def test_the_bound_is_far_below_the_sum_of_best_pairs_where_values_disagree() -> None:
    task = Task(affinity([4] * 8, 3), 4, "partition", 1)
    solution = found(task)
    assert solution.objectives[0] <= solution.ceiling < 0.8 * Search(task).ceiling()


def test_a_search_that_has_no_time_says_so_and_bounds_nonetheless() -> None:
    solution = found(Task(affinity([4] * 8, 3), 4, "partition", 1, seconds=0.0))
    assert solution.hurried and np.isfinite(solution.ceiling)


@some
@given(small(("partition",)), st.randoms(use_true_random=False))
def test_the_order_of_values_changes_nothing_but_the_order(task: Task, random: st.DataObject) -> None:
    values = list(range(len(task.affinity.ids)))
    random.shuffle(values)  # type: ignore[attr-defined]
    factors = list(dict.fromkeys(task.affinity.factor_of[v] for v in values))
    order = sorted(values, key=lambda v: factors.index(task.affinity.factor_of[v]))
    at = {v: n for n, v in enumerate(order)}
    other = replace(
        task,
        affinity=Affinity(
            tuple(task.affinity.ids[v] for v in order),
            tuple(factors.index(task.affinity.factor_of[v]) for v in order),
            task.affinity.scores[np.ix_(order, order)],
        ),
        apart=frozenset((at[one], at[two]) for one, two in task.apart),
    )
    try:
        first = found(task)
    except InputError:
        with pytest.raises(InputError):
            found(other)
        return
    assert found(other).objectives[0] == pytest.approx(first.objectives[0], abs=1e-3)


def test_clusters_keep_their_distance_where_values_would_rather_be_shared() -> None:
    rated, letters = planted(2, 6, against=0.5)
    rated.scores[np.ix_(letters == 1, letters == 1)] = 0.1
    near = found(Task(rated, 2, "buendel", 1, sharing=0.0))
    far = found(Task(rated, 2, "buendel", 1, sharing=0.0, distance=4))
    assert smallest_distance(near.members) < 4 <= smallest_distance(far.members)
    assert far.objectives[0] < near.objectives[0]


def test_more_clusters_than_values_are_never_the_same() -> None:
    rated, _ = planted(2, 7)
    assert smallest_distance(found(Task(rated, 5, "partition", 1)).members) == 0
    assert smallest_distance(found(Task(rated, 5, "partition", 1, distance=2)).members) >= 2


def test_wishes_that_cannot_all_be_kept_are_named() -> None:
    rated = affinity([2, 2, 2], 1)
    apart = frozenset({(0, 2), (0, 3)})
    with pytest.raises(InputError, match=r"nicht erfüllbar: .*f0v0 und f1v2 nie zusammen") as told:
        found(Task(rated, 2, "partition", 1, apart=apart))
    assert "f0v0 und f1v3 nie zusammen" in str(told.value)


def test_a_distance_that_no_so_many_clusters_keep_is_refused() -> None:
    with pytest.raises(InputError, match=r"nicht erfüllbar: Mindestabstand 3 von 3"):
        found(Task(affinity([2, 2, 2], 1), 3, "buendel", 1, distance=3))


def test_more_factors_apart_than_leave_a_choice_are_refused() -> None:
    with pytest.raises(InputError, match=r"Mindestabstand von 3 .* haben 2"):
        found(Task(affinity([2, 2, 1], 1), 2, "partition", 1, distance=3))


def test_more_scenarios_than_there_are_combinations_are_refused() -> None:
    with pytest.raises(InputError, match=r"5 verschiedene Szenarien; .* nur 4"):
        found(Task(affinity([2, 2], 1), 5, "buendel", 1, distance=1))


def test_a_pair_locked_together_and_kept_apart_is_named() -> None:
    task = Task(affinity([2, 2], 1), 2, "partition", 1, {0: 1, 2: 1}, apart=frozenset({(0, 2)}))
    with pytest.raises(InputError, match=r"f0v0 und f1v2 sollen nie zusammenstehen, .* c2"):
        found(task)


@given(
    st.lists(st.integers(1, 5), min_size=1, max_size=4),
    st.integers(2, 5),
    st.sampled_from(["partition", "buendel"]),
    st.integers(0, 9999),
)
@settings(deadline=None)
def test_counts_are_the_nearest_allowed(sizes: list[int], clusters: int, mode: Mode, seed: int) -> None:
    ends = np.cumsum([0, *sizes])
    groups = [np.arange(*pair) for pair in pairwise(ends)]
    random = np.random.default_rng(seed)
    counts = Counts(groups, clusters, mode, 0.7)
    wanted = 3 * random.normal(size=ends[-1])
    nearest = counts.nearest(wanted, 0.5)

    def cost(tried: np.ndarray) -> float:
        shared = np.maximum(0, tried - 1).sum()
        return float(((tried - wanted) ** 2).sum() / 2 + counts.sharing / 0.5 * shared)

    for group, (low, high) in zip(groups, counts.bounds, strict=True):
        assert nearest[group].sum() == pytest.approx(clusters)
        assert (nearest[group] >= low - 1e-9).all() and (nearest[group] <= high + 1e-9).all()
        for give, take in combinations(group, 2):
            for step in (0.01, -0.01):
                other = nearest.copy()
                other[give] -= step
                other[take] += step
                if low <= other[[give, take]].min() and other[[give, take]].max() <= high:
                    assert cost(other) >= cost(nearest) - 1e-9


@given(st.lists(st.integers(1, 4), min_size=1, max_size=3), st.integers(2, 4), st.integers(0, 9999))
@settings(deadline=None)
def test_the_most_that_counts_are_worth_is_exact(sizes: list[int], clusters: int, seed: int) -> None:
    ends = np.cumsum([0, *sizes])
    groups = [np.arange(*pair) for pair in pairwise(ends)]
    worth = np.random.default_rng(seed).normal(size=ends[-1])
    for mode in ("partition", "buendel"):
        counts = Counts(groups, clusters, mode, 0.4)
        best = 0.0
        for group, (low, high) in zip(groups, counts.bounds, strict=True):
            best += max(
                float(np.dot(taken, worth[group])) - counts.sharing * sum(max(0, n - 1) for n in taken)
                for taken in product(range(low, high + 1), repeat=len(group))
                if sum(taken) == clusters
            )
        assert counts.most(worth) == pytest.approx(best)


def test_many_clusters_keep_their_distance_by_searching() -> None:
    rated, _ = planted(4, 9)
    task = Task(rated, 7, "partition", 1, distance=3)
    solution = found(task)
    assert len(solution.objectives) > 1, "die Suche selbst findet, was den Abstand hält"
    assert smallest_distance(solution.members) >= 3
    for number, row in enumerate(solution.members):
        assert len(set(row.tolist())) == task.affinity.factor_of.count(number)
