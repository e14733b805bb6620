"""A text that is not German never passes; a German one with English words in it does."""

import pytest

from pipeline.checks import check_one, tongue
from pipeline.checks.judging import StatementJudge
from pipeline.evaluation.world import told

ENGLISH = (
    "In 2035 the cranes work without drivers, and a small team watches them on a screen.",
    "Hardly any company still trains its own apprentices.",
    "One supplier delivers heat and power and sets the prices for the whole region.",
)
GERMAN = "Im Jahr 2035 arbeiten die Kräne ohne Fahrer, und ein kleines Team sieht ihnen am Bildschirm zu."


def found(*sentences: str) -> list[tuple[str, int | None]]:
    return [(one.severity, one.sentence) for one in tongue.check(told("c1", *sentences))]


def test_an_english_narrative_blocks_as_a_whole():
    findings = check_one(told("c1", *ENGLISH), StatementJudge()).findings
    assert ("fremdsprache", "block", None) in [(one.kind, one.severity, one.sentence) for one in findings]


@pytest.mark.parametrize(
    "text",
    [
        "Les ouvriers attendent devant la porte du hangar jusqu'à ce que le logiciel les répartisse.",
        "De arbeiders wachten in het donker voor de deur tot de software ze indeelt.",
        "İşçiler karanlıkta kapının önünde bekliyor ve yazılım onları her sabah dağıtıyor.",
        "Robotnicy czekają w ciemności przed bramą, aż program przydzieli ich rano do pracy.",
    ],
)
def test_so_does_one_in_any_other_tongue(text):
    assert ("block", None) in found(text)


def test_a_single_english_sentence_is_to_be_looked_at():
    assert found(GERMAN, ENGLISH[0], GERMAN, GERMAN) == [("warn", 2)]


def test_an_english_sentence_that_is_full_of_names_is_english_all_the_same():
    told = "The Port of Duisburg and the City of Essen have been given to everyone who lives there."
    assert ("warn", 2) in found(GERMAN, told, GERMAN, GERMAN)


@pytest.mark.parametrize(
    "text",
    [
        GERMAN,
        "Smart City, Open Data, Sharing: Das Plakat im Rathaus vergilbt.",
        "„The future is now and we are part of it“, steht auf dem Turm, und keiner liest es.",
        "Das Projekt Smart City for All and Everyone startet, und keiner liest das Plakat.",
        "Jeder kennt die Initiative Friends of the Port and the City.",
        "Angebote schreiben, Bleche sortieren, Feierabend.",
        "Detekteien in Essen zahlen inzwischen die besten Einstiegsgehälter.",
        "",
    ],
)
def test_german_is_left_alone(text):
    assert found(text) == []
