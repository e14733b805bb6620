"""Opposites are found by how words begin, and no word stands at both ends of one scale."""

import pytest

from pipeline.language.opposites import ends, ends_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("teure", "billiger"),
        ("steigen", "sinkt"),
        ("alle", "niemand"),
        ("gemeinsam", "allein"),
        ("freiwillig", "verpflichtet"),
        ("schneller", "langsam"),
        ("gekauft", "verkaufen"),
    ],
)
def test_opposite_words_stand_at_the_two_ends_of_a_scale(one, other):
    assert {end.opposite for end in ends_of(one)} & ends_of(other)


@pytest.mark.parametrize("word", ["bus", "tisch", "und", "region", "allerdings", "kleid"])
def test_other_words_stand_at_none(word):
    assert not ends_of(word)


def test_a_word_that_has_to_stand_whole_is_not_met_by_longer_ones():
    assert ends("Alles ist da.") and not ends("Allerlei ist da.")
