"""What trust says of planted clusters, and that it says the same whatever the order of the sheet."""

from collections.abc import Sequence

import pytest
from grove import FACTORS, alike, bundled, grove, noisy, resorted, silent
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.types import Cluster, Confidence, Placement, Rating, Tension
from pipeline.scenarios.trust import orphans, surveyed

SHEET = grove()


def by_value(clusters: Sequence[Cluster]) -> dict[str, Placement]:
    return {placed.value: placed for one in clusters for placed in one.placements}


def rated(source: str, target: str, score: float, origin: str = "Frau Kern") -> Rating:
    return Rating(source=source, target=target, score=score, origin=origin)


def test_clusters_that_fit_are_all_core_and_nothing_is_held_against_them() -> None:
    found = surveyed(SHEET, alike(SHEET), (), bundled(SHEET))
    for one in found:
        assert one.core == tuple(one.members.values())
        assert one.tensions == one.implausible == ()
        assert not any(placed.forced or placed.why for placed in one.placements)
        assert len(one.distinguishing) == 5
    assert orphans(alike(SHEET), found) == ()


def test_where_nothing_is_known_nothing_is_claimed() -> None:
    found = surveyed(SHEET, silent(SHEET), (), bundled(SHEET))
    assert all(one.core == one.tensions == one.distinguishing == () for one in found)
    assert not any(placed.forced for placed in by_value(found).values())
    assert orphans(silent(SHEET), found) == ()


def test_two_values_in_each_others_place_are_forced_and_say_who_stands_in_theirs() -> None:
    found = surveyed(SHEET, alike(SHEET), (), bundled(SHEET, {"bus_a": "bus_b"}))
    placed = by_value(found)
    assert {value for value, one in placed.items() if one.forced} == {"bus_a", "bus_b"}
    assert placed["bus_a"].why.startswith("Passt im Mittel besser zu c1, doch dort steht „Titel bus_b“")
    assert all("bus_a" not in one.core and "bus_b" not in one.core for one in found)


def test_a_value_that_a_person_put_there_is_not_forced() -> None:
    clusters = bundled(SHEET, {"bus_a": "bus_b"})
    locked = (clusters[0].model_copy(update={"locks": ("bus_b",)}), *clusters[1:])
    placed = by_value(surveyed(SHEET, alike(SHEET), (), locked))
    assert (placed["bus_b"].forced, placed["bus_b"].why) == (False, "Von Hand festgelegt.")
    assert placed["bus_a"].forced


def test_a_value_that_goes_only_with_what_no_cluster_holds_is_forced_and_an_orphan() -> None:
    apart = {"a": -0.3, "b": -0.4, "c": 0.6}
    scores = {("bus_a", f"{name}_{other}"): s for other, s in apart.items() for name in FACTORS[1:]}
    two = bundled(SHEET)[:2]
    placed = by_value(surveyed(SHEET, alike(SHEET, scores), (), two))
    assert placed["bus_a"].forced and "zufällig" in placed["bus_a"].why
    found = orphans(alike(SHEET, scores), two)
    assert "bus_a" in found and not {"netz_a", "netz_b"} & set(found)
    assert {f"{name}_c" for name in FACTORS} <= set(found)  # auch was nicht verwendet ist


def towards(value: str, *letters: str) -> dict[tuple[str, str], float]:
    """For each other factor in turn the letter with which the value goes; with none of "-"."""
    return {
        (value, f"{name}_{other}"): 0.0 if letter == "-" else 0.6 if other == letter else -0.3
        for name, letter in zip(FACTORS[1:], letters, strict=True)
        for other in "abc"
    }


def test_the_core_asks_for_more_than_a_little_above_chance() -> None:
    near = alike(SHEET, towards("bus_a", "a", "a", "a", "b", "b"))
    found = surveyed(SHEET, near, (), bundled(SHEET))
    assert found[0].core == tuple(f"{name}_a" for name in FACTORS[1:])
    assert not by_value(found)["bus_a"].forced


