"""The exact assignment: optimal without pairs, never worse than a voice with them, and locks are kept."""

from collections.abc import Mapping, Sequence
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from labelled import SETTINGS, small
from planted import Numberer, tafel
from scipy.optimize import linear_sum_assignment

from pipeline.core.errors import InputError
from pipeline.core.progress import Silent
from pipeline.core.settings import Mode, Settings
from pipeline.core.types import Cluster, Clusters, FactorValue, Rating, Sheet
from pipeline.scenarios.affinity import Affinity, nothing
from pipeline.scenarios.bundles import Search, Solution, Task, effort
from pipeline.scenarios.clusters import cluster
from pipeline.scenarios.concepts import Concept, Concepts, Heard
from pipeline.scenarios.seating import SHARING, VOICE_WEIGHT, exact, seat, seated, unpaired
from pipeline.scenarios.wishes import Wishes

some = settings(max_examples=60, deadline=None)
MODES: tuple[Mode, ...] = ("partition", "buendel")


def chosen(clusters: int, mode: Mode = "partition") -> Settings:
    return SETTINGS.model_copy(update={"scenarios": clusters, "mode": mode})


def heard_of(sheet: Sheet, voices: Sequence[np.ndarray], chosen: Settings) -> Concepts:
    """What these voices (values × clusters) say together, as the rounds would note it."""
    search = unpaired(sheet, chosen)
    stack = np.stack(voices)
    placed = [seated(search, voice) for voice in voices]
    concept = Concept(idea="Idee", belongs="Dazu", excludes="Nicht", gain="Gewinn", price="Preis")
    return Concepts(
        model="openai:probe",
        rounds=1,
        stable=True,
        concepts=tuple(
            concept.model_copy(update={"idea": f"Idee {number}"}) for number in range(chosen.scenarios)
        ),
        values=tuple(
            Heard(
                id=value,
                support=tuple(map(float, stack[:, row].mean(axis=0))),
                voices=tuple(one[row] for one in placed),
            )
            for row, value in enumerate(search.task.affinity.ids)
        ),
    )


def voice(sheet: Sheet, seed: int, clusters: int) -> np.ndarray:
    """Any opinion: a share of every cluster for every value."""
    count = sum(len(factor.values) for factor in sheet.factors)
    return np.round(np.random.default_rng(seed).dirichlet(np.ones(clusters) / 2, count), 3)


def opinion(sheet: Sheet, clusters: int, moved: Mapping[str, int] | None = None) -> np.ndarray:
    """The opinion that the letter of a value says where it belongs, some values elsewhere."""
    ids = [value.id for factor in sheet.factors for value in factor.values]
    places = [(moved or {}).get(one, "abcdefgh".index(one[-1])) for one in ids]
    return np.array([[float(place == k) for k in range(clusters)] for place in places])


def pairs_of(sheet: Sheet, seed: int, share: float = 0.5) -> Affinity:
    """Ratings of some pairs, ±0.5 at most."""
    empty, chance = nothing(sheet), np.random.default_rng(seed)
    raw = np.round(chance.uniform(-0.5, 0.5, empty.scores.shape), 3) * (
        chance.random(empty.scores.shape) < share
    )
    scores = np.triu(raw, 1) + np.triu(raw, 1).T
    scores[np.equal.outer(empty.factor_of, empty.factor_of)] = 0.0
    return Affinity(empty.ids, empty.factor_of, scores)


def task(
    sheet: Sheet,
    clusters: int,
    affinity: Affinity | None = None,
    mode: Mode = "partition",
    locks: Mapping[int, int] | None = None,
    start: np.ndarray | None = None,
) -> Task:
    return Task(affinity or nothing(sheet), clusters, mode, 1, locks or {}, start)


def support_of(concepts: Concepts) -> np.ndarray:
    return np.array([one.support for one in concepts.values])


def worth(found: Solution, asked: Task, concepts: Concepts) -> float:
    """What a solution is worth, counted anew: pairs within clusters, voices, what sharing costs."""
    return worth_of(found.members, asked, concepts)


