"""What a number counts is the next noun, and a source tells it in words or in figures."""

import pytest

from pipeline.language.counted import Counted, counted, spelt


@pytest.mark.parametrize(
    ("text", "value", "thing"),
    [
        ("In neunzehn eingerichtete Hochhäuser ziehen Mieter.", 19, "hochhaus"),
        ("Er kommt dreimal im Jahr.", 3, "mal"),
        ("Ein achtköpfiger Rat tagt.", 8, "kopfig"),
        ("Sie stehen um sieben auf.", 7, ""),
    ],
)
def test_a_spelt_number_is_told_with_what_it_counts(text, value, thing):
    assert [(one.value, one.thing) for one in spelt(text)] == [(value, thing)]


def test_articles_and_what_happens_once_or_twice_are_no_numbers():
    assert not spelt("Eine Frau kommt einmal oder zweimal, ein Mann allein.")


def test_figures_and_words_count_the_same():
    assert (70, "met") in counted("Die Schlange ist 70 Meter lang.")
    assert spelt("siebzig Meter") == [Counted("siebzig", 70, "met")]
