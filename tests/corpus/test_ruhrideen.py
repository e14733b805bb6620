"""The digest of the 40 Ruhrideen: complete, and each idea found by questions in other words.

The questions were written from the brochure by authors (language models) who knew neither the digest
nor the search; sets a and b avoid the brochure's words, set c asks as staff would.
"""

import re
from pathlib import Path

import pytest
import yaml
from conftest import EXAMPLE, ROOT

from pipeline.core.progress import Silent
from pipeline.core.types import Passage
from pipeline.language.words import count_words
from pipeline.sources.index import compared, dense, lexical
from pipeline.sources.read import read_all, read_document
from pipeline.sources.search.ranking import search_meaning
from pipeline.sources.split import split_all

DIGEST = EXAMPLE / "documents" / "ruhrideen.md"
NUMBER = re.compile(r"Nr\. (\d+):")
FIELDS = 7  # six fields, and the idea that stands outside them


def questions(name: str) -> list[dict]:
    return yaml.safe_load((ROOT / "evals" / "retrieval" / f"{name}.yaml").read_text(encoding="utf-8"))[
        "questions"
    ]


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory):
    """From a question to the number of the idea whose passage stands first among all documents."""
    folder: Path = tmp_path_factory.mktemp("index")
    readings = read_all(EXAMPLE / "documents", Silent())
    passages: tuple[Passage, ...] = split_all(r.document for r in readings if r.document)
    lexical.build(folder / "lexical", passages)
    dense.build(folder / "dense", passages, Silent())
    halves = lexical.LexicalIndex(folder / "lexical"), compared.Closeness(folder / "dense")

    def find(question: str) -> int | None:
        hits = search_meaning(question, *halves, passages, 1)
        found = NUMBER.search(hits[0].passage.heading) if hits else None
        return int(found[1]) if found else None

    return find


def test_all_forty_ideas_stand_in_the_digest_with_field_aim_and_background():
    sections = [s for s in read_document(DIGEST, DIGEST.name).sections if NUMBER.search(s.heading)]
    assert [int(NUMBER.search(s.anchor)[1]) for s in sections] == list(range(1, 41))
    assert len({s.heading.split(" › ")[1] for s in sections}) == FIELDS
    for section in sections:
        assert "Ziel." in section.text and "Hintergrund." in section.text, section.anchor
        assert 55 <= count_words(section.text) <= 150, section.anchor


@pytest.mark.parametrize(
    ("idea", "year", "said"), [(10, "2022", "Glasfaser"), (40, "Brisbane", "Olympia"), (32, "2027", "IGA")]
)
def test_what_has_become_history_is_told_apart_from_the_source(idea: int, year: str, said: str):
    sections = read_document(DIGEST, DIGEST.name).sections
    (section,) = [s for s in sections if s.anchor.startswith(f"Nr. {idea}:")]
    assert said in section.anchor + section.text
    assert year in section.text.split("Stand der Redaktion")[1]


def test_every_idea_is_found_first_by_a_paraphrased_question(first):
    found: set[int] = set()
    for name in ("ruhrideen", "ruhrideen-natural"):
        found |= {one["idea"] for one in questions(name) if first(one["question"]) == one["idea"]}
    assert found == set(range(1, 41))


@pytest.mark.parametrize(("key", "at_least"), [("a", 28), ("b", 32), ("c", 34)])
def test_most_questions_of_each_set_find_their_idea_first(first, key: str, at_least: int):
    asked = [
        one
        for name in ("ruhrideen", "ruhrideen-natural")
        for one in questions(name)
        if one["id"].endswith(key)
    ]
    wrong = [one["id"] for one in asked if first(one["question"]) != one["idea"]]
    assert len(asked) == 40
    assert len(asked) - len(wrong) >= at_least, wrong
