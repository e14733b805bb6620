"""What typing and typesetting change is no word; what stays in the plain form can be found in the text."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.language.typography import same_words, traced, without_marks

PLAIN = 'Er sagt: "Busse - und Bahnen ..." für Schüler*innen.'


@pytest.mark.parametrize(
    "typed",
    [
        "Er sagt: „Busse – und Bahnen …“ für Schüler*innen.",
        "Er sagt: »Busse — und Bahnen . . .« für Schüler*innen.",
        "Er\u00a0sagt: ,,Busse -- und\tBahnen\u202f...'' für\n Schüler*innen. ",
        "Er **sagt**: „_Busse_ – und Bahnen …“ *für* Schüler*innen.",
        "Er sagt: „Busse\\\n– und Bahnen …“ für Schüler*innen.",
        "**Er sagt: „Busse – und Bah\u00adnen …“ für Schüler*innen.",
        "\ufeffEr sagt: &bdquo;Busse &ndash; und&nbsp;Bahnen &hellip;&ldquo; f&uuml;r Schüler\\*innen\\.",
        unicodedata.normalize("NFD", "Er sagt: „Busse – und Bahnen …“ für Schüler*innen."),
    ],
)
def test_however_it_is_typed_it_has_the_same_words(typed: str) -> None:
    assert same_words(typed) == same_words(PLAIN)


@pytest.mark.parametrize(
    "other",
    ["Er sagt: Busse und Bahnen für Schüler*innen.", PLAIN.replace("*innen", "innen"), PLAIN.lower()],
)
def test_another_word_or_sign_is_another_text(other: str) -> None:
    assert same_words(other) != same_words(PLAIN)


def test_marks_of_markdown_are_left_out_where_a_text_is_read() -> None:
    assert without_marks("**Strom** vom _Dach_, so_ist_es\\. Bürger*innen – „ja“") == (
        "Strom vom Dach, so_ist_es. Bürger*innen – „ja“"
    )


@settings(max_examples=200)
@given(st.text(alphabet='aBä \u00a0\u00ad„“"*_\\-–….\n&;', max_size=40))
def test_every_sign_of_the_plain_form_has_its_place_and_the_form_is_stable(text: str) -> None:
    trace = traced(text)
    assert len(trace.places) == len(trace.plain) + 1
    assert list(trace.places) == sorted(trace.places) and trace.places[-1] == len(text)
    assert all(
        text[at].isalpha() for at, sign in zip(trace.places, trace.plain, strict=False) if sign.isalpha()
    )
    assert [one for one in trace.plain if one.isalpha()] == [one for one in text if one.isalpha()]