def worth_of(members: np.ndarray, asked: Task, concepts: Concepts) -> float:
    return float(worths(members[None], asked, concepts)[0])


def worths(ways: np.ndarray, asked: Task, concepts: Concepts) -> np.ndarray:
    """What each of many ways is worth; one by one a quarter of a million of them takes half a minute."""
    scores, support = asked.affinity.scores, support_of(concepts)
    total = np.zeros(len(ways))
    for k in range(ways.shape[2]):
        column = ways[:, :, k]
        total += scores[column[:, :, None], column[:, None, :]].sum(axis=(1, 2)) / 2
        total += VOICE_WEIGHT * support[column, k].sum(axis=1)
    if asked.mode == "buendel":
        shared = (np.diff(np.sort(ways, axis=2), axis=2) == 0).sum(axis=(1, 2))
        total -= SHARING * VOICE_WEIGHT * shared
    return total


def every_way(sheet: Sheet, clusters: int, mode: Mode = "partition") -> np.ndarray:
    """All clusters there can be, shape (ways, factors, clusters)."""
    rows, start = [], 0
    for factor in sheet.factors:
        own = range(start, start + len(factor.values))
        start += len(factor.values)
        held = [
            row
            for row in product(own, repeat=clusters)
            if mode == "buendel" or len(set(row)) == min(len(own), clusters)
        ]
        rows.append(np.array(held))
    picked = np.indices([len(held) for held in rows]).reshape(len(rows), -1)
    return np.stack([held[at] for held, at in zip(rows, picked, strict=True)], axis=1)


# --- without pairs -----------------------------------------------------------------------------------


@some
@given(st.lists(st.integers(4, 6), min_size=1, max_size=6), st.integers(0, 9999), st.booleans())
def test_without_pairs_every_factor_is_the_assignment_that_scipy_finds(
    sizes: list[int], seed: int, listed: bool
) -> None:
    sheet = small(*sizes)
    concepts = heard_of(sheet, [voice(sheet, seed, 4), voice(sheet, seed + 1, 4)], chosen(4))
    with pytest.MonkeyPatch.context() as patch:
        if not listed:
            patch.setattr(effort, "LISTED", 0)
        found = seat(task(sheet, 4), concepts)
    support, start = support_of(concepts), 0
    best = 0.0
    for size, row in zip(sizes, found.members, strict=True):
        table = support[start : start + size]
        at, to = linear_sum_assignment(table, maximize=True)
        best += table[at, to].sum()
        assert sorted(set(row)) == sorted(row), "keine zweimal"
        start += size
    assert found.objectives[0] == pytest.approx(VOICE_WEIGHT * best, abs=1e-3)
    assert found.ceiling == pytest.approx(found.objectives[0], abs=1e-3)


@some
@given(
    st.lists(st.integers(1, 4), min_size=1, max_size=3),
    st.integers(0, 9999),
    st.sampled_from(MODES),
    st.integers(2, 3),
)
def test_without_pairs_no_other_way_is_better_however_many_values_there_are(
    sizes: list[int], seed: int, mode: Mode, clusters: int
) -> None:
    sheet = small(*sizes)
    concepts = heard_of(sheet, [voice(sheet, seed, clusters)], chosen(clusters, mode))
    asked = task(sheet, clusters, mode=mode)
    found = seat(asked, concepts)
    best = worths(every_way(sheet, clusters, mode), asked, concepts).max()
    assert worth(found, asked, concepts) == pytest.approx(best, abs=1e-5)
    assert found.objectives[0] == pytest.approx(best, abs=1e-3)
    assert found.ceiling >= best - 1e-3


def test_equal_voices_are_decided_by_the_ids_and_not_by_the_order_of_the_sheet() -> None:
    sheet = small(4, 4, 4)
    turned = sheet.model_copy(
        update={
            "factors": tuple(
                factor.model_copy(update={"values": factor.values[::-1]}) for factor in sheet.factors[::-1]
            )
        }
    )
    silent = np.zeros((12, 4))
    found = [
        {
            frozenset((unpaired(one, chosen(4)).task.affinity.ids[v], k) for k, v in enumerate(row))
            for row in exact(unpaired(one, chosen(4)), silent)
        }
        for one in (sheet, turned)
    ]
    assert found[0] == found[1]


