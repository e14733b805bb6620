"""Syllables, reading ease, what is quoted, and who acts: small measures of German sentences."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pipeline.language.actors import actors
from pipeline.language.quoted import unquoted
from pipeline.language.readability import SAMPLE, amstad
from pipeline.language.syllables import syllables


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("Haus", 1), ("Häuser", 2), ("Zeitung", 2), ("Region", 3), ("neue", 2), ("Quelle", 2),
        ("beenden", 3), ("Beeren", 2), ("Wirtschaftlichkeit", 4), ("KI", 2), ("Schleuse", 2), ("psst", 1),
        ("Energie", 3),
    ],
)  # fmt: skip
def test_syllables_are_counted_by_their_vowels(word, count):
    assert syllables(word) == count


@given(st.text(st.characters(categories=("L", "N")), min_size=1, max_size=30))
def test_every_word_has_a_syllable_and_one_more_makes_it_longer(word):
    assert syllables(word) >= 1
    assume(not word.isupper() and word[-1].lower() not in "aeiouyäöü")
    assert syllables(f"{word}ste") > syllables(word) or syllables(word) == 1


@given(st.lists(st.sampled_from("Haus Kran Bus Markt Licht Wind".split()), min_size=SAMPLE, max_size=140))
def test_longer_words_and_longer_sentences_read_harder(words):
    def text(spoken: list[str], size: int) -> list[str]:
        return [" ".join(spoken[start : start + size]) for start in range(0, len(spoken), size)]

    easy = amstad(text(words, 10))
    assert easy is not None
    assert amstad(text([f"{word}ladung" for word in words], 10)) < easy
    assert amstad(text(words, 20)) < easy


def test_a_text_too_short_has_no_reading_ease():
    assert amstad(["Der Bus kommt."] * 20) is None and amstad([]) is None


def test_the_formula_is_amstad_s():
    assert amstad(["Der Bus hält am Kai und lädt auf ."] * 20) == pytest.approx(180 - 8 - 58.5)


@given(st.text('„“”»«"‚‘ aB.', max_size=60))
def test_blanking_quotations_keeps_every_other_sign_in_its_place(text):
    left = unquoted(text)
    assert len(left) == len(text)
    assert all(sign in (" ", was) for sign, was in zip(left, text, strict=True))


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("Eine Formerin und zwei Friseure helfen dem Meister.", ("former", "friseur")),
        ("Die Stadtwerke bauen, weil das Land zahlt.", ("stadtwerk", "land")),
        ("Als ein Zulieferer absprang, blieb der Rest.", ("zulieferer",)),
        ("Studierende warten am Tor der Hochschule auf den Bus.", ("studierende",)),
        ("Der Computer im Keller zählt die Fehler im Wasser.", ()),
        ("In der Datenbank liegen die Regelwerke der Wasserkraft.", ()),
        ("Bei den Nachbarn und Kunden liegt der Schlüssel.", ()),
    ],
)
def test_actors_are_nouns_for_people_and_houses_that_can_be_subjects(text, known):
    assert actors(text) == known