def test_an_orphan_may_be_a_little_above_what_a_single_company_gives() -> None:
    near = alike(SHEET, towards("bus_a", "a", "a", "b", "c", "-"))
    assert orphans(near, bundled(SHEET)) == ("bus_a",)
    assert not by_value(surveyed(SHEET, near, (), bundled(SHEET)))["bus_a"].forced


def test_a_value_that_suits_its_place_but_another_still_better_is_forced_and_not_of_the_core() -> None:
    factors = (*FACTORS, "wald", "markt")
    sheet = grove(factors=factors)
    scores = {"a": 0.52, "b": 0.5, "c": -1.0}
    near = alike(
        sheet, {("bus_a", f"{name}_{other}"): s for other, s in scores.items() for name in factors[1:]}
    )
    found = surveyed(sheet, near, (), bundled(sheet, {"bus_a": "bus_b"}))
    assert by_value(found)["bus_a"].forced
    assert found[1].core == tuple(f"{name}_b" for name in factors[1:])


def test_what_tells_a_cluster_apart_best_comes_first_unless_its_place_is_open() -> None:
    near = alike(SHEET, {("bus_a", f"{name}_a"): 0.9 for name in FACTORS[1:]})
    assert surveyed(SHEET, near, (), bundled(SHEET))[0].distinguishing[0] == "bus_a"
    unsure = surveyed(SHEET, near, (), bundled(SHEET, confidence={"bus_a": "offen"}))
    assert "bus_a" not in unsure[0].distinguishing and len(unsure[0].distinguishing) == 5


@pytest.mark.parametrize("confidence", ["wahrscheinlich", "offen"])
def test_a_place_that_is_not_firm_says_how_often_it_held_and_what_speaks_for_and_against(
    confidence: Confidence,
) -> None:
    near = alike(SHEET, {("bus_a", "netz_a"): 0.9, ("bus_a", "arbeit_a"): 0.8, ("bus_a", "schule_a"): -0.2})
    found = surveyed(SHEET, near, (), bundled(SHEET, confidence={"bus_a": confidence}))
    assert by_value(found)["bus_a"].why == (
        f"Nur in {'70' if confidence == 'wahrscheinlich' else '40'} % der Durchgänge steht sie hier, sonst "
        "am häufigsten in c2; am besten passt sie zu „Titel netz_a“ und „Titel arbeit_a“, "
        "am wenigsten zu „Titel schule_a“."
    )
    assert "bus_a" not in found[0].core


def test_a_label_without_text_says_that_a_text_is_missing() -> None:
    sheet = grove(text={"bus_a": ""})
    found = surveyed(sheet, alike(sheet), (), bundled(sheet, confidence={"bus_a": "offen"}))
    assert "kein Text" in by_value(found)["bus_a"].why


def test_long_titles_do_not_make_long_sentences() -> None:
    long = {f"{name}_a": f"{name} " + "sehr langer Titel aus der Gruppe" for name in FACTORS}
    sheet = grove(label=long)
    clusters = bundled(sheet, {"bus_a": "bus_b"}, {"netz_a": "offen", "hafen_a": "wahrscheinlich"})
    near = alike(sheet, {("netz_a", "laden_a"): -0.2})
    said = [placed.why for placed in by_value(surveyed(sheet, near, (), clusters)).values() if placed.why]
    assert len(said) == 4 and all(len(one.split()) <= 30 and one.endswith(".") for one in said)


def test_a_pair_that_was_rated_against_is_a_tension_with_its_direction_and_origin() -> None:
    ratings = (
        rated("bus_a", "netz_a", -2),
        rated("laden_b", "netz_b", -1, "model:m"),
        rated("bus_b", "netz_b", 2),
    )
    found = surveyed(SHEET, alike(SHEET), ratings, bundled(SHEET))
    assert found[0].tensions == (Tension(first="bus_a", second="netz_a", score=-2, origin="Frau Kern"),)
    assert [one.origin for one in found[1].tensions] == ["model:m"]
    assert found[2].tensions == ()
    assert len({"bus_a", "netz_a"} & set(found[0].core)) == 1