# --- with pairs --------------------------------------------------------------------------------------


@some
@given(st.integers(0, 9999), st.integers(2, 4), st.sampled_from(MODES), st.booleans())
def test_with_pairs_the_result_beats_every_single_voice_and_stays_below_the_ceiling(
    seed: int, clusters: int, mode: Mode, listed: bool
) -> None:
    sheet = small(*np.random.default_rng(seed).integers(2, 5, 5).tolist())
    voices = [voice(sheet, seed + n, clusters) for n in range(3)]
    concepts = heard_of(sheet, voices, chosen(clusters, mode))
    asked = task(sheet, clusters, pairs_of(sheet, seed), mode)
    with pytest.MonkeyPatch.context() as patch:
        if not listed:
            patch.setattr(effort, "LISTED", 0)
        found = seat(asked, concepts)
        search = unpaired(sheet, chosen(clusters, mode))
        starts = [exact(search, one) for one in (*voices, support_of(concepts))]
    assert found.objectives[0] == pytest.approx(worth(found, asked, concepts), abs=1e-3)
    if mode == "partition":  # in mode "buendel" a voice alone weighs sharing otherwise than all together
        assert all(found.objectives[0] >= worth_of(one, asked, concepts) - 1e-3 for one in starts)
    assert found.objectives[0] <= found.ceiling + 1e-3
    assert list(found.objectives) == sorted(found.objectives, reverse=True)


@some
@given(st.integers(0, 9999))
def test_with_pairs_no_single_factor_can_be_bettered(seed: int) -> None:
    sheet = small(2, 3, 2, 3)
    concepts = heard_of(sheet, [voice(sheet, seed, 2), voice(sheet, seed + 1, 2)], chosen(2))
    asked = task(sheet, 2, pairs_of(sheet, seed, 0.8))
    found = seat(asked, concepts)
    ways = every_way(sheet, 2)
    best = worths(ways, asked, concepts).max()
    held = worth(found, asked, concepts)
    assert held <= best + 1e-6
    near = [way for way in ways if (way != found.members).any(axis=1).sum() == 1]
    assert all(worth_of(way, asked, concepts) <= held + 1e-6 for way in near)


@pytest.mark.parametrize("seed", range(6))
def test_where_voices_lead_the_best_of_all_ways_is_found(seed: int) -> None:
    sheet = small(2, 2, 2, 2, 2)
    concepts = heard_of(sheet, [opinion(sheet, 2), opinion(sheet, 2, {"f1a": 1, "f1b": 0})], chosen(2))
    asked = task(sheet, 2, pairs_of(sheet, seed, 0.4))
    best = worths(every_way(sheet, 2), asked, concepts).max()
    assert worth(seat(asked, concepts), asked, concepts) == pytest.approx(best)


def test_where_voices_are_torn_a_few_ratings_decide() -> None:
    sheet = small(2, 2, 2, 2)
    torn = [opinion(sheet, 2), opinion(sheet, 2, {"f4a": 1, "f4b": 0})]
    concepts = heard_of(sheet, torn, chosen(2))
    for target, home in (("f4a", 0), ("f4b", 1)):
        found = made(sheet, concepts, [Rating(source="f1a", target=target, score=2)])
        assert found.cluster("c1").members["f4"] == target, home


def test_many_ratings_of_people_outweigh_the_voices_and_few_do_not() -> None:
    sheet = small(*[2] * 16)
    concepts = heard_of(sheet, [opinion(sheet, 2)] * 4, chosen(2))
    against = [Rating(source=f"f{n}a", target="f16b", score=3) for n in range(1, 16)]
    assert made(sheet, concepts, against[:3]).cluster("c1").members["f16"] == "f16a"
    assert made(sheet, concepts, against).cluster("c1").members["f16"] == "f16b"


