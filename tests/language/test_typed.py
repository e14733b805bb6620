"""What was typed, as plain words."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.typed import plain


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Glas\u00adfaser\u200b", "Glasfaser"),
        ("Rufbus\x07im\tTal\r\n", "Rufbus im Tal"),
        ("Ha\u0308fen", "Häfen"),
        ("\udcff \ufeffKran\u2028neu", "Kran neu"),
        ("\x00\u00ad ", ""),
    ],
)
def test_what_cannot_be_seen_is_gone_and_what_parts_words_is_a_blank(typed, words):
    assert plain(typed) == words


@given(st.text())
def test_plain_words_can_be_seen_and_written_and_stay_what_they_are(text):
    found = plain(text)
    found.encode()
    assert plain(found) == found == " ".join(found.split())
    assert all(unicodedata.category(sign)[0] != "C" for sign in found)
    visible = [sign for sign in unicodedata.normalize("NFC", text) if sign.isalnum()]
    assert sorted(sign for sign in found if sign.isalnum()) == sorted(visible)
