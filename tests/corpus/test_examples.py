"""The shipped examples: complete, honest about what they are, and in own words."""

import json
import re
from pathlib import Path

import pytest
import yaml
from conftest import EXAMPLE, ROOT

from pipeline.language.words import count_words, tokens
from pipeline.sources.read import read_document

SEEDS = ROOT.parent / "shared" / "seeds"
SECURITY = ROOT / "corpus" / "sicherheit-2035"
LONGEST_COMMON = 8
TEXTS = sorted(path for folder in (EXAMPLE, SECURITY) for path in folder.rglob("*.md"))
VALUES = (EXAMPLE / "values.yaml", SECURITY / "values.yaml")


def factors(path: Path) -> list[dict]:
    return yaml.safe_load(path.read_text(encoding="utf-8"))["factors"]


def test_konnektivitaet_has_all_factors_and_a_sheet_for_every_trend():
    found = factors(EXAMPLE / "values.yaml")
    trends = {factor["trend"] for factor in found}
    assert len(found) == 55 and len(trends) == 16
    sheets = sorted((EXAMPLE / "documents" / "trends").glob("*.md"))
    titles = {read_document(path, path.name).title for path in sheets}
    assert titles == trends
    for path in sheets:
        body = path.read_text(encoding="utf-8").split("---", 2)[2]
        assert 200 <= count_words(body) <= 350, path.name


def test_every_factor_of_a_trend_is_told_in_its_sheet():
    by_title = {
        read_document(path, path.name).title: path.read_text(encoding="utf-8")
        for path in (EXAMPLE / "documents" / "trends").glob("*.md")
    }
    for factor in factors(EXAMPLE / "values.yaml"):
        assert factor["name"] in by_title[factor["trend"]], factor["name"]


@pytest.mark.parametrize("path", VALUES, ids=lambda path: path.parent.name)
def test_value_sets_are_of_the_stated_form_and_say_that_they_are_examples(path: Path):
    assert "Beispieldaten" in path.read_text(encoding="utf-8").split("factors:")[0]
    for factor in factors(path):
        assert 3 <= len(factor["values"]) <= 4
        for value in factor["values"]:
            assert 2 <= count_words(value["label"]) <= 6, value["label"]
            assert 10 <= count_words(value["text"]) <= 45, value["text"]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_documents_say_what_they_are_and_whose(path: Path):
    document = read_document(path, path.name)
    assert document.title and document.kind and document.source and document.publisher
    assert document.origin in ("digest", "editorial")
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", document.date)
    assert document.rights.owner


@pytest.mark.parametrize("name", ["konnektivitaet-2035", "sicherheit-2035"])
def test_gold_labels_place_every_value_and_every_factor_once_in_each_cluster(name: str):
    gold = json.loads((ROOT / f"evals/clusters/{name}.gold.json").read_text(encoding="utf-8"))
    for factor in factors(ROOT / "corpus" / name / "values.yaml"):
        labels = sorted(label for value in factor["values"] for label in gold["values"][value["id"]])
        assert labels == ["F1", "F2", "F3", "F4"], factor["id"]


@pytest.mark.skipif(not SEEDS.is_dir(), reason="die Quellen liegen hier nicht vor")
@pytest.mark.parametrize("path", [*TEXTS, *VALUES], ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_no_sentence_is_taken_from_a_source(path: Path):
    size = LONGEST_COMMON + 1
    runs: set[tuple[str, ...]] = set()
    for seed in SEEDS.glob("*.txt"):
        words = tokens(re.sub(r"-\s*\n\s*", "", seed.read_text(encoding="utf-8")))
        runs.update(tuple(words[n : n + size]) for n in range(len(words) - size + 1))
    mine = tokens(path.read_text(encoding="utf-8"))
    shared = [mine[n : n + size] for n in range(len(mine) - size + 1) if tuple(mine[n : n + size]) in runs]
    names = "IHK Mittleres Ruhrgebiet und IHK zu Essen Konnektivität – Intelligente Vernetzung in der"
    titles = tokens(f"{names} Industrie der Zukunft")
    for run in shared:
        assert set(run) <= set(titles), " ".join(run)
