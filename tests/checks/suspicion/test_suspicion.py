"""Suspicion ranks: what another cluster says, and what is turned round, stands above what is fair."""

from dataclasses import fields, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from three_factors import case, ground

from pipeline.checks.case import Ground
from pipeline.checks.suspicion import MOST, suspicions
from pipeline.checks.suspicion.sounding import sounding
from pipeline.checks.suspicion.turning import USUAL, Signs, signs_of, turned

OWN = "Wie viel jeder pumpt, machen die Besitzer der Brunnen beim Wirt miteinander aus."
FOREIGN = "Das Wasser geht bei der Versteigerung an die Firma, die den höchsten Preis bezahlt."
SCENE = "Am Abend spielt die Blaskapelle, und Kinder jagen Glühwürmchen."


@pytest.fixture(scope="module")
def held() -> Ground:
    return ground()


def test_what_another_cluster_says_ranks_above_what_the_own_one_says(held):
    own, foreign = suspicions(case(held, OWN, FOREIGN))
    assert foreign > 0.75 > own
    own, foreign = suspicions(case(held, FOREIGN, OWN, cluster="c2"))
    assert foreign > 0.75 > own, "it depends on the cluster alone"


def test_a_scene_that_no_value_states_is_no_reason_for_suspicion(held):
    (scene,) = held.belongings.read([SCENE], held.clusters.cluster("c1"))
    assert scene.foreign < 0.3 and scene.own < 0.3
    (suspicion, foreign) = suspicions(case(held, SCENE, FOREIGN))
    assert suspicion < 0.5 < foreign


def test_a_value_of_both_clusters_is_no_evidence_against_either(held):
    shared = held.clusters.clusters[1].model_copy(
        update={"members": {**held.clusters.clusters[1].members, "f1": "f1a"}}
    )
    (alone,) = held.belongings.read([OWN], held.clusters.cluster("c2"))
    (both,) = held.belongings.read([OWN], shared)
    assert both.foreign < 0.3 < alone.foreign
    assert both.nearest[0].id == "f1a"


def test_words_of_the_same_meaning_go_together_without_a_letter_in_common(held):
    (belonging,) = held.belongings.read(
        ["Ein Omnibus verkehrt gratis zwischen den Ortschaften."], held.clusters.cluster("c1")
    )
    assert belonging.nearest[0].id == "f3a" and belonging.own > belonging.foreign


@pytest.mark.parametrize(
    ("fair", "flipped"),
    [
        ("Der Bus fährt jede Stunde und ist gratis.", "Der Bus fährt jede Stunde und ist teuer."),
        ("Die Nachbarn helfen einander reihum.", "Die Nachbarn helfen einander nicht mehr."),
        ("Jeder Wochentag hat Helfer.", "Kaum ein Wochentag hat Helfer."),
        ("Das Wasser wird beim Wirt geteilt.", "Das Wasser wird trotzdem auch ohne den Wirt geteilt."),
    ],
)
def test_what_is_turned_round_ranks_above_what_it_was(held, fair, flipped):
    before, after = suspicions(case(held, fair, flipped))
    assert after > before


def test_each_sign_is_told_apart(held):
    value = held.sheet.value("f3a")  # a free bus, every hour, through all villages
    signs = signs_of("Der Bus ist obwohl kostenlos nie pünktlich.", [value], 1.0, 0.0)
    assert (signs.denied, signs.set_against, signs.unlimited) == (1, 1, 0)
    assert signs_of("Nicht nur der Bus ist gebührenfrei.", [value], 1.0, 0.0).denied == 0
    assert signs_of("Der Bus ist gebührenfrei.", [value], 0.8, 0.0).unlimited == 0.8
    assert signs_of("Der Bus kostet Gebühr.", [value], 1.0, 0.0).opposed == 2
    assert signs_of("Der Bus ist gratis.", [value], 1.0, 0.0).opposed == 0
    water = held.sheet.value("f1b")  # an auction of a concern
    assert signs_of("Das Wasser verteilt die Behörde.", [water], 1.0, 0.0).strangers == 1
    assert signs_of("Das Wasser verteilt der Konzern.", [water], 1.0, 0.0).strangers == 0


@pytest.mark.parametrize("sign", [field.name for field in fields(Signs)])
def test_every_sign_makes_a_turned_meaning_likelier(sign):
    assert turned(replace(USUAL, **{sign: getattr(USUAL, sign) + 0.2})) > turned(USUAL)


def test_a_sentence_that_sounds_other_than_its_value_is_told(held):
    value = held.sheet.value("f3a")
    same, other = sounding(
        ["Ein Bus fährt stündlich und kostenlos.", "Ein Bus fährt selten und ist überteuert."],
        [value, value],
    )
    assert other > same >= 0
    assert sounding(["Ein Bus fährt."], [None]) == [0.0]


def test_a_sentence_is_as_suspicious_alone_as_beside_others(held):
    together = suspicions(case(held, SCENE, FOREIGN, OWN))
    alone = [suspicions(case(held, text))[0] for text in (SCENE, FOREIGN, OWN)]
    assert together == pytest.approx(alone, abs=1e-3)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.text(max_size=60), max_size=3))
def test_any_text_gets_a_suspicion_between_none_and_the_most(held, texts):
    found = suspicions(case(held, *texts))
    assert len(found) == len(texts) and all(0 <= one <= MOST for one in found)


@given(st.text(max_size=80))
def test_without_a_value_beside_it_a_text_still_has_signs(text):
    assert 0 < turned(signs_of(text, (), 0.0, 0.0)) < 1
