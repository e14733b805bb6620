"""Texts that do not agree about what was: the same thing counted, measured or dated in two ways."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.checks import agreement, check
from pipeline.checks.amounts import Amount, amounts
from pipeline.checks.judging import StatementJudge
from pipeline.core.types import Finding
from pipeline.evaluation.world import small_world, told

WORLD = small_world()


def compared(first: str, second: str) -> list[Finding]:
    texts = [told("c1", "Am Kai ist es still.", first).narrative, told("c2", second).narrative]
    return agreement.check(texts, WORLD)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "Im Jahr 2024 hatte die Region 5,1 Millionen Einwohner.",
            "2024 lebten hier 4,9 Millionen Einwohner.",
        ),
        (
            "2024 schlugen die Häfen 52 Millionen Tonnen um.",
            "2024 schlugen die Häfen 48 Millionen Tonnen um.",
        ),
        (
            "2021 versorgte der Speicher 400 Wohnungen.",
            "2021 versorgte der Speicher fünfhundert Wohnungen.",
        ),
        ("2023 stieg der Anteil auf 12 Prozent.", "2023 stieg der Anteil auf 15 Prozent."),
        (
            "Zuletzt blieben 3.100 Lehrstellen im Handwerk unbesetzt.",
            "Im Handwerk blieben zuletzt 2.800 Lehrstellen unbesetzt.",
        ),
        ("2018 wurde die letzte Zeche geschlossen.", "Die letzte Zeche wurde 2019 geschlossen."),
        ("Seit 2021 betreibt sie den Speicher.", "Seit 2022 betreibt sie den Speicher."),
    ],
)
def test_one_past_told_in_two_ways_names_both_sentences(first, second):
    (found,) = compared(first, second)
    assert (found.cluster, found.sentence, found.severity) == ("c2", 1, "warn")
    assert agreement.other_of(found) == agreement.Place("c1", 2)
    assert "Satz 2" in found.message and "Bitte prüfen" in found.message


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "Im Jahr 2035 hat die Region 5,1 Millionen Einwohner.",
            "2035 leben hier 4,9 Millionen Einwohner.",
        ),
        ("2029 schlossen die Städte den Handbetrieb.", "2031 schlossen die Städte den Handbetrieb."),
        ("Zwölf Betriebe gründeten den Verbund.", "Acht Betriebe gründeten den Verbund."),
        ("2024 hatte die Region 5,1 Millionen Einwohner.", "2024 lebten hier rund 5 Millionen Einwohner."),
        ("2024 hatte die Region 5,1 Millionen Einwohner.", "2023 lebten hier 4,9 Millionen Einwohner."),
        ("2024 blieben 3.100 Lehrstellen unbesetzt.", "2024 gab es 9.400 Lehrstellen."),
        ("2024 schlug Duisburg 52 Millionen Tonnen um.", "2024 schlug Dortmund 3 Millionen Tonnen um."),
        ("2021 stieg der Umsatz der Häfen.", "2023 stieg der Umsatz der Häfen."),
        ("2024 sank er von 9.400 Tonnen auf 3.100 Tonnen.", "2024 waren es 8.000 Tonnen."),
        ("Von 2019 bis 2024 entstanden 400 Wohnungen.", "2024 entstanden 300 Wohnungen."),
    ],
)
def test_other_futures_things_places_and_roundings_are_no_contradiction(first, second):
    assert compared(first, second) == []
    assert compared(second, first) == []


def test_a_text_does_not_contradict_itself_and_the_set_is_checked_as_a_whole():
    one = told("c1", "2024 kamen 52 Millionen Tonnen.", "2024 kamen 48 Millionen Tonnen.").narrative
    assert agreement.check([one], WORLD) == []
    texts = [told("c1", "2024 kamen 52 Millionen Tonnen.").narrative]
    texts.append(told("c2", "2024 kamen 48 Millionen Tonnen.").narrative)
    kinds = [one.kind for one in check(texts, WORLD, StatementJudge()).findings]
    assert kinds.count(agreement.KIND) == 1


def test_amounts_are_read_in_figures_and_words_and_years_count_nothing():
    found = list(amounts("2024 teilten sich rund 2.000 kleine Betriebe zwölf Hallen, 12,5 % und ein Dach."))
    assert [(one.amount.value, one.noun) for one in found] == [
        (2000, "betrieb"),
        (12, "hall"),
        (12.5, "prozent"),
    ]
    assert [one.amount.rough for one in found] == [True, False, False]


@given(st.integers(1, 10**6), st.integers(0, 5), st.integers(1, 10**6), st.integers(0, 5))
def test_agreeing_is_mutual_and_a_number_agrees_with_itself_and_its_rounding(value, zeros, other, more):
    one, two = Amount(value, 10.0**zeros), Amount(other, 10.0**more)
    assert one.agrees(one) and one.agrees(two) == two.agrees(one)
    assert Amount(value, 1).agrees(Amount(round(value + 0.1, -3), 1000))
