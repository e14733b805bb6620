"""Where German sentences end, and that none of their words is lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.language.sentences import paragraphs, sentences


@pytest.mark.parametrize(
    "text",
    [
        "Am 4. November treffen wir uns. | Dann geht es los.",
        "Vom 1. bis 3. Mai wird gebaut. | Danach nicht.",
        "Im 21. Jahrhundert ist das anders.",
        "Wir fahren z. B. nach Köln, d. h. ca. 70 km. | Frau Dr. Müller u. a. kommen mit.",
        "Das ist i. S. des Gesetzes. | Es gilt u. a. Hallen und z. B. Räumen.",
        "Man nutzt u. a. | Der Hafen ist groß.",
        "Die Nr. 5 bzw. die Nr. 6 gilt.",
        "Es kostet 3.500 Euro. | Das sind 2,5 Prozent.",
        "Er sagte: „Das geht nicht.“ | Danach ging er.",
        "„Warum?“, fragte sie. | „Darum!“ | Sie schwieg.",
        "Er sagte: »Das geht.« | Sie schwieg.",
        "Er sagte: «Das geht.» | Sie schwieg.",
        "Er sagte: „Das geht.” | Sie schwieg.",
        "Was nun?! | Ja… vielleicht. | Nein!",
        "(Das ist so.) | Und weiter.",
        "Bis Ende 2035. | Dann beginnt etwas Neues.",
        "Mitarbeiter:innen, Kolleg*innen und Bürger/-innen kommen.",
        "Ohne Punkt am Ende",
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str):
    expected = text.split(" | ")
    assert sentences(" ".join(expected)) == expected


def test_blanks_are_single_and_paragraphs_end_a_sentence():
    text = "Der Hafen\n  wächst.\tDie Stadt auch.\n\nÜberschrift ohne Punkt\n\nNeuer Absatz."
    assert sentences(text) == [
        "Der Hafen wächst.", "Die Stadt auch.", "Überschrift ohne Punkt", "Neuer Absatz.",
    ]  # fmt: skip
    assert paragraphs(text) == [
        "Der Hafen wächst. Die Stadt auch.", "Überschrift ohne Punkt", "Neuer Absatz.",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["", " ", "\n\n \t\n"])
def test_no_text_no_sentences(text: str):
    assert sentences(text) == []
    assert paragraphs(text) == []


PIECES = (
    "der", "Hafen", "wächst", "Am", "4.", "2035.", "„Das", "geht.“", "Nein!", "z. B.", "Dr.", "–",
    "(so)", "3,5", "Bürger:innen", "IT-Sicherheit", "…", "?", "»neu«", "\n\n", "\n", "/", "§ 5", "Größe",
    "E-Mail@ihk.de", "www.ihk.de", "isn't", "5 %", "&", "_", "#1",
)  # fmt: skip


@settings(deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join))
def test_no_character_is_lost_and_no_sentence_is_empty_or_ragged(text: str):
    found = sentences(text)
    assert "".join("".join(found).split()) == "".join(text.split())
    assert all(sentence and sentence == " ".join(sentence.split()) for sentence in found)


@settings(deadline=None, derandomize=True)
@given(st.text(max_size=60))
def test_any_text_at_all_is_cut_without_an_error(text: str):
    assert all(sentence.strip() for sentence in sentences(text))
