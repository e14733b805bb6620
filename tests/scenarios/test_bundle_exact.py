"""Small tasks are proved: as good as brute force, with every wish kept, by either engine the same."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from typing import Literal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_bundle_wishes import ways
from test_bundles import affinity

from pipeline.core.errors import InputError
from pipeline.core.progress import Silent
from pipeline.core.settings import Mode
from pipeline.scenarios import bound
from pipeline.scenarios.affinity import Affinity
from pipeline.scenarios.bundles import Search, Task, by_cpsat, by_toulbar2, effort, solve
from pipeline.scenarios.bundles.exact import EXACT, Closed, closed
from pipeline.scenarios.bundles.ways import size

INSTALLED = by_toulbar2.installed()
some = settings(deadline=None, max_examples=12)
Engine = Literal["toulbar2", "cpsat"]


@pytest.fixture(params=["toulbar2", "cpsat"], scope="module")
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    if request.param == "toulbar2" and not INSTALLED:
        pytest.skip("toulbar2 ist nicht installiert (Extra „toulbar2“)")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(by_toulbar2, "installed", lambda: request.param == "toulbar2")
        yield request.param


@st.composite
def small(draw: st.DrawFn) -> Task:
    """Up to 4 factors, 2 or 3 clusters, with locks, pairs kept apart and a distance, or without."""
    clusters = draw(st.integers(2, 3))
    sizes = draw(st.lists(st.integers(1, 3), min_size=2, max_size=5 - clusters + 1))
    rated = affinity(sizes, draw(st.integers(0, 10_000)))
    values = range(len(rated.ids))
    across = [
        pair for pair in combinations(values, 2) if rated.factor_of[pair[0]] != rated.factor_of[pair[1]]
    ]
    locked = draw(st.lists(st.sampled_from(values), max_size=2, unique_by=lambda v: rated.factor_of[v]))
    return Task(
        rated,
        clusters,
        draw(st.sampled_from(("partition", "buendel"))),
        0,
        {v: draw(st.integers(0, clusters - 1)) for v in locked},
        apart=frozenset(draw(st.lists(st.sampled_from(across), max_size=2))),
        distance=draw(st.integers(0, 2)),
    )


def from_worst(search: Search, among: list[np.ndarray]) -> Closed:
    """What is proved going out from the worst bundles, with nothing known of the best."""
    worst = min(among, key=search.objective)
    return closed(search, worst, search.objective(worst), 1000.0)


@some
@given(task=small())
def test_the_optimum_is_that_of_brute_force(engine: Engine, task: Task) -> None:
    try:
        search = Search(task)
    except InputError:
        return
    among = list(ways(task))
    if not among:
        return
    found = from_worst(search, among)
    best = max(map(search.objective, among))
    free = replace(task, distance=0)
    most = max(map(Search(free).objective, ways(free)))
    assert search.keeps_wishes(found.members)
    assert all(found.members[task.affinity.factor_of[v], k] == v for v, k in task.locks.items())
    assert found.objective == pytest.approx(search.objective(found.members))
    assert found.ceiling == pytest.approx(most, abs=EXACT / 2) and found.ceiling >= most - 1e-6
    if best > most - 1e-6 and not task.distance:
        assert found.objective == pytest.approx(best, abs=EXACT / 2)


@pytest.mark.parametrize("mode", ["partition", "buendel"])
@pytest.mark.parametrize("seed", [1, 2])
def test_two_clusters_of_five_factors_are_proved_optimal(engine: Engine, mode: Mode, seed: int) -> None:
    task = Task(affinity([3, 2, 2, 3, 2], seed), 2, mode, 0)
    search = Search(task)
    among = list(ways(task))
    best = max(map(search.objective, among))
    found = from_worst(search, among)
    assert found.objective == pytest.approx(best, abs=1e-9) and found.ceiling <= best + EXACT / 2
    again = closed(search, found.members, found.objective, 1000.0)
    assert again.members is found.members and again.ceiling - again.objective <= EXACT / 2


def test_where_the_best_breaks_the_distance_it_is_a_bound_only(engine: Engine) -> None:
    rated = affinity([2, 2, 2], 4)
    alike = replace(rated, scores=np.abs(rated.scores))
    task = Task(alike, 2, "buendel", 0, sharing=0.0, distance=3)
    search = Search(task)
    among = list(ways(task))
    best = max(map(search.objective, among))
    found = from_worst(search, among)
    most = max(map(search.objective, ways(replace(task, distance=0))))
    assert search.keeps_wishes(found.members)
    assert found.ceiling == pytest.approx(most, abs=EXACT) and most > best + EXACT


@pytest.mark.skipif(not INSTALLED, reason="toulbar2 ist nicht installiert (Extra „toulbar2“)")
def test_both_engines_prove_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    for mode, sizes, clusters in (("partition", [4] * 5, 4), ("buendel", [3] * 4, 3)):
        search = Search(Task(affinity(sizes, 7), clusters, mode, 0))  # type: ignore[arg-type]
        start = np.stack([group[np.arange(clusters)] for group in search.groups])
        found = []
        for usable in (True, False):
            monkeypatch.setattr(by_toulbar2, "installed", lambda usable=usable: usable)
            found.append(closed(search, start, search.objective(start), 1000.0))
        assert found[0].objective == pytest.approx(found[1].objective, abs=EXACT / 2)
        assert found[0].ceiling == pytest.approx(found[1].ceiling, abs=EXACT / 2)
        assert found[0].ceiling - found[0].objective <= EXACT / 2


def test_a_task_that_is_too_large_or_proved_already_is_left_alone(engine: Engine) -> None:
    search = Search(Task(affinity([4] * 20, 1), 4, "partition", 0))
    members = np.stack(search.groups)
    known = search.objective(members)
    assert size(search) > max(by_toulbar2.LARGEST, by_cpsat.LARGEST)
    same = closed(search, members, known, known + 9.0)
    assert same.members is members and (same.objective, same.ceiling) == (known, known + 9.0)
    small_one = Search(Task(affinity([2] * 3, 1), 2, "partition", 0))
    members = np.stack(small_one.groups)
    assert closed(small_one, members, 5.0, 5.0001).ceiling == 5.0001


def test_effort_that_ends_claims_no_more_than_is_proved(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(by_toulbar2, "BACKTRACKS", 1)
    monkeypatch.setattr(by_cpsat, "EFFORT", 0.01)
    short = Search(Task(affinity([4] * 6, 3), 4, "partition", 0))
    start = np.stack(short.groups)
    cut = [closed(short, start, short.objective(start), 1000.0) for _ in range(2)]
    monkeypatch.undo()
    whole = closed(short, start, short.objective(start), 1000.0)
    assert cut[0].ceiling >= whole.objective - 1e-6 and cut[0].objective <= whole.objective + 1e-6
    assert cut[0].ceiling - cut[0].objective > EXACT
    assert np.array_equal(cut[0].members, cut[1].members) and cut[0].ceiling == cut[1].ceiling


def test_what_the_search_missed_is_found_and_said_to_be_optimal(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(effort, "RESTARTS", 1)
    monkeypatch.setattr(effort, "SWEEPS", 1)
    monkeypatch.setattr(effort, "REPETITIONS", 2)
    monkeypatch.setattr(effort, "ITERATIONS", 20)
    task = Task(affinity([3] * 5, 5), 3, "partition", 1)
    found = solve(task, Silent())
    best = max(map(Search(task).objective, ways(task)))
    assert Search(task).objective(found.members) == pytest.approx(best, abs=1e-6)
    assert len(found.objectives) == 1 and found.objectives[0] == pytest.approx(best, abs=1e-4)
    assert bound.gap(found) == 0.0 and "bewiesen optimal" in bound.told(found)
    assert solve(replace(task, proved=False), Silent()).objectives[0] < best - 1e-3


def test_nothing_is_printed_by_the_engines(engine: Engine, capfd: pytest.CaptureFixture[str]) -> None:
    drawn = np.random.default_rng(1)
    factor_of = tuple(int(at) for at in np.repeat(np.arange(14), 4))
    raw = np.round(drawn.normal(size=(56, 56)), 4)
    scores = np.where(np.equal.outer(factor_of, factor_of), 0.0, raw + raw.T)
    search = Search(Task(Affinity(tuple(map(str, range(56))), factor_of, scores), 2, "partition", 0))
    members = np.stack([group[:2] for group in search.groups])
    closed(search, members, search.objective(members), 1000.0)
    assert capfd.readouterr() == ("", "")


def test_two_factors_at_their_best_are_proved_though_nothing_could_be_better(engine: Engine) -> None:
    search = Search(Task(affinity([3, 3], 2), 3, "partition", 0))
    best = max(ways(search.task), key=search.objective)
    found = closed(search, best, search.objective(best), 1000.0)
    assert found.members is best and found.ceiling - found.objective <= EXACT / 2