def test_people_are_believed_before_a_model_on_the_same_pair() -> None:
    sheet = small(2, 2, 2, 2)
    torn = [opinion(sheet, 2), opinion(sheet, 2, {"f4a": 1, "f4b": 0})]
    concepts = heard_of(sheet, torn, chosen(2))
    person = Rating(source="f1a", target="f4b", score=1)
    model = Rating(source="f1a", target="f4b", score=-3, origin="model:openai:probe")
    assert made(sheet, concepts, [model]).cluster("c1").members["f4"] == "f4a"
    assert made(sheet, concepts, [model, person]).cluster("c1").members["f4"] == "f4b"


# --- locks and ids -----------------------------------------------------------------------------------


@some
@given(st.data(), st.integers(0, 9999), st.sampled_from(MODES))
def test_locks_are_kept_with_and_without_pairs(data: st.DataObject, seed: int, mode: Mode) -> None:
    sheet = small(4, 3, 4, 5)
    ids = nothing(sheet).ids
    locks: dict[int, int] = {}
    for factor in sheet.factors:
        places = data.draw(st.permutations(range(4)))
        own = [ids.index(value.id) for value in factor.values]
        some_values = data.draw(st.lists(st.sampled_from(own), unique=True, max_size=2))
        locks.update(zip(some_values, places, strict=False))
    concepts = heard_of(sheet, [voice(sheet, seed, 4), voice(sheet, seed + 1, 4)], chosen(4, mode))
    for affinity in (None, pairs_of(sheet, seed)):
        asked = task(sheet, 4, affinity, mode, locks)
        found = seat(asked, concepts)
        for value, place in locks.items():
            assert found.members[asked.affinity.factor_of[value], place] == value
        assert found.objectives[0] <= found.ceiling + 1e-3


def test_locks_that_contradict_each_other_are_told() -> None:
    sheet = small(3, 3)
    concepts = heard_of(sheet, [opinion(sheet, 3)], chosen(3))
    with pytest.raises(InputError, match="widersprechen sich"):
        seat(task(sheet, 3, locks={0: 1, 1: 1}), concepts)


@some
@given(st.permutations(range(4)), st.sets(st.tuples(st.integers(0, 5), st.integers(0, 3)), max_size=8))
def test_clusters_keep_the_ids_that_were_known_before(order: list[int], gone: set[tuple[int, int]]) -> None:
    sheet = small(*[4] * 6)
    concepts = heard_of(sheet, [opinion(sheet, 4)] * 2, chosen(4))
    before = seat(task(sheet, 4), concepts).members[:, order]
    known = before.copy()
    for factor, column in gone:
        known[factor, column] = -1
    if all((known[:, column] >= 0).any() for column in range(4)):
        found = seat(task(sheet, 4, start=known), concepts)
        np.testing.assert_array_equal(found.members, before)
        assert all(place.share == 1.0 and place.runner_up == -1 for row in found.places for place in row)


def test_a_lock_of_one_value_moves_no_other_cluster_and_keeps_the_ids() -> None:
    sheet = small(*[4] * 5)
    concepts = heard_of(sheet, [opinion(sheet, 4)] * 3, chosen(4))
    first = made(sheet, concepts, count=4)
    found = made(sheet, concepts, earlier=first, locks={"f1a": "c3"}, count=4)
    assert found.cluster("c3").members["f1"] == "f1a" and found.cluster("c3").locks == ("f1a",)
    for one in first.clusters:
        rest = {key: value for key, value in found.cluster(one.id).members.items() if key != "f1"}
        assert rest == {key: value for key, value in one.members.items() if key != "f1"}
    again = made(sheet, concepts, earlier=found, count=4)
    assert again.cluster("c3").members["f1"] == "f1a", "eine Festlegung gilt weiter"


# --- what is told ------------------------------------------------------------------------------------


