"""Numbers in words are read as their values, in German and in English."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.number_words import german_number, number_at

_ONES = "null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn".split()  # noqa: E501
_TENS = "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig".split()


def german(value: int) -> str:
    """As a German writes it; 1 as "ein"."""
    for power, name in ((1000, "tausend"), (100, "hundert")):
        if value >= power:
            times, rest = divmod(value, power)
            return f"{german(times)}{name}{german(rest) if rest else ''}"
    if value < 20:
        return _ONES[value]
    ten, one = _TENS[value // 10 - 2], value % 10
    return f"{_ONES[one]}und{ten}" if one else ten


@given(st.integers(1, 999_999))
def test_every_german_number_below_a_million_is_read(value: int) -> None:
    assert german_number(german(value)) == value


@pytest.mark.parametrize(
    ("text", "value", "words"),
    [
        ("one hundred and five buses", 105, 4),
        ("twenty five buses", 25, 2),
        ("two hundred thousand", 200_000, 3),
        ("five six", 5, 1),
        ("three and four", 3, 1),
        ("thousand two hundred thirteen", 1213, 4),
    ],
)
def test_an_english_number_takes_the_words_that_belong_to_it(text: str, value: int, words: int) -> None:
    found = number_at(text.split(), 0)
    assert found is not None and (found.value, found.words) == (value, words)


@pytest.mark.parametrize("word", ["ein", "eins", "one", "und", "and", "hundertfach", "jahrhundert", "hund"])
def test_what_is_no_number_is_none(word: str) -> None:
    assert number_at([word], 0) is None
