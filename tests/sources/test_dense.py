"""Search by meaning: the sentence that says it in other words, and nothing where nothing says it."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.core.progress import Silent
from pipeline.core.types import Passage
from pipeline.sources.index import compared, dense, lexical
from pipeline.sources.search.ranking import search, search_meaning

TEXTS = {
    "p1": "Am Rand der Autobahn fehlen Stellplätze. Fahrer suchen nachts lange nach einem Parkplatz.",
    "p2": "Auf dem Land fehlen Ärzte, viele Praxen schließen. Kinder lernen dort Geige und Klavier.",
    "p3": "Ein Speicher nimmt mittags den Strom der Dächer auf und gibt ihn abends wieder ab.",
    "p4": "",
}
PASSAGES = tuple(
    Passage(id=key, document="d.md", anchor="A", heading="", text=text) for key, text in TEXTS.items()
)


@pytest.fixture(scope="module")
def halves(tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.mktemp("index")
    lexical.build(folder / "lexical", PASSAGES)
    dense.build(folder / "dense", PASSAGES, Silent())
    return lexical.LexicalIndex(folder / "lexical"), compared.Closeness(folder / "dense")


def test_a_question_in_other_words_finds_its_passage(halves):
    words, meaning = halves
    question = "Zu wenige Mediziner in den Dörfern"
    assert search(question, words, {p.id: p for p in PASSAGES}, 3) == []
    assert [hit.passage.id for hit in search_meaning(question, words, meaning, PASSAGES, 3)][:1] == ["p2"]


@pytest.mark.parametrize("question", ["Wie kocht man ein Ei?", "Kurs der Telekom-Aktie", "qqq zzz"])
def test_a_question_that_nothing_answers_has_no_answer(halves, question: str):
    assert search_meaning(question, *halves, PASSAGES, 3) == []


def test_the_words_of_the_question_weigh_as_well(halves):
    assert search_meaning("Geige", *halves, PASSAGES, 1)[0].passage.id == "p2"
    assert search_meaning("Parkplatz", *halves, PASSAGES, 1)[0].passage.id == "p1"


def test_as_many_answers_as_asked_for_best_first(halves):
    hits = search_meaning("Strom vom Dach am Abend, Parkplatz, Klavier", *halves, PASSAGES, 2)
    assert len(hits) == 2 and hits[0].score >= hits[1].score
    assert search_meaning("Strom", *halves, PASSAGES, 0) == []


def test_an_empty_passage_is_as_far_away_as_can_be(halves):
    close = halves[1].of("Strom")
    assert len(close.whole) == len(close.sentence) == len(PASSAGES)
    assert close.sentence[3] == -1


def test_no_passages_have_no_answers(tmp_path: Path):
    lexical.build(tmp_path / "lexical", ())
    dense.build(tmp_path / "dense", (), Silent())
    halves = lexical.LexicalIndex(tmp_path / "lexical"), compared.Closeness(tmp_path / "dense")
    assert search_meaning("Strom", *halves, (), 3) == []


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=80))
def test_any_question_is_answered_in_order_or_not_at_all(halves, question: str):
    hits = search_meaning(question, *halves, PASSAGES, 3)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert np.isfinite([hit.score for hit in hits]).all()
    assert len({hit.passage.id for hit in hits}) == len(hits)
