"""Words, stems and 4-grams: the forms of a German word meet, and nothing else does."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.language import words


def test_a_word_is_what_a_reader_takes_for_one():
    text = "Mitarbeiter:innen der E-Mail-Adresse – geht’s? 5G, (Kolleg*innen) § 5 a_b"
    assert words.words(text) == [
        "Mitarbeiter:innen", "der", "E-Mail-Adresse", "geht’s", "5G", "Kolleg*innen", "5", "a", "b",
    ]  # fmt: skip
    assert words.words(" – … § ") == []


def test_tokens_are_small_and_come_in_parts():
    assert words.tokens("Die E-Mail-Adresse der GRÖSSE") == ["die", "e", "mail", "adresse", "der", "grösse"]


def test_decomposed_umlauts_are_the_same_words():
    decomposed = "Ha\u0308user und Gro\u0308ße"
    assert words.words(decomposed) == ["Häuser", "und", "Größe"]
    assert words.fold(decomposed) == "häuser und größe"
    assert words.stems(decomposed) == words.stems("Häuser und Größe")


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 0), ("Der Hafen wächst.", 3), ("a – b … 3 !", 3), ("IT-Sicherheit\nund 5G", 3), ("„So“", 1)],
)
def test_words_are_counted_as_a_reader_counts(text: str, count: int):
    assert words.count_words(text) == count


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Haus", "Häuser"), ("Hauses", "Häusern"), ("Betrieb", "Betriebe"), ("Region", "Regionen"),
        ("wächst", "WÄCHST"), ("Straße", "Strasse"), ("digitale", "digitalen"), ("Größe", "Grösse"),
    ],
)  # fmt: skip
def test_forms_of_a_word_have_the_same_stem(one: str, other: str):
    assert words.stems(one) == words.stems(other)


@pytest.mark.parametrize(("one", "other"), [("Hafen", "Hase"), ("Bus", "Bahn"), ("Wasser", "Wasserstoff")])
def test_different_words_have_different_stems(one: str, other: str):
    assert words.stems(one) != words.stems(other)


def test_function_words_say_nothing_of_the_matter():
    assert words.content_tokens("Wie wird der Hafen wegen des Wassers nicht kleiner?") == [
        "hafen", "wegen", "wassers", "kleiner",
    ]  # fmt: skip
    assert words.content_stems("Wer ist das und warum?") == []
    assert all(word == word.lower() and words.tokens(word) == [word] for word in words.FUNCTION_WORDS)


def test_grams_lie_within_a_word_and_a_short_word_is_its_own():
    assert words.grams("bus") == ("bus",)
    assert words.grams("kran") == ("kran",)
    assert words.grams("hafen") == ("hafe", "afen")
    assert list(words.word_grams("Neue Häfen")) == ["neue", "hafe", "afen"]


def test_a_compound_shares_the_grams_of_its_parts():
    compound = set(words.word_grams("Glasfaseranschlüsse"))
    assert set(words.word_grams("Glasfaser Anschluss")) <= compound


@settings(deadline=None, derandomize=True)
@given(st.text(max_size=80))
def test_any_text_at_all_has_features(text: str):
    assert len(words.stems(text)) == len(words.tokens(text))
    assert all(words.stems(text)) and all(words.word_grams(text))
    assert words.tokens(text) == words.tokens(words.fold(text))
