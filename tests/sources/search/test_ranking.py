"""Questions with typos, in English, and in other words find the passage that was meant."""

from pathlib import Path

import pytest

from pipeline.core.progress import Silent
from pipeline.core.types import Passage
from pipeline.sources.index import compared, dense, lexical
from pipeline.sources.search.hit import Hit
from pipeline.sources.search.ranking import search, search_meaning

TEXTS = {
    "halt": "Rund um den Hafen fehlen Stellplätze für Lkw. Fahrer suchen lange nach einem Rastplatz.",
    "strom": "Aus alten Stollen des Bergbaus können Speicher für Strom werden.",
    "lehre": "Ein Wohnheim bietet Auszubildenden günstige Zimmer nahe beim Betrieb.",
    "netz": "Alle Gewerbegebiete erhalten bis 2030 einen Anschluss an das Glasfasernetz.",
    "firma": "Kleine Firmen brauchen Hilfe beim Verkauf in andere Länder.",
    "kunst": "Das Museum zeigt Gemälde und Plastiken aus drei Jahrhunderten.",
}
PASSAGES = tuple(
    Passage(id=key, document=f"{key}.md", anchor="Lage", heading="", text=text)
    for key, text in TEXTS.items()
)


class Both:
    """The index of the passages, asked by words alone or with meaning."""

    def __init__(self, folder: Path) -> None:
        lexical.build(folder / "lexical", PASSAGES)
        dense.build(folder / "dense", PASSAGES, Silent())
        self.words = lexical.LexicalIndex(folder / "lexical")
        self.meaning = compared.Closeness(folder / "dense")

    def by_words(self, question: str) -> list[Hit]:
        return search(question, self.words, {one.id: one for one in PASSAGES}, 3)

    def by_meaning(self, question: str) -> list[Hit]:
        return search_meaning(question, self.words, self.meaning, PASSAGES, 3)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Both:
    return Both(tmp_path_factory.mktemp("index"))


def first(hits: list[Hit]) -> str:
    return hits[0].passage.id if hits else ""


@pytest.mark.parametrize(
    ("question", "passage"),
    [
        ("was brauchn kleine firmn", "firma"),
        ("Anschlus der Gewerbegebite", "netz"),
        ("Glasfasernezt", "netz"),
        ("guenstige Zimer", "lehre"),
    ],
)
def test_mistyped_questions_find_their_passage(both: Both, question: str, passage: str):
    assert first(both.by_meaning(question)) == passage


def test_by_words_alone_what_sounds_alike_is_found(both: Both):
    assert first(both.by_words("Verkauff")) == "firma"
    assert first(both.by_words("Musseum")) == "kunst"


def test_a_real_word_that_stands_nowhere_is_no_slip_of_another(both: Both):
    assert both.by_meaning("Miete") == []
    assert both.by_words("Miete") == []
    assert both.by_words("Geld") == []


@pytest.mark.parametrize(
    ("question", "passage"),
    [
        ("What could the old coal mine tunnels be used for?", "strom"),
        ("Where can truckers park near the port?", "halt"),
        ("affordable rooms for apprentices near their company", "lehre"),
    ],
)
def test_english_questions_find_german_passages(both: Both, question: str, passage: str):
    assert first(both.by_meaning(question)) == passage


@pytest.mark.parametrize(
    ("question", "passage"),
    [
        ("Wo finden Brummis einen Parkplatz?", "halt"),
        ("Wohnungen für Lehrlinge", "lehre"),
        ("Azubiwohnheime", "lehre"),
    ],
)
def test_other_words_and_compounds_find_what_they_mean(both: Both, question: str, passage: str):
    assert first(both.by_meaning(question)) == passage


def test_what_is_covered_knows_slips_and_likeness(both: Both):
    slip = both.by_meaning("Glasfasernezt der Gewerbegebite")
    plain = both.by_meaning("Glasfasernetz der Gewerbegebiete")
    assert slip[0].covered == plain[0].covered == 1.0
    (other, *_) = both.by_meaning("Where can truckers park near the port?")
    assert 0 < other.covered < 1 and other.words == 0
    assert all(0 <= hit.covered <= 1 for hit in both.by_meaning("Strom aus dem Hafen für Firmen"))


def test_the_best_is_ahead_of_the_middle(both: Both):
    hits = both.by_meaning("Welche Gemälde zeigt das Museum?")
    assert first(hits) == "kunst"
    assert hits[0].ahead > hits[1].ahead and hits[0].ahead > 1


def test_the_same_question_has_the_same_hits(both: Both, tmp_path: Path):
    again = Both(tmp_path)
    for question in ("guenstige Zimer", "Where do truckers park?", "Strom", "Wo ist der Hafen?"):
        assert both.by_meaning(question) == both.by_meaning(question) == again.by_meaning(question)
        assert both.by_words(question) == again.by_words(question)
