"""A forecast of a source is no fact before its time; a scenario may tell that it came true."""

from dataclasses import replace

import pytest

from pipeline.checks import forecast
from pipeline.checks.case import Case
from pipeline.core.types import Passage, Sentence
from pipeline.evaluation.world import small_world, told

NET = Passage(
    id="w9",
    document="plan.md",
    anchor="Netz",
    heading="Netz",
    text="Das Fernwärmenetz im Essener Norden soll bis 2030 fertig sein. Es ist 12 Kilometer lang.",
)


def found(text: str, **fields) -> list[str]:
    case = told("c1", text, like=Sentence(text="", basis="edited", paragraph=1).model_copy(update=fields))
    ground = replace(small_world(), passages=(*small_world().passages, NET))
    return [one.evidence for one in forecast.check(Case(case.narrative, ground))]


@pytest.mark.parametrize(
    "text",
    [
        "Der Umschlag ist um ein Fünftel gesunken, meldet nach dem Rückgang die Hafenbehörde.",
        "Die Hafenbehörde verlor 2031 ein Fünftel ihres Umschlags, ein Rückgang ohne Beispiel.",
        "Der Rückgang um ein Fünftel ist schon eingetreten, sagt die Hafenbehörde.",
    ],
)
def test_a_forecast_that_is_not_due_is_no_fact(text):
    assert found(text) == ["w1"]


@pytest.mark.parametrize(
    "text",
    [
        "Die Hafenbehörde rechnete mit einem Rückgang um ein Fünftel.",
        "Mit einem Rückgang um ein Fünftel hatte die Hafenbehörde gerechnet, doch es kam anders.",
        "Im Jahr 2035 hat die Hafenbehörde den Rückgang um ein Fünftel hinter sich.",
        "Ein Fünftel der Lehrlinge kam im Herbst aus Bottrop.",
        "Damals schlugen die Häfen der Ruhrregion 52 Millionen Tonnen um.",
    ],
)
def test_what_is_told_as_expected_or_as_of_the_horizon_is_left_alone(text):
    assert found(text) == []


def test_evidence_of_a_forecast_has_to_say_that_it_is_one():
    text = "Das Fernwärmenetz im Norden wurde fertig."
    assert found(text, basis="evidence", passages=("w9",)) == ["w9"]
    assert found(text) == [], "a scenario may tell that it was built"
    assert (
        found("Das Fernwärmenetz im Norden sollte fertig sein.", basis="evidence", passages=("w9",)) == []
    )


def test_what_the_passage_tells_as_a_fact_is_no_forecast():
    assert found("Das Netz war 12 Kilometer lang.", basis="evidence", passages=("w9",)) == []