def test_a_model_does_not_speak_where_people_did() -> None:
    ratings = (rated("bus_a", "netz_a", 2), rated("bus_a", "netz_a", -3, "model:m"))
    assert surveyed(SHEET, alike(SHEET), ratings, bundled(SHEET))[0].tensions == ()


def test_texts_that_go_against_each_other_are_told_as_such_after_what_was_rated() -> None:
    near = alike(SHEET, {("bus_a", "netz_a"): -0.9, ("bus_a", "laden_a"): -0.8})
    found = surveyed(SHEET, near, (rated("schule_a", "hafen_a", -1),), bundled(SHEET))
    assert [(one.first, one.second, one.origin) for one in found[0].tensions] == [
        ("schule_a", "hafen_a", "Frau Kern"),
        ("bus_a", "netz_a", "text"),
        ("bus_a", "laden_a", "text"),
    ]


def test_texts_are_silent_on_a_pair_that_somebody_rated() -> None:
    near = alike(SHEET, {("bus_a", "netz_a"): -0.9})
    assert surveyed(SHEET, near, (rated("netz_a", "bus_a", 1),), bundled(SHEET))[0].tensions == ()


def test_no_more_than_five_tensions_the_strongest_first() -> None:
    given_ = zip((-1, -3, -2, -2.5, -1.5), FACTORS[1:], strict=True)
    ratings = [rated("bus_a", f"{name}_a", score) for score, name in given_]
    ratings.append(rated("laden_a", "netz_a", -2.8))
    scores = [one.score for one in surveyed(SHEET, alike(SHEET), ratings, bundled(SHEET))[0].tensions]
    assert scores == [-3, -2.8, -2.5, -2, -1.5]


def test_only_what_was_rated_implausible_is_told_as_such() -> None:
    sheet = grove(plausibel={"bus_a": 2, "netz_a": 3, "laden_b": 1})
    found = surveyed(sheet, alike(sheet), (), bundled(sheet))
    assert [one.implausible for one in found] == [("bus_a",), ("laden_b",), ()]


def test_what_two_clusters_share_tells_them_not_apart() -> None:
    clusters = bundled(SHEET)
    shared = clusters[1].model_copy(update={"members": {**clusters[1].members, "bus": "bus_a"}})
    found = surveyed(SHEET, alike(SHEET), (), (clusters[0], shared, clusters[2]))
    assert all("bus_a" not in one.distinguishing for one in found)
    assert "bus_c" in found[2].distinguishing


@given(seed=st.integers(0, 10_000), order=st.integers(0, 10_000))
def test_the_order_of_the_sheet_changes_nothing_but_the_order(seed: int, order: int) -> None:
    turned = resorted(SHEET, order)
    ratings = (rated("bus_a", "netz_a", -2), rated("arbeit_b", "hafen_b", -1))
    first, again = (
        surveyed(one, noisy(one, seed), ratings, bundled(one, {"bus_a": "bus_c"}, {"netz_b": "offen"}))
        for one in (SHEET, turned)
    )
    for here, there in zip(first, again, strict=True):
        assert set(here.core) == set(there.core) <= set(here.members.values())
        assert here.distinguishing == there.distinguishing
        assert [unordered(one) for one in here.tensions] == [unordered(one) for one in there.tensions]
    assert by_value(first) == by_value(again)
    others = [set(one.members.values()) for one in first]
    for number, one in enumerate(first):
        elsewhere = set().union(*(others[:number] + others[number + 1 :]))
        assert not elsewhere & set(one.distinguishing)
    here, there = orphans(noisy(SHEET, seed), first), orphans(noisy(turned, seed), again)
    assert set(here) == set(there)


def unordered(one: Tension) -> tuple[frozenset[str], float, str]:
    return frozenset((one.first, one.second)), one.score, one.origin
