"""The lexical index: German words in any form, alone or inside a compound; always the same order."""

from pathlib import Path

import pytest
from source_files import passage

from pipeline.core.types import Passage
from pipeline.sources.index import lexical
from pipeline.sources.search.ranking import search

PASSAGES = (
    passage("p1", "Die Häuser am Kanal werden saniert."),
    passage("p2", "Im Hafen fehlen Parkplätze für Lastwagen."),
    passage("p3", "Gewerbegebiete bekommen schnelle Glasfaseranschlüsse."),
    passage("p4", "Die Lehre beginnt im Herbst.", heading="Bildung › Berufsschulen"),
    passage("p5", "Wer kommt, der bleibt."),
)


def built(folder: Path, passages: tuple[Passage, ...] | list[Passage] = PASSAGES) -> lexical.LexicalIndex:
    lexical.build(folder / "lexical", passages)
    return lexical.LexicalIndex(folder / "lexical")


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> lexical.LexicalIndex:
    return built(tmp_path_factory.mktemp("lexical"))


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Wird das Haus saniert?", "p1"),
        ("SANIERUNG", "p1"),
        ("Hafens", "p2"),
        ("Lastwagenparkplatz", "p2"),
        ("Glasfaser", "p3"),
        ("Welches Gewerbegebiet?", "p3"),
        ("Anschluss", "p3"),
        ("Berufsschule", "p4"),
        ("Häfen ha\u0308user", "p1"),
    ],
)
def test_inflected_forms_compounds_and_headings_are_found(index, question: str, first: str):
    assert index.search(question, 3)[0].passage == first


def test_of_two_that_mention_it_the_one_headed_by_it_comes_first(tmp_path: Path):
    text = "Die Schleuse wird länger."
    index = built(tmp_path, (passage("a", text, "Der Kanal"), passage("b", text, "Die Schleuse")))
    assert [hit.passage for hit in index.search("Schleuse", 2)] == ["b", "a"]


def test_scores_fall_and_the_limit_holds(index):
    found = index.search("Häuser Hafen Parkplätze Lehre Glasfaser", 10)
    assert [hit.score for hit in found] == sorted((hit.score for hit in found), reverse=True)
    assert found[0].passage == "p2" and len(found) == 4
    assert index.search("Häuser Hafen Parkplätze Lehre Glasfaser", 2) == found[:2]
    assert len(index) == len(PASSAGES)


@pytest.mark.parametrize("question", ["", "  ", "?!", "–", "Xylophon", "\n\t", "+ - && || ( ) : *"])
def test_a_question_without_a_known_word_finds_nothing(index, question: str):
    assert index.search(question, 5) == []


def test_function_words_count_only_where_there_is_nothing_else(index):
    assert index.search("wer der", 5)[0].passage == "p5"
    assert {hit.passage for hit in index.search("wer der Hafen", 5)} == {"p2"}


@pytest.mark.parametrize("limit", [0, -1])
def test_no_limit_no_hits(index, limit: int):
    assert index.search("Hafen", limit) == []


@pytest.mark.parametrize("many", [3, 100])
def test_ties_go_by_id_in_whatever_order_the_passages_came(tmp_path: Path, many: int):
    same = [passage(f"p{number:03}", "Alle Rechte vorbehalten.") for number in range(many)]
    forwards = built(tmp_path / "a", same).search("Rechte", 3)
    backwards = built(tmp_path / "b", same[::-1]).search("Rechte", 3)
    assert forwards == backwards
    assert [hit.passage for hit in forwards] == ["p000", "p001", "p002"]


def test_building_again_replaces_what_was_there(tmp_path: Path):
    built(tmp_path)
    again = built(tmp_path, PASSAGES[:1])
    assert len(again) == 1 and again.search("Hafen", 5) == []


def test_an_index_of_nothing_answers_nothing(tmp_path: Path):
    assert built(tmp_path, ()).search("Hafen", 5) == []


def test_search_gives_the_passages_themselves_and_leaves_out_unknown_ones(index):
    known = {p.id: p for p in PASSAGES if p.id != "p1"}
    hits = search("Parkplätze im Hafen, Häuser am Kanal", index, known, 5)
    assert [hit.passage for hit in hits] == [PASSAGES[1]]
    assert hits[0].score > 0
