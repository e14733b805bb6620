"""The words a sentence rests on: found in the passage it names, word for word, or not at all."""

from functools import cache
from pathlib import Path

import pytest
from conftest import EXAMPLE

from pipeline.core.files import read_yaml
from pipeline.core.progress import Silent
from pipeline.core.types import Narrative, Passage, Quotation, Sentence
from pipeline.language.verbatim import wording
from pipeline.narratives.quoting import quotations, quoted
from pipeline.project import Project
from pipeline.run.reading import Earlier, read_project

LABELLED = read_yaml(Path(__file__).parent / "quoted_evidence.yaml")


@cache
def passages() -> tuple[Passage, ...]:
    return read_project(Project(EXAMPLE), Earlier(), Silent()).passages


def holding(phrase: str) -> Passage:
    (passage,) = [one for one in passages() if phrase in " ".join(one.text.split())][:1]
    return passage


def evidence(text: str, *of: Passage, basis: str = "evidence") -> Sentence:
    return Sentence(text=text, basis=basis, passages=tuple(one.id for one in of), paragraph=1)


def test_the_right_words_are_found_and_rarely_any_where_there_are_none() -> None:
    found = {"right": 0, "beside": 0, "none": 0}
    wrong = 0
    for entry in LABELLED:
        passage = holding(entry["in"])
        for one in entry["sentences"]:
            quotes = quotations(evidence(one["text"], passage), {passage.id: passage})
            assert all(wording(quote.quote, passage.text) == quote.quote for quote in quotes)
            if "quote" not in one:
                wrong += len(quotes)
                continue
            kind = "none" if not quotes else "right" if one["quote"] in quotes[0].quote else "beside"
            found[kind] += 1
    assert found == {"right": 21, "beside": 1, "none": 2} and wrong == 1


def test_only_evidence_that_names_passages_gets_quotations_and_keeps_what_it_has() -> None:
    passage = holding("Totenscheine")
    text = "In den Standesämtern fertigte das Personal Totenscheine von daheim aus."
    by_hand = evidence(text, passage).model_copy(
        update={"quotations": (Quotation(passage=passage.id, quote="Totenscheine"),)}
    )
    told = (
        evidence(text, passage),
        by_hand,
        evidence(text, passage, basis="inference"),
        evidence(text),
        evidence(text, passage, basis="evidence").model_copy(update={"passages": ("weg",)}),
    )
    narrative = Narrative(cluster="c1", title="T", rohgeruest=False, sentences=told)
    now = quoted(narrative, {passage.id: passage}).sentences
    assert len(now[0].quotations) == 1 and "Totenscheine" in now[0].quotations[0].quote
    assert now[1:] == told[1:]


@pytest.mark.parametrize("text", ["", "Kurz.", "# \n\n —"])
def test_a_passage_without_a_whole_sentence_gives_none(text: str) -> None:
    passage = Passage(id="p", document="d", anchor="", heading="", text=text)
    assert quotations(evidence("Ein Satz über den Hafen.", passage), {"p": passage}) == ()
