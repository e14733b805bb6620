"""Tone is told of words that the axis was not made from."""

import pytest

from pipeline.language.meaning import embed
from pipeline.language.tone import tones


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("Die Nachbarn sind hilfsbereit und fröhlich.", "Die Nachbarn sind verfeindet und grob."),
        ("Die Wohnung ist hell und preiswert.", "Die Wohnung ist feucht und überteuert."),
    ],
)
def test_what_is_good_sounds_better_than_what_is_bad(good, bad):
    better, worse = tones(embed([good, bad]))
    assert better > worse