def made(
    sheet: Sheet,
    concepts: Concepts,
    ratings: Sequence[Rating] = (),
    earlier: Clusters | None = None,
    locks: Mapping[str, str] | None = None,
    count: int = 2,
) -> Clusters:
    """The clusters as a run makes them."""
    return cluster(
        sheet,
        nothing(sheet),
        ratings,
        chosen(count),
        Silently(),
        earlier,
        Wishes(locks or {}),
        Silent(),
        concepts,
    )


class Silently(Numberer):
    """Leaves the clusters as they are."""

    def name(
        self, clusters: tuple[Cluster, ...], sheet: Sheet, affinity: Affinity, settings: Settings
    ) -> tuple[Cluster, ...]:
        return clusters


def test_an_optimum_is_claimed_where_it_is_proved_and_nowhere_else() -> None:
    sheet = small(3, 3, 3, 3)
    concepts = heard_of(sheet, [opinion(sheet, 3)] * 4, chosen(3))
    alone = made(sheet, concepts, count=3)
    assert alone.bound == "bewiesen optimal für 4 Stimmen des Sprachmodells openai:probe"
    against = [Rating(source=f"f{n}a", target="f4b", score=3) for n in (1, 2, 3)]
    rated = made(sheet, concepts, against, count=3)
    assert "bewiesen" not in rated.bound and "% unter dem Optimum" in rated.bound


def test_confidence_follows_the_share_of_the_voices_that_agree() -> None:
    sheet = small(*[2] * 6)
    plain = opinion(sheet, 2)
    once = opinion(sheet, 2, {"f1a": 1, "f1b": 0})
    twice = opinion(sheet, 2, {"f1a": 1, "f1b": 0, "f2a": 1, "f2b": 0})
    # f1: 3 of 5 agree, f2: 4 of 5, the others all.
    concepts = heard_of(sheet, [plain, plain, plain, once, twice], chosen(2))
    found = made(sheet, concepts)
    told = {p.value: (p.confidence, p.share) for p in found.cluster("c1").placements}
    assert told["f1a"] == ("wahrscheinlich", 0.6)
    assert told["f2a"] == ("wahrscheinlich", 0.8)
    assert {told[f"f{n}a"] for n in range(3, 7)} == {("fest", 1.0)}
    doubtful = next(p for p in found.cluster("c1").placements if p.value == "f1a")
    assert doubtful.runner_up == "c2"
    assert found.stability.agreement == pytest.approx((0.6 + 0.8 + 4) / 6)


def test_the_runner_up_is_named_by_the_ids_known_before() -> None:
    sheet = small(*[3] * 4)
    other = opinion(sheet, 3, {"f1a": 2, "f1c": 0})
    concepts = heard_of(sheet, [opinion(sheet, 3), opinion(sheet, 3), other], chosen(3))
    first = made(sheet, concepts, count=3)
    members = [one.members for one in first.clusters]
    moved = [
        one.model_copy(update={"members": members[at]})
        for one, at in zip(first.clusters, (1, 2, 0), strict=True)
    ]
    again = made(sheet, concepts, earlier=first.model_copy(update={"clusters": tuple(moved)}), count=3)
    placed = {p.value: p.runner_up for one in again.clusters for p in one.placements}
    assert again.cluster("c3").members["f1"] == "f1a"
    assert (placed["f1a"], placed["f1b"], placed["f1c"]) == ("c2", "", "c3")


def test_where_a_factor_is_not_solved_exactly_the_bound_holds_nonetheless() -> None:
    sheet = small(3)
    leaning = np.array([[1.0, 1.0], [0.8, 0.0], [0.0, 0.99]])
    concepts = heard_of(sheet, [leaning], chosen(2, "buendel"))
    asked = task(sheet, 2, mode="buendel")
    best = worths(every_way(sheet, 2, "buendel"), asked, concepts).max()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(effort, "LISTED", 0)
        found = seat(asked, concepts)
    assert found.objectives[0] < best <= found.ceiling


def test_what_most_voices_put_elsewhere_is_open() -> None:
    sheet = small(*[4] * 4)
    others = [opinion(sheet, 4, {"f1a": k, f"f1{'abcd'[k]}": 0}) for k in (1, 2, 3)]
    concepts = heard_of(sheet, [opinion(sheet, 4), *others], chosen(4))
    found = made(sheet, concepts, count=4)
    placed = {p.value: p for one in found.clusters for p in one.placements}
    assert placed["f1a"].confidence == "offen" and placed["f1a"].share == 0.25


