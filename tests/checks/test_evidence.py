"""A sentence of evidence is held against its own passage: what is there, elsewhere, or gone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.checks import evidence
from pipeline.core.types import Quotation, Sentence
from pipeline.evaluation.world import small_world, told


def found(text: str, *passages: str, basis="evidence", values=(), quote="") -> list[tuple[str, str]]:
    quotations = (Quotation(passage=passages[0], quote=quote),) if quote else ()
    like = Sentence(
        text="", basis=basis, values=values, passages=passages, quotations=quotations, paragraph=1
    )
    return [(one.severity, one.evidence) for one in evidence.check(told("c1", text, like=like))]


def test_what_stands_in_the_passage_is_borne_out():
    text = (
        "In Bottrop betreibt 2035 eine Genossenschaft einen Wärmespeicher für 400 Wohnungen der Ruhrregion."
    )
    assert found(text, "w3", quote="eine Genossenschaft seit 2021 einen\nWärmespeicher") == []


def test_numbers_and_names_of_another_passage_are_to_be_looked_at():
    assert found("Bottrop baut 9.400 Wohnungen.", "w3") == [("warn", "9400")]
    assert found("Den Speicher in Bottrop bezahlt Duisport.", "w3") == [("warn", "Duisport")]
    assert found("Bottrop baut 9.400 Wohnungen.", "w3", "w2") == []


def test_what_stands_nowhere_is_the_finding_of_another_check():
    assert found("Bottrop baut 77 Wohnungen.", "w3") == []


@pytest.mark.parametrize("passages", [("w9",), ()])
def test_a_passage_that_is_gone_or_not_named_blocks(passages):
    [(severity, _)] = found("In Bottrop betreibt eine Genossenschaft einen Speicher.", *passages)
    assert severity == "block"


def test_a_false_quotation_blocks_whatever_the_sentence_rests_on():
    for basis in ("evidence", "inference", "edited"):
        [(severity, passage)] = found("So ist es.", "w3", basis=basis, quote="zwei Wärmespeicher")
        assert (severity, passage) == ("block", "w3")


def test_other_sentences_may_go_further_than_the_passages_they_name():
    assert found("Bottrop baut 9.400 Wohnungen.", "w9", basis="inference") == []


@settings(max_examples=25)
@given(st.data())
def test_any_stretch_of_a_passage_is_borne_out_by_it(data):
    passage = data.draw(st.sampled_from(small_world().passages))
    words = passage.text.split()
    start = data.draw(st.integers(0, len(words) - 1))
    stretch = " ".join(words[start : data.draw(st.integers(start + 1, len(words)))])
    assert found(stretch, passage.id, quote=stretch) == []
