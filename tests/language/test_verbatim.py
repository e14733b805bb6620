"""A quotation is one where its words stand; typesetting may differ, a word may not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.numbers import numbers
from pipeline.language.verbatim import shares_run, wording

TEXT = (
    "Nachbarn haben einen »Rufbus« gegründet – er fährt\nnachts …  und hält, wo's nötig ist. "
    "Die Kosten stei\u00adgen auf 2.000 Euro."
)


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("haben einen »Rufbus« gegründet", "haben einen »Rufbus« gegründet"),
        ("einen „Rufbus“ gegründet - er fährt nachts", "einen »Rufbus« gegründet – er fährt nachts"),
        ("„er fährt nachts … und hält, wo’s nötig ist.“", "er fährt nachts … und hält, wo's nötig ist."),
        ("er  fährt\tnachts ... und", "er fährt nachts … und"),
        ("Die Kosten steigen auf 2.000 Euro", "Die Kosten steigen auf 2.000 Euro"),
    ],
)
def test_typesetting_may_differ_and_the_wording_is_that_of_the_text(quote: str, found: str) -> None:
    assert wording(quote, TEXT) == found


@pytest.mark.parametrize(
    "quote",
    [
        "haben einen Rufbus gegründet",  # the marks are left out
        "Nachbarn hatten einen »Rufbus« gegründet",
        "Nachbarn haben keinen »Rufbus« gegründet",
        "nachbarn haben einen »Rufbus« gegründet",
        "Nachbarn … er fährt nachts",
        "achbarn haben einen »Rufbus«",
        "Nachbarn haben einen »Rufbus« gegrün",
        "Kosten steigen auf 2.000 Eur",
        "auf 2 000 Euro",
        "",
        "„…“",
    ],
)
def test_another_word_a_gap_or_a_cut_word_is_no_quotation(quote: str) -> None:
    assert wording(quote, TEXT) == ""


WORDS = st.lists(st.sampled_from("Bus fährt nachts – „ab“ (neu) 3,5 % [x] a.b* wo's".split()), min_size=1)


@given(WORDS, WORDS, WORDS, st.sampled_from([" ", "\n", "  ", "\u00a0"]))
def test_whole_words_cut_from_a_text_are_found_in_it(before, quoted, after, blank) -> None:
    text = blank.join([*before, *quoted, *after])
    found = wording(" ".join(quoted), text)
    cut = " ".join(quoted).strip("„“… ")
    assert found == cut


@given(WORDS, WORDS)
def test_a_word_that_does_not_stand_there_is_never_found(text, quoted) -> None:
    assert wording(" ".join([*quoted, "Zeppelin"]), " ".join(text)) == ""


def test_a_run_of_words_counts_whatever_its_case_and_marks() -> None:
    source = "Am Kai liegt ein altes Lager, und niemand kauft es."
    assert shares_run("Dort gilt: am kai liegt ein altes Lager", source, 5)
    assert not shares_run("Am Kai liegt ein altes Schiff", source, 5)
    assert not shares_run("altes Lager", source, 5)


@given(st.integers(0, 10**9), st.sampled_from(["{}", "{} %", "({})", "rund {} Euro.", "{},00"]))
def test_a_number_is_one_in_all_its_forms(number: int, form: str) -> None:
    german = f"{number:,}".replace(",", ".")
    assert numbers(form.format(number)) == numbers(form.format(german)) == {str(number)}
