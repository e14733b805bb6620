"""Where a change can lead to a known word: never is a place left out from which one does."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.language.borders import FEW, Borders
from pipeline.language.typing_errors import meant

KNOWN = frozenset(
    "verwaltungsdaten verwaltungskosten verwaltung kosten daten radweg radwege haben hafen kai".split()
)
TEXTS = st.sampled_from(sorted(KNOWN)) | st.text("abdefhkorstuvw", max_size=9)


@given(TEXTS, st.text("aehst", max_size=2), st.integers(0, 20), st.integers(0, 3))
def test_every_place_from_which_a_change_leads_to_a_known_word_is_within(
    text: str, other: str, at: int, width: int
):
    start = min(at, len(text))
    changed = text[:start] + other + text[start + width :]
    assert start in Borders([*KNOWN, changed]).within(text, width)


def test_a_text_that_begins_or_ends_like_no_word_has_no_such_place():
    known = Borders(KNOWN)
    assert list(known.within("xxxxxxxx", 2)) == []
    assert list(known.within("verwaltungsxxxxxxxwege", 2)) == []
    assert list(Borders([]).within("hafen", 2)) == []


def test_a_beginning_and_an_end_of_two_words_are_none_of_one():
    assert list(Borders(["verwaltungskosten", "sternschnuppe"]).within("verwaltungsschnuppe", 2)) == []
    many = Borders([f"verwaltungs{number}kosten" for number in range(FEW + 1)] + ["sternschnuppe"])
    assert many.within("verwaltungsschnuppe", 2)  # of many none is held against the text


@pytest.mark.parametrize(
    "typed", ["verwaltungsdatne", "verwaltungzkostn", "radwehge", "hafn", "kostan", "xy"]
)
def test_a_slip_is_understood_the_same_with_borders_and_without(typed: str):
    assert meant(typed, KNOWN.__contains__, borders=Borders(KNOWN)) == meant(typed, KNOWN.__contains__)


@settings(max_examples=40)
@given(st.sampled_from(sorted(KNOWN)), st.data())
def test_any_two_changes_are_understood_the_same_with_borders_and_without(word: str, data: st.DataObject):
    typed = word
    for _ in range(2):
        at = data.draw(st.integers(0, len(typed)))
        typed = typed[:at] + data.draw(st.sampled_from(["", "a", "e", "h", "tz"])) + typed[at + 1 :]
    assert meant(typed, KNOWN.__contains__, borders=Borders(KNOWN)) == meant(typed, KNOWN.__contains__)
