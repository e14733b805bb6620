"""Near-duplicates: copies are, editions with other numbers are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.sources.search.alike import ALIKE, Kept, print_of

LONG = " ".join(f"wort{chr(97 + number % 26)}{chr(97 + number // 26)}" for number in range(160))


def alike(first: str, second: str) -> bool:
    kept: Kept[bool] = Kept()
    kept.add(print_of(first), True)
    return kept.like(print_of(second)) is not None


def test_spelling_of_space_case_and_punctuation_is_no_difference():
    assert alike("Am Kai liegt ein altes Lager.", "am  KAI liegt\nein altes Lager")


def test_one_other_word_in_a_long_text_is_a_copy_and_in_a_short_one_is_not():
    assert alike(LONG, LONG.replace("wortaa", "anders"))
    assert not alike("Am Kai liegt ein altes Lager.", "Am Kai liegt ein neues Lager.")


@pytest.mark.parametrize("change", [("2024", "2025"), ("2024 Plätze", "Plätze"), ("3 von 40", "30 von 4")])
def test_another_number_is_another_text(change):
    text = f"{LONG} Im Jahr 2024 Plätze für 3 von 40 {LONG[::-1]}"
    assert not alike(text, text.replace(*change))


def test_texts_without_a_word_are_alike_only_where_they_are_the_same():
    assert alike("***", "***") and not alike("***", "---")


@given(st.lists(st.sampled_from("ein zwei drei vier".split()), max_size=12), st.data())
def test_what_is_found_is_the_first_that_shares_enough(words, data):
    others = data.draw(
        st.lists(st.lists(st.sampled_from("ein zwei drei vier".split()), max_size=12), max_size=6)
    )
    kept: Kept[int] = Kept()
    for number, other in enumerate(others):
        kept.add(print_of(" ".join(other)), number)
    mine = print_of(" ".join(words)).runs
    prints = [print_of(" ".join(other)).runs for other in others]
    shares = [len(mine & one) / len(mine | one) for one in prints]
    assert kept.like(print_of(" ".join(words))) == next(
        (n for n, share in enumerate(shares) if share >= ALIKE), None
    )
