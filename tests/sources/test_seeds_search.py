"""Natural questions on raw documents as they come: the first hit is nearly always the right one.

A hit is right where the expected words stand in it, or where it lies in the same section as the
passage in which they stand.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml

from pipeline.core.progress import Silent
from pipeline.core.types import Passage
from pipeline.sources.index import compared, dense, lexical
from pipeline.sources.read import read_all
from pipeline.sources.search.hit import Hit
from pipeline.sources.search.ranking import search, search_meaning
from pipeline.sources.split import split_all

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT.parent / "shared" / "seeds"
QUESTIONS = ROOT / "evals" / "retrieval" / "seeds-natural.yaml"


def finder(passages: tuple[Passage, ...], folder: Path, ways: str) -> Callable[[str], list[Hit]]:
    """A function from a question to its first hit, by words alone or with meaning."""
    lexical.build(folder / "lexical", passages)
    words = lexical.LexicalIndex(folder / "lexical")
    if ways == "words":
        by_id = {p.id: p for p in passages}
        return lambda question: search(question, words, by_id, 1)
    dense.build(folder / "dense", passages, Silent())
    meaning = compared.Closeness(folder / "dense")
    return lambda question: search_meaning(question, words, meaning, passages, 1)


@pytest.fixture(scope="module")
def passages() -> tuple[Passage, ...]:
    if not SEEDS.is_dir():
        pytest.skip("Die Rohdokumente (shared/seeds neben dem Projekt) liegen hier nicht vor.")
    readings = read_all(SEEDS, Silent())
    assert [reading.problem for reading in readings if reading.problem] == []
    return split_all(reading.document for reading in readings if reading.document)


@pytest.fixture(scope="module")
def questions() -> Iterator[list[dict[str, str]]]:
    yield yaml.safe_load(QUESTIONS.read_text(encoding="utf-8"))["questions"]


def says(passage: Passage, expected: str) -> bool:
    return " ".join(expected.split()) in " ".join(f"{passage.heading} {passage.text}".split())


def section(passage: Passage) -> tuple[str, str, str]:
    paged = passage.anchor.startswith(("Seite ", "Folie "))
    return passage.document, passage.heading, passage.anchor if paged else ""


def test_the_expected_words_survive_reading_in_one_place(passages, questions):
    for question in questions:
        found = [p for p in passages if p.document == question["document"] and says(p, question["expect"])]
        assert len(found) == 1, question["id"]
        assert "page" not in question or found[0].anchor == f"Seite {question['page']}", question["id"]


@pytest.mark.parametrize(("ways", "right_at_least"), [("words", 35), ("meaning", 36)])
def test_the_first_hit_is_right(passages, questions, tmp_path: Path, ways: str, right_at_least: int):
    find = finder(passages, tmp_path, ways)
    wrong: list[str] = []
    for question in questions:
        (hit,) = find(question["question"])
        right = {section(p) for p in passages if says(p, question["expect"])}
        if not says(hit.passage, question["expect"]) and section(hit.passage) not in right:
            wrong.append(question["id"])
    assert len(questions) == 40
    assert len(questions) - len(wrong) >= right_at_least, wrong
