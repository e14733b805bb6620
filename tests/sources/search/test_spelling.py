"""A question is read as it was meant: slips are mended, real words, names and numbers are not."""

import pytest

from pipeline.language.words import stem
from pipeline.sources.search.spelling import DICTIONARY, LONGEST, Vocabulary, mended

WRITTEN = frozenset("betrieb mitte bund exoskelett stellplätze skepsis gemeinden platz".split())
STEMS = frozenset(map(stem, WRITTEN))


def vocabulary(*, alone: bool = False) -> Vocabulary:
    return Vocabulary(STEMS.__contains__, lambda: WRITTEN, None if alone else DICTIONARY)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Wer soll im Betrib stehn?", "Wer soll im Betrieb stehen?"),
        ("exosklet im schrank liegn", "exoskelett im schrank liegen"),
        ("Gibt es Stelplaetze?", "Gibt es Stellplätze?"),
        ("Plaz", "Platz"),
    ],
)
def test_slips_are_mended_as_they_were_written_large_or_small(typed: str, read: str):
    assert mended(typed, vocabulary()) == read


@pytest.mark.parametrize(
    "question",
    [
        "Wie hoch ist die Miete?", "Gemeinde", "Was sagt der BUNT?", "2035 und 20a5", "Where is the platt?",
        "Hafenkräne", "", "???",
    ],
)  # fmt: skip
def test_real_words_names_numbers_and_english_stay(question: str):
    assert mended(question, vocabulary()) == question


def test_without_a_dictionary_only_what_sounds_alike_is_mended():
    assert mended("Betrib", vocabulary(alone=True)) == "Betrieb"
    assert mended("Miete", vocabulary(alone=True)) == "Miete"


def test_very_long_questions_are_taken_as_they_are():
    text = " ".join(["Betrib"] * (LONGEST + 1))
    assert mended(text, vocabulary()) == text
