"""Years and spans of years: which numbers are years, and which spans can be reckoned with."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.years import spans, years


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Seit 2021 gibt es das, und 2035 noch immer.", [2021, 2035]),
        ("Der Hafen zählt 2031 Tonnen, 2.035 Kisten und 2031,5 Meter.", []),
        ("Die DIN 12035 von 1987 gilt.", [1987]),
    ],
)
def test_a_year_is_told_from_what_is_counted(text, told):
    assert [one.value for one in years(text)] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Zwei Jahre später kam er.", [(2, "später")]),
        ("Vor einem Jahrzehnt und drei Jahre danach.", [(10, "vor"), (3, "danach")]),
        ("Seit nunmehr 12 Jahren läuft es.", [(12, "seit")]),
        ("Gut zehn Jahre später, fast drei Jahre zuvor, vor rund zwei Jahren.", []),
        ("Zwei Jahre später als geplant.", []),
        ("Vor vielen Jahren.", []),
    ],
)
def test_only_a_span_that_is_told_exactly_counts(text, told):
    assert [(one.years, one.way) for one in spans(text)] == told


@given(st.text(alphabet="0123456789 .,Jahrevorzwei", max_size=60))
def test_places_point_at_what_they_name(text):
    assert all(text[one.start : one.end] == str(one.value) for one in years(text))
    assert all(0 <= one.start < one.end <= len(text) for one in spans(text))
