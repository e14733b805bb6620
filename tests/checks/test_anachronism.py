"""A text of 2035 that speaks from before: sure signs block, doubtful ones warn."""

import pytest

from pipeline.checks import anachronism, check_one
from pipeline.checks.judging import StatementJudge
from pipeline.evaluation.world import told


def severities(sentence: str) -> list[str]:
    return [one.severity for one in anachronism.check(told("c1", sentence))]


@pytest.mark.parametrize(
    "sentence",
    [
        "Derzeit, 2026, heizen die Quartiere mit Gas.",
        "Heute, im Jahr 2024, ist alles anders.",
        "Heute, Ende 2025, ist davon nichts zu sehen.",
        "Aktuell (2026) arbeiten 40 Leute am Kai.",
        "Der Anteil liegt nach dem Bericht (Stand November 2026) bei einem Drittel.",
        "In den kommenden Jahren bis 2030 wächst die Genossenschaft.",
        "Bis 2030 soll jede Siedlung einen Speicher haben.",
        "Die Genossenschaft will bis 2030 doppelt so viele Wohnungen versorgen.",
        "Ab 2028 wird der Versorger die Preise allein festlegen.",
        "Die Pläne sehen vor, dass bis 2029 alle Quartiere angeschlossen sein werden.",
        "Im vergangenen Jahr 2025 wurde der letzte Kran verkauft.",
        "Im kommenden Jahr 2027 öffnet das neue Becken.",
    ],
)
def test_a_year_before_the_horizon_that_is_now_or_to_come_blocks(sentence):
    assert severities(sentence) == ["block"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Prognosen zufolge sinkt der Umschlag.",
        "Das Netz wächst voraussichtlich weiter.",
        "Fachleute rechnen mit einem weiteren Rückgang.",
        "Bis 2035 soll jedes Dach begrünt sein.",
        "Bis 2030 könnte die Hälfte der Höfe leer stehen.",
        "Neuerdings hat jeder Lehrling ein Smartphone.",
    ],
)
def test_words_of_forecasting_are_to_be_looked_at(sentence):
    assert severities(sentence) == ["warn"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Heute, im Jahr 2035, heizt kein Quartier mehr mit Gas.",
        "Am Anfang stand 2024 ein Befund, den niemand hören wollte.",
        "Der Verbund, heute 2029 gegründet genannt, trifft sich freitags.",
        "Bis 2030 sollte der Hafen leer sein.",
        "Bis 2031 soll der Lotse hier gewohnt haben.",
        "Der Rat beschloss, dass bis 2030 alle Höfe angeschlossen werden sollen.",
        "Bis 2033 waren alle Kräne ohne Fahrer.",
        "Bis 2040 will der Verbund alle Höfe aufnehmen.",
        "Bis Ende 2035 soll der letzte Kran weichen.",
        "In den nächsten Jahren will der Verbund noch zwei Höfe aufnehmen.",
        "In den folgenden Jahren bis 2032 wuchs der Verbund.",
        "„Bis 2030 soll alles elektrisch sein“, stand auf dem Plakat.",
        "Im vergangenen Jahr, 2034, fror das Becken zu.",
    ],
)
def test_what_is_told_of_the_way_or_of_the_horizon_is_left_alone(sentence):
    assert severities(sentence) == []


def test_a_sentence_that_speaks_from_today_is_suspicious():
    found = check_one(
        told("c1", "Derzeit, 2026, geht es allen gut.", "Allen geht es gut."), StatementJudge()
    )
    assert found.sentences[0].suspicion > 0.9 > found.sentences[1].suspicion
