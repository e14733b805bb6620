"""Values merged by a decision: nothing is lost, everything that names the merged one follows, and back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.core.errors import SheetError
from pipeline.core.types import (
    Card,
    Cluster,
    Clusters,
    Factor,
    FactorValue,
    Placement,
    Sheet,
    Stability,
    Tension,
)
from pipeline.scenarios.cards.account import account
from pipeline.scenarios.decisions import Decision, Log, decision
from pipeline.scenarios.merging import followed, merged_values, unmerged

A = FactorValue(
    id="f1a", label="Rufbus", text="Nachbarn fahren.", group="A1", plausibel=4, wertung="+", cards=("k1",)
)
B = FactorValue(
    id="f1b",
    label="Bürgerbus",
    text="Ein Verein fährt",
    group="A2",
    plausibel=2,
    wertung="+",
    cards=("k2",),
)
C = FactorValue(id="f1c", label="Kein Bus", text="Es fährt nichts.", wertung="-")
D = FactorValue(id="f1d", label="rufbus", text="nachbarn  fahren.")
SHEET = Sheet(
    factors=(
        Factor(id="f1", name="Nahverkehr", values=(A, B, C, D)),
        Factor(
            id="f2",
            name="Netz",
            values=(FactorValue(id="f2a", label="dicht"), FactorValue(id="f2b", label="dünn")),
        ),
    )
)


def merge(*about: str, by: str = "Frau Kern") -> Decision:
    return decision("merge", about, by, "sagen dasselbe", "2035-01-02")


def restore(*about: str) -> Decision:
    return decision("restore", about, "Herr Wolf", "doch nicht", "")


def put(field: str, value: str, *about: str) -> Decision:
    return decision("set", about, "Frau Kern", "neue Zahlen", "", field=field, value=value)


def log(*decisions: Decision) -> Log:
    return Log(decisions=decisions)


def ids(sheet: Sheet) -> list[str]:
    return [value.id for factor in sheet.factors for value in factor.values]


def test_the_value_that_stays_has_what_both_had_and_its_own_name_and_place():
    found = merged_values(SHEET, log(merge("f1b", "f1a")))
    assert ids(found.sheet) == ["f1a", "f1c", "f1d", "f2a", "f2b"]
    assert found.sheet.value("f1a") == FactorValue(
        id="f1a",
        label="Rufbus",
        text="Nachbarn fahren.\n\nEin Verein fährt",
        group="A1, A2",
        plausibel=2,
        wertung="+",
        cards=("k1", "k2"),
    )
    assert found.merges.aliases == {"f1b": "f1a"}
    assert found.remarks == (
        "„Bürgerbus“ (f1b) ist mit „Rufbus“ (f1a) zusammengelegt (Frau Kern: sagen dasselbe).",
    )


def test_what_only_one_of_them_has_stays_and_what_both_say_is_said_once():
    found = merged_values(SHEET, log(merge("f1a", "f1d"))).sheet.value("f1d")
    assert (found.label, found.text, found.group) == ("rufbus", "nachbarn  fahren.", "A1")
    assert (found.plausibel, found.wertung, found.cards) == (4, "+", ("k1",))


def test_valences_that_contradict_each_other_are_unknown_and_told():
    found = merged_values(SHEET, log(merge("f1c", "f1a")))
    assert found.sheet.value("f1a").wertung is None
    assert "ihre Wertungen widersprechen sich und gelten nicht" in found.remarks[0]


def test_what_a_person_set_after_the_merge_holds_and_what_was_set_before_is_merged():
    before, after = put("plausibel", "5", "f1a"), put("plausibel", "4", "f1a")
    assert merged_values(SHEET, log(before, merge("f1b", "f1a"))).sheet.value("f1a").plausibel == 2
    assert merged_values(SHEET, log(merge("f1b", "f1a"), after)).sheet.value("f1a").plausibel == 4
    withdrawn = log(merge("f1b", "f1a"), after, put("plausibel", "", "f1a"))
    assert merged_values(SHEET, withdrawn).sheet.value("f1a").plausibel == 2


def test_merges_go_on_from_each_other_and_the_latest_on_a_value_holds():
    chain = merged_values(SHEET, log(merge("f1d", "f1b"), merge("f1b", "f1a")))
    assert chain.merges.aliases == {"f1b": "f1a", "f1d": "f1a"}
    assert chain.sheet.value("f1a").text == "Nachbarn fahren.\n\nEin Verein fährt"
    again = merged_values(SHEET, log(merge("f1d", "f1b"), merge("f1d", "f1c")))
    assert again.merges.aliases == {"f1d": "f1c"}
    several = merged_values(SHEET, log(merge("f1d", "f1b", "f1a")))
    assert several.merges.aliases == {"f1b": "f1a", "f1d": "f1a"}


def test_a_value_that_is_restored_is_as_it_was():
    assert merged_values(SHEET, log(merge("f1b", "f1a"), restore("f1b"))).sheet == SHEET
    half = merged_values(SHEET, log(merge("f1d", "f1b", "f1a"), restore("f1b")))
    assert half.merges.aliases == {"f1d": "f1a"}


@pytest.mark.parametrize(
    ("taken", "told"),
    [
        ([merge("f1b", "f1a"), merge("f1a", "f1b")], "ginge im Kreis auf"),
        ([merge("f1b", "f1b")], "ginge im Kreis auf"),
        ([merge("f1x", "f1a")], "die Ausprägung „f1x“ gibt es in der Wertetafel nicht"),
        ([merge("f1b", "f1x")], "die Ausprägung „f1x“ gibt es in der Wertetafel nicht"),
        ([merge("f1b", "f2a")], "f1b gehört zu „Nahverkehr“, f2a aber zu „Netz“"),
        ([merge("f2b", "f2a")], "bei „Netz“ .f2. bliebe nur f2a"),
        ([merge("f1b", "f1c", "f1d", "f1a")], "bei „Nahverkehr“ .f1. bliebe nur f1a"),
    ],
)
def test_a_decision_that_cannot_be_followed_is_named_with_the_way_back(taken, told):
    about = ", ".join(taken[0].about)
    with pytest.raises(
        SheetError, match=f"Entscheidung von Frau Kern über {about} .merge.: .*{told}"
    ) as error:
        merged_values(SHEET, log(*taken))
    assert f"--unmerge {taken[0].about[-2]}" in str(error.value)
    back = [restore(value) for one in taken for value in one.about[:-1]]
    assert merged_values(SHEET, log(*taken, *back)).sheet == SHEET


def test_a_merged_value_that_was_struck_is_told_and_others_go_on_from_it():
    left = SHEET.model_copy(
        update={"factors": (SHEET.factors[0].model_copy(update={"values": (A, C, D)}), SHEET.factors[1])}
    )
    found = merged_values(left, log(merge("f1d", "f1b"), merge("f1b", "f1a")), {"f1b"})
    assert found.merges.aliases == {"f1d": "f1a"}
    assert found.remarks[0].startswith("Die Ausprägung f1b ist gestrichen")
    with pytest.raises(SheetError, match="„f1b“ gibt es in der Wertetafel nicht"):
        merged_values(left, log(merge("f1d", "f1b")), {"f1b"})


def test_merges_of_cards_and_of_values_leave_each_other_alone():
    cards = [Card(id="k1", text="eins"), Card(id="k2", text="zwei"), Card(id="k3", text="drei")]
    both = log(merge("k3", "k1"), merge("f1b", "f1a"))
    assert merged_values(SHEET, both).merges.aliases == {"f1b": "f1a"}
    told = account(cards, SHEET, both)
    assert told.remarks == ()
    assert {fate.card.id: fate.state for fate in told.fates} == {"k1": "used", "k2": "used", "k3": "merged"}
    assert merged_values(SHEET, log(merge("k3", "k1"))).sheet == SHEET


values = st.builds(
    FactorValue,
    id=st.just(""),
    label=st.sampled_from(["", "dicht", "dünn", "Mitte"]),
    text=st.sampled_from(["", "Es ist so.", "Es ist anders.", "Es war"]),
    group=st.sampled_from(["", "A1", "A2"]),
    plausibel=st.sampled_from([None, 1, 3, 5]),
    wertung=st.sampled_from([None, "+", "0", "-"]),
    cards=st.lists(st.sampled_from(["k1", "k2", "k3"]), max_size=2, unique=True).map(tuple),
)


@st.composite
def sheets_and_merges(draw):
    """A sheet of one factor, and merges that all lead on to later values, so that they never circle."""
    several = draw(st.lists(values, min_size=4, max_size=7))
    named = tuple(one.model_copy(update={"id": f"v{at}"}) for at, one in enumerate(several))
    sheet = Sheet(factors=(Factor(id="f", name="Faktor", values=named),))
    gone = draw(st.lists(st.integers(0, len(named) - 3), unique=True, max_size=len(named) - 2))
    taken = [merge(f"v{at}", f"v{draw(st.integers(at + 1, len(named) - 1))}") for at in gone]
    return sheet, taken


@settings(max_examples=80)
@given(sheets_and_merges())
def test_nothing_is_lost_no_order_of_decisions_matters_and_all_can_be_taken_back(made):
    sheet, taken = made
    found = merged_values(sheet, log(*taken))
    assert merged_values(sheet, log(*reversed(taken))).sheet == found.sheet
    there = set(ids(found.sheet))
    assert there | set(found.merges.aliases) == set(ids(sheet))
    assert set(found.merges.aliases.values()) <= there
    for value in sheet.factors[0].values:
        stays = found.sheet.value(found.merges.aliases.get(value.id, value.id))
        assert (
            value.text in stays.text and value.group in stays.group and set(value.cards) <= set(stays.cards)
        )
        if value.plausibel is not None:
            assert stays.plausibel is not None and stays.plausibel <= value.plausibel
        assert value.wertung is None or stays.wertung in (None, value.wertung)
    assert ids(unmerged(found.sheet, found.merges)) == ids(sheet)
    back = merged_values(sheet, log(*taken, *(restore(one) for one in found.merges.aliases)))
    assert back.sheet == sheet and back.merges.merges == ()


# --- earlier clusters


def cluster(name: str, value: str, *locks: str) -> Cluster:
    return Cluster(
        id=name,
        name="",
        members={"f1": value, "f2": "f2a"},
        locks=locks,
        placements=(Placement(value=value, confidence="fest", share=1),),
        core=(value,),
        tensions=(Tension(first="f2a", second=value, score=-1),),
        distinguishing=(value, "f1a"),
        implausible=(value,),
    )


def clusters(*several: Cluster) -> Clusters:
    return Clusters(
        mode="partition",
        seed=1,
        clusters=several,
        objective=1,
        bound="",
        stability=Stability(restarts=1, best=1, median=1, worst=1, agreement=1),
        unused=("f1d", "f1b"),
        apart=(("f1b", "f2b"), ("f1a", "f2b"), ("f1a", "f1b")),
        orphans=("f1b", "f1a"),
    )


def test_earlier_clusters_follow_to_the_value_that_stays():
    found = followed(clusters(cluster("c1", "f1b", "f1b"), cluster("c2", "f1c")), {"f1b": "f1a"})
    first = found.cluster("c1")
    assert (first.members["f1"], first.locks, first.core) == ("f1a", ("f1a",), ("f1a",))
    assert (first.placements[0].value, first.tensions[0].second) == ("f1a", "f1a")
    assert (first.distinguishing, first.implausible) == (("f1a",), ("f1a",))
    assert found.cluster("c2").members == {"f1": "f1c", "f2": "f2a"}
    assert (found.unused, found.apart, found.orphans) == (("f1d",), (("f1a", "f2b"),), ("f1a",))


@pytest.mark.parametrize("order", [("c1", "c2"), ("c2", "c1")])
def test_where_both_were_locked_the_value_that_stays_keeps_its_own_lock(order):
    by_name = {"c1": cluster("c1", "f1b", "f1b"), "c2": cluster("c2", "f1a", "f1a")}
    found = followed(clusters(*(by_name[name] for name in order)), {"f1b": "f1a"})
    assert (found.cluster("c1").locks, found.cluster("c2").locks) == ((), ("f1a",))
    third = followed(
        clusters(cluster("c1", "f1b", "f1b"), cluster("c2", "f1d", "f1d")), {"f1b": "f1a", "f1d": "f1a"}
    )
    assert (third.cluster("c1").locks, third.cluster("c2").locks) == (("f1a",), ())
