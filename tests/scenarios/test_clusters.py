"""Clusters: ids, locks and names follow the earlier run; a label without text is never firm."""

from collections.abc import Iterator

import numpy as np
import pytest
from planted import FACTORS, SETTINGS, letters, made, planted, silent, tafel

from pipeline.core.errors import InputError
from pipeline.core.types import Clusters, Rating
from pipeline.scenarios.affinity import Affinity
from pipeline.scenarios.bundles import effort


@pytest.fixture(scope="module", autouse=True)
def _short() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(effort, "RESTARTS", 10)
        patch.setattr(effort, "REPETITIONS", 6)
        patch.setattr(effort, "ITERATIONS", 100)
        yield


def by_id(found: Clusters) -> dict[str, str]:
    return {one.id: letters(one)[0] for one in found.clusters}


def changed(found: Clusters, number: int, **fields: object) -> Clusters:
    """The clusters with one of them edited, as a person edits clusters.yaml."""
    edited = list(found.clusters)
    edited[number] = edited[number].model_copy(update=fields)
    return found.model_copy(update={"clusters": tuple(edited)})


def test_clusters_are_numbered_and_hold_one_value_of_every_factor() -> None:
    found = made()
    assert [one.id for one in found.clusters] == ["c1", "c2", "c3"]
    assert sorted(letters(one) for one in found.clusters) == ["aaaaa", "bbbbb", "ccccc"]
    assert all(tuple(one.members) == FACTORS for one in found.clusters)
    assert all(
        tuple(placed.value for placed in one.placements) == tuple(one.members.values())
        for one in found.clusters
    )
    assert (found.mode, found.seed, found.unused) == ("partition", 1, ())


def test_what_no_cluster_uses_is_named() -> None:
    found = made(settings=SETTINGS.model_copy(update={"scenarios": 2}))
    used = {value for one in found.clusters for value in one.members.values()}
    assert len(found.unused) == 5
    assert used.isdisjoint(found.unused)


def test_objective_stability_and_bound_tell_of_the_search() -> None:
    found = made()
    assert found.objective == found.stability.best == pytest.approx(3 * 10 * 0.6)
    assert found.stability.restarts == 10
    assert found.stability.worst <= found.stability.median <= found.stability.best
    assert found.bound.startswith("bewiesen optimal; 10 von 10 Suchläufen") and found.gap == 0


def test_without_a_common_direction_the_bound_says_so() -> None:
    assert "keine gemeinsame Richtung" in made(near=silent(tafel())).bound


def test_a_label_without_text_is_open_whatever_the_search_says() -> None:
    found = made(tafel(untold=["bus_a", "netz_c"]))
    open_values = {p.value for one in found.clusters for p in one.placements if p.confidence == "offen"}
    assert open_values >= {"bus_a", "netz_c"}
    firm = {p.value for one in made().clusters for p in one.placements if p.confidence == "fest"}
    assert {"bus_a", "netz_c"} <= firm


def test_confidence_follows_the_share_of_agreeing_repetitions() -> None:
    near = planted(tafel())
    noise = np.random.default_rng(3).normal(0, 0.8, near.scores.shape)
    noisy = np.where(near.scores == 0, 0.0, near.scores + noise + noise.T)
    found = made(near=Affinity(near.ids, near.factor_of, noisy))
    placements = [placed for one in found.clusters for placed in one.placements]
    assert len({placed.confidence for placed in placements}) > 1
    for placed in placements:
        wanted = "fest" if placed.share >= 0.85 else "wahrscheinlich" if placed.share >= 0.6 else "offen"
        assert placed.confidence == wanted
        assert bool(placed.runner_up) or placed.share == 1.0


@pytest.mark.parametrize("order", [FACTORS[::-1], FACTORS[2:] + FACTORS[:2]])
@pytest.mark.parametrize("rotated", [1, 2])
def test_ids_follow_the_earlier_run_when_the_order_of_factors_changes(
    order: tuple[str, ...], rotated: int
) -> None:
    first = made()
    members = [one.members for one in first.clusters]
    earlier = first
    for number in range(3):  # eine andere Nummerierung als die, die von selbst entstünde
        earlier = changed(earlier, number, members=members[(number + rotated) % 3])
    assert by_id(made(tafel(order), earlier)) == by_id(earlier) != by_id(first)


def test_ids_follow_the_greatest_overlap_when_a_factor_is_new() -> None:
    earlier = made(tafel(FACTORS[:4]))
    assert by_id(made(tafel(("neu", *FACTORS[1:])), earlier)) == by_id(earlier)


def test_ids_follow_their_clusters_when_a_person_moved_them_in_the_file() -> None:
    first = made()
    moved = first.model_copy(update={"clusters": first.clusters[::-1]})
    assert by_id(made(earlier=moved)) == by_id(first)


