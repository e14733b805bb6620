"""Text in the room there is: every line fits, nothing is lost, German words break between syllables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.publish.pictures.breaking import ELLIPSIS, shortened, wrapped
from pipeline.publish.pictures.font import MISSING, printable, width

TEXTS = st.text(alphabet=st.sampled_from("abcdeinrstuzäöüßABCSch -/$\\<&_^{}…🔒\u00ad\n"), max_size=60)


@given(TEXTS, st.floats(4, 40), st.booleans())
def test_every_line_fits_and_nothing_is_lost(text: str, room: float, bold: bool) -> None:
    lines = wrapped(text, room, 7, bold=bold)
    assert all(width(line, 7, bold=bold) <= room for line in lines)

    def letters(part: str) -> str:
        return part.replace("-", "").replace(" ", "")

    assert letters("".join(lines)) == letters(printable(text))


@given(TEXTS, st.floats(4, 40), st.integers(1, 4))
def test_what_is_too_long_ends_with_an_ellipsis(text: str, room: float, most: int) -> None:
    lines = wrapped(text, room, 7, most=most)
    assert len(lines) <= most and all(width(line, 7) <= room for line in lines)
    whole = wrapped(text, room, 7)
    assert lines[: most - 1] == whole[: most - 1]
    assert lines == whole if len(whole) <= most else lines[-1].endswith(ELLIPSIS)


def test_a_word_is_put_together_again_before_it_is_shortened() -> None:
    assert wrapped("Sicherheitsniveau der Netze", 18, 7, most=1) == (
        shortened("Sicherheitsniveau der Netze", 18, 7),
    )


@pytest.mark.parametrize(
    ("word", "lines"),
    [
        ("Zuverlässigkeitsprüfung", ("Zuverlässig-", "keitsprüfung")),
        ("Mensch-Maschine-Plätze", ("Mensch-", "Maschine-", "Plätze")),
        ("Datenschutz-/Sicherheitsniveau", ("Datenschutz-/", "Sicherheitsni-", "veau")),
        ("Donaudampfschifffahrt", ("Donaudampf-", "schifffahrt")),
        ("Fernmeldetechniker", ("Fernmelde-", "techniker")),
    ],
)
def test_long_words_break_where_german_does(word: str, lines: tuple[str, ...]) -> None:
    assert wrapped(word, 18, 7) == lines


def test_a_word_that_fits_a_line_of_its_own_is_not_broken() -> None:
    assert wrapped("eine Bäckerei", 14, 7) == ("eine", "Bäckerei")


def test_what_the_font_has_not_is_shown_as_missing_and_what_is_invisible_left_out() -> None:
    assert printable("Tür\u00ad\u200b zu 🔒\n\tä") == f"Tür zu {MISSING} ä"


def test_letters_are_as_wide_as_the_font_says() -> None:
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import TextPath

    path = TextPath((0, 0), "Mitsprache", size=100, prop=FontProperties(family="DejaVu Sans"))
    assert width("Mitsprache", 100) == pytest.approx(path.get_extents().width * 25.4 / 72, rel=0.03)
