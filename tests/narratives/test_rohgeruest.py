"""The Rohgerüst of the shipped example: what an editor is handed."""

import json
import re
from itertools import combinations
from pathlib import Path

import pytest

from pipeline.checks.likeness import shared
from pipeline.core.files import read_yaml
from pipeline.core.types import Narrative
from pipeline.language.tense import tells_past
from pipeline.language.words import count_words, tokens

CAUSAL = {"deshalb", "dadurch", "daher", "folglich", "somit", "infolgedessen"}


@pytest.fixture(scope="module")
def narratives(example_run: Path) -> list[Narrative]:
    ledgers = sorted((example_run / "narratives").glob("*.ledger.json"))
    return [Narrative.model_validate_json(path.read_text(encoding="utf-8")) for path in ledgers]


@pytest.fixture(scope="module")
def values(example_run: Path) -> dict[str, dict]:
    sheet = read_yaml(example_run / "sheet.yaml")
    return {value["id"]: value for factor in sheet["factors"] for value in factor["values"]}


def test_four_texts_of_the_wanted_length_in_two_or_three_paragraphs(narratives):
    assert len(narratives) == 4
    for told in narratives:
        words = sum(count_words(sentence.text) for sentence in told.sentences)
        assert 220 <= words <= 300, told.title
        assert 12 <= len(told.sentences) <= 20
        assert {s.paragraph for s in told.sentences} in ({1, 2}, {1, 2, 3})
        assert told.rohgeruest


def test_the_first_sentence_gives_idea_and_year_and_the_last_places_the_region(narratives):
    for told in narratives:
        assert "2035" in told.sentences[0].text and len(told.sentences[0].values) == 3
        assert "Ruhrregion" in told.sentences[-1].text


def test_every_sentence_rests_on_values_of_its_own_cluster(narratives, example_run, values):
    clusters = read_yaml(example_run / "clusters.yaml")["clusters"]
    members = {one["id"]: set(one["members"].values()) for one in clusters}
    passages = {
        json.loads(line)["id"]
        for line in (example_run / "passages.jsonl").read_text(encoding="utf-8").splitlines()
    }
    for told in narratives:
        for sentence in told.sentences:
            assert sentence.values and set(sentence.values) <= members[told.cluster]
            assert set(sentence.passages) <= passages
            if sentence.basis == "value":
                (value,) = (values[one] for one in sentence.values)
                said = set(tokens(sentence.text)) - {"zugleich", "daneben", "außerdem", "überdies"}
                assert said <= set(tokens(value["text"])), sentence.text


def test_each_looks_back_in_the_past_on_words_of_the_sheet_that_no_other_uses(narratives, example_run):
    sheet = read_yaml(example_run / "sheet.yaml")
    today = {value["id"]: factor["heute"] for factor in sheet["factors"] for value in factor["values"]}
    quoted: list[str] = []
    for told in narratives:
        back = [
            (sentence, today[sentence.values[0]])
            for sentence in told.sentences
            if sentence.basis == "inference" and f"„{today[sentence.values[0]]}“" in sentence.text
        ]
        assert len(back) >= 3 and all(tells_past(sentence.text) for sentence, _ in back), told.title
        quoted += [words for _, words in back]
    assert len(quoted) == len(set(quoted))


def test_all_tell_the_shared_factors(narratives, example_run):
    plans = read_yaml(example_run / "plans.yaml")
    clusters = read_yaml(example_run / "clusters.yaml")["clusters"]
    assert len(plans["shared"]) >= 4
    for told, cluster in zip(narratives, clusters, strict=True):
        stated = {sentence.values[0] for sentence in told.sentences if sentence.basis == "value"}
        assert {cluster["members"][factor] for factor in plans["shared"]} <= stated


def test_phrases_of_ours_claim_no_cause(narratives):
    for told in narratives:
        for sentence in told.sentences:
            if sentence.basis != "value":
                assert not CAUSAL & set(tokens(sentence.text)), sentence.text
                assert "führt zu" not in sentence.text


def test_no_open_placement_is_told(narratives, example_run):
    clusters = read_yaml(example_run / "clusters.yaml")["clusters"]
    unsure = {
        (one["id"], p["value"]) for one in clusters for p in one["placements"] if p["confidence"] == "offen"
    }
    assert unsure, "das Beispiel hat auch offene Zuordnungen"
    for told in narratives:
        assert not {(told.cluster, value) for s in told.sentences for value in s.values} & unsure


def test_the_four_share_no_skeleton(narratives):
    for first, second in combinations(narratives, 2):
        assert shared(first, second) < 0.02
        assert first.sentences[0].text[:20] != second.sentences[0].text[:20]


def test_markdown_is_a_heading_and_paragraphs_and_reads_as_prose(narratives, example_run):
    for told in narratives:
        (path,) = (p for p in (example_run / "narratives").glob("*.md") if told.title in p.read_text())
        lines = path.read_text(encoding="utf-8").split("\n")
        assert lines[0] == f"# {told.title}" and lines[1] == ""
        for line in lines[2:]:
            assert not line.startswith(("#", "-", "*", ">"))
            assert not re.search(r"\s{2,}|\s[.,;]|[.;]{2}", line), line