def test_a_label_without_text_is_open_and_a_locked_value_firm_whatever_voices_say() -> None:
    sheet = small(2, 2, 2)
    bare = FactorValue(id="f1a", label="a von 1")
    factors = (sheet.factors[0].model_copy(update={"values": (bare, sheet.factors[0].values[1])}),)
    sheet = sheet.model_copy(update={"factors": (*factors, *sheet.factors[1:])})
    concepts = heard_of(sheet, [opinion(sheet, 2)] * 3, chosen(2))
    found = made(sheet, concepts, locks={"f2a": "c2"})
    placed = {p.value: p.confidence for one in found.clusters for p in one.placements}
    assert placed["f1a"] == "offen" and placed["f2a"] == "fest" and placed["f3a"] == "fest"


def test_each_cluster_carries_the_idea_of_its_concept_also_when_the_ids_are_others() -> None:
    sheet = small(*[3] * 4)
    concepts = heard_of(sheet, [opinion(sheet, 3)] * 2, chosen(3))
    first = made(sheet, concepts, count=3)
    assert [one.leitmotif for one in first.clusters] == ["Idee 0", "Idee 1", "Idee 2"]
    turned = first.model_copy(
        update={
            "clusters": tuple(
                one.model_copy(update={"members": other.members})
                for one, other in zip(first.clusters, first.clusters[1:] + first.clusters[:1], strict=True)
            )
        }
    )
    again = made(sheet, concepts, earlier=turned, count=3)
    assert [one.members for one in again.clusters] == [one.members for one in turned.clusters]
    assert [one.leitmotif for one in again.clusters] == ["Idee 1", "Idee 2", "Idee 0"]


def test_concepts_of_another_sheet_or_number_are_refused() -> None:
    sheet = small(3, 3)
    concepts = heard_of(sheet, [opinion(sheet, 3)], chosen(3))
    with pytest.raises(InputError, match=r"passen nicht zu 2 Szenarien.*es sind 3.*--redo rate"):
        made(sheet, concepts, count=2)
    with pytest.raises(InputError, match=r"passen nicht.*zu f3a sagen sie nichts.*--redo rate"):
        made(small(3, 3, 3), concepts, count=3)


def test_a_search_knows_whether_it_is_exact() -> None:
    sheet = small(4, 4)
    assert Search(task(sheet, 4)).exact and Search(task(sheet, 4, mode="buendel")).exact
    assert Search(task(sheet, 5)).exact and not Search(task(sheet, 5, mode="buendel")).exact


def test_pairs_kept_apart_and_distance_outweigh_unanimous_voices() -> None:
    sheet = tafel(tuple(f"f{n}" for n in range(6)))
    rated = [Rating(source="f0_a", target="f1_a", score=1)]
    heard = tuple(
        Heard(id=value.id, support=tuple(float(k == n) for k in range(3)), voices=((n,),) * 4)
        for factor in sheet.factors
        for n, value in enumerate(factor.values)
    )
    one = Concept(idea="Idee", belongs="Dazu", excludes="Nicht", gain="Gewinn", price="Preis")
    concepts = Concepts(model="openai:probe", rounds=1, stable=True, concepts=(one,) * 3, values=heard)
    settings = chosen(3)
    free = cluster(sheet, nothing(sheet), rated, settings, Silently(), None, Wishes(), Silent(), concepts)
    assert any({"f0_a", "f1_a"} <= set(found.members.values()) for found in free.clusters)
    wishes = Wishes(apart=(("f0_a", "f1_a"), ("f2_b", "f3_b")))
    kept = cluster(sheet, nothing(sheet), rated, settings, Silently(), None, wishes, Silent(), concepts)
    for pair in wishes.apart:
        assert not any(set(pair) <= set(found.members.values()) for found in kept.clusters)