def test_a_lock_places_a_value_and_is_noted_with_its_cluster() -> None:
    found = made(locks={"bus_a": "c2", "netz_b": "c2"})
    assert (found.cluster("c2").members["bus"], found.cluster("c2").members["netz"]) == ("bus_a", "netz_b")
    assert found.cluster("c2").locks == ("bus_a", "netz_b")
    assert found.cluster("c1").locks == found.cluster("c3").locks == ()


def test_locks_of_the_earlier_run_are_kept_and_new_ones_win() -> None:
    earlier = made(locks={"bus_a": "c3"})
    assert made(earlier=earlier).cluster("c3").locks == ("bus_a",)
    again = made(earlier=earlier, locks={"netz_b": "c1"})
    assert (again.cluster("c3").locks, again.cluster("c1").locks) == (("bus_a",), ("netz_b",))
    assert made(earlier=earlier, locks={"bus_a": "c1"}).cluster("c1").locks == ("bus_a",)


def test_locks_of_values_that_are_gone_are_dropped() -> None:
    earlier = made(locks={"bus_a": "c3"})
    assert all(one.locks == () for one in made(tafel(FACTORS[1:]), earlier).clusters)


@pytest.fixture(scope="module")
def renumbered() -> Clusters:
    """An earlier run whose numbering is not the one that would come about by itself."""
    first = made()
    members = [one.members for one in first.clusters]
    return changed(changed(first, 0, members=members[1]), 1, members=members[0])


@pytest.mark.parametrize("letter", "abc")
@pytest.mark.parametrize("moved", [False, True], ids=["", "in der Datei verschoben"])
def test_a_lock_does_not_renumber_the_clusters(renumbered: Clusters, letter: str, moved: bool) -> None:
    ids = by_id(renumbered)
    home = next(found for found, most in ids.items() if most == letter)
    order = renumbered.clusters[::-1] if moved else renumbered.clusters
    earlier = renumbered.model_copy(update={"clusters": order})
    assert by_id(made(earlier=earlier, locks={f"netz_{letter}": home})) == ids


@pytest.mark.parametrize("count", [2, 4])
def test_a_lock_does_not_renumber_when_the_number_changes(renumbered: Clusters, count: int) -> None:
    ids = by_id(renumbered)
    settings = SETTINGS.model_copy(update={"scenarios": count})
    found = by_id(made(earlier=renumbered, locks={f"netz_{ids['c1']}": "c1"}, settings=settings))
    assert [found[name] for name in found if name in ids] == [ids[name] for name in found if name in ids]


def test_a_locked_value_is_firm_because_a_person_placed_it() -> None:
    found = made(locks={"bus_a": "c2", "netz_b": "c2"}).cluster("c2")
    firm = {placed.value for placed in found.placements if placed.confidence == "fest"}
    assert firm >= {"bus_a", "netz_b"}


@pytest.mark.parametrize(
    ("locks", "message"),
    [
        ({"bus_a": "c1", "bus_b": "c1"}, r"bus_a, bus_b widersprechen sich.*Bitte"),
        ({"bahn": "c1"}, r"„bahn=c1“ nennt eine Ausprägung, die es nicht gibt.*Bitte"),
        ({"bus_a": "c4"}, r"„bus_a=c4“ nennt einen Cluster, den es nicht gibt.*c1, c2, c3"),
    ],
)
def test_locks_that_cannot_be_kept_are_told(locks: dict[str, str], message: str) -> None:
    with pytest.raises(InputError, match=message):
        made(locks=locks)


@pytest.mark.parametrize("locks", [{}, {"netz_a": "c1"}])
def test_a_name_given_by_a_person_stays_with_its_cluster(locks: dict[str, str]) -> None:
    first = made()
    holder = next(one for one in first.clusters if letters(one)[0] == "b")
    number = first.clusters.index(holder)
    earlier = changed(first, number, name="Die Dorfregion", name_is_working_title=False)
    home = next(one.id for one in first.clusters if letters(one)[0] == "a")
    found = made(tafel(FACTORS[::-1]), earlier, dict.fromkeys(locks, home))
    named = {letters(one)[0]: (one.name, one.name_is_working_title) for one in found.clusters}
    assert named == {"a": ("Titel a", True), "b": ("Die Dorfregion", False), "c": ("Titel c", True)}


@pytest.mark.parametrize("directions", [1, 2])
def test_a_rating_adds_half_a_point_at_most_whether_one_direction_was_rated_or_both(
    directions: int,
) -> None:
    there = Rating(source="bus_a", target="netz_b", score=3)
    back = Rating(source="netz_b", target="bus_a", score=3)
    found = made(ratings=(there, back)[:directions], near=silent(tafel()))
    assert found.objective == 0.5
    assert "bus_a" in next(
        one.members.values() for one in found.clusters if one.members["netz"] == "netz_b"
    )


def test_ratings_against_two_pairs_leave_the_third() -> None:
    against = [Rating(source="bus_a", target=f"netz_{letter}", score=-3) for letter in "ac"]
    found = made(ratings=against, near=silent(tafel()))
    assert {one.members["bus"]: one.members["netz"] for one in found.clusters}["bus_a"] == "netz_b"
