"""Text in cells: it comes back as it was, and no program that opens the table runs it."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.core.cells import LONGEST, clean, defused, escaped, fits, restored, unescaped

texts = st.text(st.sampled_from("=+-@'_x0041F5 \t\n\r;,\"aä€😀\u0308\ufeff\x00"), max_size=24) | st.text(
    max_size=40
)


@given(texts)
@example("a\x00\u0308")
@example("\u2000\x01 a")
def test_clean_text_is_clean(text: str) -> None:
    once = clean(text)
    assert clean(once) == once == once.strip()
    assert not set(once) & set("\r\x00\x0b\ufeff\u2028")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("  Rufbus \n", "Rufbus"),
        ("a\r\nb\rc\x0bd\u2028e", "a\nb\nc\nd\ne"),
        ("Gru\u0308n", "Grün"),
        ("a\x00\x07b", "ab"),
        ("👩\u200d👩\u200d👧", "👩\u200d👩\u200d👧"),
        ("\ud83d", ""),
    ],
)
def test_what_cleaning_takes_away(written: str, read: str) -> None:
    assert clean(written) == read


@given(texts)
@example("'=1")
@example("''-x")
@example("'")
@example("=")
def test_text_in_csv_is_restored_and_starts_no_formula(text: str) -> None:
    plain = clean(text)
    cell = defused(plain)
    assert restored(cell) == plain
    assert len(cell) < 2 or cell[0] not in "=+-@\t\r"


@pytest.mark.parametrize("sign", "+-=@")
def test_a_lone_sign_is_no_formula_and_stays(sign: str) -> None:
    assert defused(sign) == sign


@pytest.mark.parametrize("text", ["='cmd'!A1", "+49 234", "-3 Grad", "@SUM(A1)", "=1+1\n=2"])
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    assert defused(text) == f"'{text}"


@pytest.mark.parametrize("text", ["'s Gravenhage", "'Haus'", "Haus = Hof", "''"])
def test_other_text_with_apostrophes_stays_as_it_is(text: str) -> None:
    assert defused(text) == text == restored(text)


@given(texts)
@example("_x0041_")
@example("_x0041_x0042_")
@example("_x005F_x0041_")
@example("_x005f_x0041_x005F_x0042__x0041_")
@example("__x0041__")
def test_text_that_looks_like_an_escape_survives_xlsx(text: str) -> None:
    assert unescaped(escaped(text)) == text


def test_an_escape_that_excel_wrote_is_the_character() -> None:
    assert unescaped("eins_x000D_\nzwei_x0041_") == "eins\r\nzweiA"


def test_a_cell_holds_so_many_characters_and_emoji_count_twice() -> None:
    assert fits("a" * LONGEST) and not fits("a" * (LONGEST + 1))
    assert fits("😀" * (LONGEST // 2)) and not fits("😀" * (LONGEST // 2 + 1))
