"""A mistyped word is read as the one it was meant to be, and one that is none of the known stays alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.typing_errors import SHORTEST, meant

KNOWN = frozenset(
    "betrieb firmen können brauchen platz passiert für bauland exoskelett geld schnell".split()
)


def among(word: str) -> bool:
    return word in KNOWN


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("betrib", "betrieb"), ("firmn", "firmen"), ("könen", "können"), ("brauchn", "brauchen"),
        ("plaz", "platz"), ("passirt", "passiert"), ("fuer", "für"), ("baulannd", "bauland"),
        ("exosklet", "exoskelett"), ("gelt", "geld"), ("koennen", "können"), ("fimren", "firmen"),
        ("schnlel", "schnell"), ("betrkeb", "betrieb"),
    ],
)  # fmt: skip
def test_a_slip_is_read_as_the_word_that_was_meant(typed: str, word: str):
    assert meant(typed, among) == [word]


@pytest.mark.parametrize("typed", ["hafen", "gel", "5g2030", "xyzzyx", ""])
def test_what_is_near_to_nothing_stays_alone(typed: str):
    assert meant(typed, among) == []


def test_without_slips_only_what_sounds_alike_is_read():
    assert meant("betrib", among, slips=False) == ["betrieb"]
    assert meant("betrkeb", among, slips=False) == []


@given(st.sampled_from(sorted(word for word in KNOWN if len(word) > SHORTEST)), st.data())
def test_any_two_letters_swapped_lead_back(word: str, data: st.DataObject):
    at = data.draw(st.integers(0, len(word) - 2))
    typed = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    assert typed == word or meant(typed, lambda one: one == word) == [word]


@given(st.text(max_size=12))
def test_only_known_words_are_proposed_in_order(typed: str):
    found = meant(typed, among)
    assert set(found) <= KNOWN and found == sorted(found)
