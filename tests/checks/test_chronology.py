"""What a text says of time: what cannot be blocks, what is doubtful warns, the rest is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.checks import chronology
from pipeline.evaluation.world import told


def severities(*sentences: str) -> list[str]:
    return [one.severity for one in chronology.check(told("c1", *sentences))]


@pytest.mark.parametrize(
    "sentences",
    [
        ["Im Jahr 2027 entstand der Verbund; fünf Jahre später, im Frühjahr 2034, zog er um."],
        ["Im Jahr 2029 fiel der Beschluss.", "Zwei Jahre später (2034) standen die Speicher."],
        ["Vor drei Jahren, 2025, brannte das alte Lager ab."],
        ["Seit zwölf Jahren, also seit 2031, fährt die Fähre ohne Lotsen."],
        ["Von 2033 bis 2029 stritten die Städte."],
        ["2034, zwei Jahre nach 2030, kam die Wende."],
    ],
)
def test_years_that_cannot_be_right_block(sentences):
    assert severities(*sentences) == ["block"]


@pytest.mark.parametrize(
    "sentences",
    [
        ["Im Jahr 2029 fiel der Beschluss, und zwei Jahre später, 2032, standen die Speicher."],
        ["Im Jahr 2031 schloss die Werkstatt.", "Danach, im Jahr 2028, ging der Meister in Rente."],
        ["Im Jahr 2028 schloss die Werkstatt.", "Zuvor, im Jahr 2031, war der Meister in Rente gegangen."],
        ["Seit 2025 gehört der Hafen den Städten.", "Seit zwei Jahren gehört der Hafen den Städten."],
        ["2026 wurde der Meisterhof am Kanal eröffnet.", "Der Meisterhof am Kanal wurde 2031 eröffnet."],
    ],
)
def test_what_may_be_meant_is_to_be_looked_at(sentences):
    assert severities(*sentences) == ["warn"]


@pytest.mark.parametrize(
    "sentences",
    [
        ["Im Jahr 2029 fiel der Beschluss, und gut zwei Jahre später, 2033, standen die Speicher."],
        ["Drei Jahre früher als geplant, 2032, fiel der Zaun."],
        ["Zwei Jahre später standen die Speicher, und 2034 kam der Winter."],
        ["Im Jahr 2035 ist es still.", "Dann, im Jahr 2029, fehlte noch das Geld."],
        ["Im Jahr 2031 schloss die Werkstatt.", "Danach gefragt, nennt der Meister das Jahr 2028."],
        ["„Zwei Jahre nach 2029, 2034“, stand falsch auf dem Schild."],
        ["Der Hof am Kanal wurde 2026 eröffnet.", "Das Bad im Süden wurde 2031 eröffnet."],
    ],
)
def test_fair_sentences_are_left_alone(sentences):
    assert severities(*sentences) == []


@given(st.integers(2000, 2034), st.integers(2, 40))
def test_a_span_is_right_exactly_where_it_adds_up(year, later):
    text = f"Im Jahr {year} begann es, und {later} Jahre später, {{}}, war es getan."
    assert severities(text.format(year + later)) == []
    assert severities(text.format(year + later + 2)) == ["block"]


@given(st.integers(2001, 2034), st.integers(2001, 2034))
def test_a_range_is_right_exactly_where_it_does_not_end_before_it_begins(first, last):
    found = severities(f"Zwischen {first} und {last} zogen die Betriebe um.")
    assert found == (["block"] if first > last else [])
