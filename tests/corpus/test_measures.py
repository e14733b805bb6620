"""The 40 Ruhrideen as example measures: complete, short, in own words, honest about what is not known."""

import re

import pytest
from conftest import EXAMPLE, ROOT

from pipeline.language.words import count_words, tokens
from pipeline.scenarios.windkanal.measures import load
from pipeline.sources.read import read_document

FILE = EXAMPLE / "massnahmen.yaml"
DIGEST = EXAMPLE / "documents" / "ruhrideen.md"
SEEDS = ROOT.parent / "shared" / "seeds"
LONGEST_COMMON = 8
FIELDS = 7  # six fields, and the idea that stands outside them


def runs(text: str) -> set[tuple[str, ...]]:
    words = tokens(re.sub(r"-\s*\n\s*", "", text))
    size = LONGEST_COMMON + 1
    return {tuple(words[n : n + size]) for n in range(len(words) - size + 1)}


def test_all_forty_are_there_with_a_goal_of_one_sentence_and_a_status() -> None:
    before = FILE.read_bytes()
    found = load(FILE)
    assert [one.id for one in found.measures] == [f"m{n:02d}" for n in range(1, 41)]
    assert FILE.read_bytes() == before and not found.remarks
    assert len({one.field for one in found.measures}) == FIELDS
    for one in found.measures:
        assert 5 <= count_words(one.goal) <= 25, one.id
        assert one.goal.endswith(".") and one.goal.count(". ") == 0, one.id
        assert one.status, one.id


def test_a_status_says_something_only_where_the_digest_does() -> None:
    sections = {
        int(found[1]): section.text
        for section in read_document(DIGEST, DIGEST.name).sections
        if (found := re.search(r"Nr\. (\d+):", section.anchor))
    }
    for number, one in enumerate(load(FILE).measures, start=1):
        told = sections[number].partition("Stand der Redaktion")[2]
        if not told:
            assert one.status == "nicht geprüft", one.id
        years = set(re.findall(r"20\d\d", one.status)) - {"2032"}
        assert all(year in sections[number] for year in years), one.id


@pytest.mark.parametrize("where", ["corpus", "seeds"])
def test_no_long_run_of_words_is_taken_from_anywhere(where: str) -> None:
    if where == "seeds" and not SEEDS.is_dir():
        pytest.skip("die Quellen liegen hier nicht vor")
    paths = SEEDS.glob("*.txt") if where == "seeds" else (ROOT / "corpus").rglob("*.md")
    mine = runs(FILE.read_text("utf-8"))
    for path in paths:
        shared = mine & runs(path.read_text("utf-8"))
        assert not shared, (path.name, " ".join(min(shared)))
