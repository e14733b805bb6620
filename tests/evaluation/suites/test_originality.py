"""Suite 3: the longest runs, the share in each document, parroting, and texts alike."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.checks import check
from pipeline.checks.judging import StatementJudge
from pipeline.core.types import Findings, Narrative, Sentence
from pipeline.evaluation.cases import case_files
from pipeline.evaluation.material import Material
from pipeline.evaluation.results import Metric
from pipeline.evaluation.suites.copied import copied
from pipeline.evaluation.suites.originality import SUITE
from pipeline.evaluation.suites.suite import Shown
from pipeline.evaluation.world import small_world

OWN = "Morgens hängt Nebel über dem Becken, und an der Bude am Tor gibt es den ersten Kaffee."
VALUE = small_world().sheet.value("h1a").text
PASSAGE = small_world().passages[2].text


def text(*sentences: str, cluster: str = "c1", rohgeruest: bool = False) -> Narrative:
    told = tuple(Sentence(text=one, basis="edited", paragraph=1) for one in sentences)
    return Narrative(cluster=cluster, title=f"Text {cluster}", rohgeruest=rohgeruest, sentences=told)


def shown(*texts: Narrative) -> Shown:
    return SUITE.judge(Material(texts, small_world(), check(texts, small_world(), StatementJudge())))


def metric(seen: Shown, name: str) -> Metric:
    return next(one for one in seen.metrics if one.name == name)


def rows(seen: Shown, table: int) -> Sequence[tuple[str, ...]]:
    return [tuple(cell.text for cell in row) for row in seen.tables[table].rows]


def test_the_shipped_cases_show_that_the_checks_work():
    proof = SUITE.prove(case_files(SUITE.name))
    assert proof.cases >= 10 and not proof.failed


def test_a_copied_sentence_is_told_with_its_words_and_place():
    seen = shown(text(OWN, PASSAGE))
    assert metric(seen, "copied").value == 0.5
    assert "19 Wörter („in bottrop betreibt" in metric(seen, "copied").told
    [documents, _] = seen.tables[0].rows
    assert documents[1].text == "19 Wörter" and documents[1].tone == "bad"
    assert (documents[2].sentence, documents[3].passage) == (2, "w3")


def test_the_share_of_copied_runs_is_told_for_each_document():
    seen = shown(text(PASSAGE), text(OWN, cluster="c2"))
    assert metric(seen, "copied_grams").value == 1.0 and metric(seen, "copied_grams").better == "lower"
    assert rows(seen, 1) == [("werkstatt.md", "100,0 %", "0,0 %")]
    assert "Mit 1 weiteren" in seen.tables[1].note


def test_words_of_ones_own_are_copied_from_nowhere():
    seen = shown(text(OWN), text("In den Höfen riecht es nach Holz.", cluster="c2"))
    assert [one.value for one in seen.metrics] == [1.0, 0.0, 1.0, 1.0, 0.0]


def test_parroting_a_value_counts_against_the_text():
    seen = shown(text(OWN, VALUE))
    assert metric(seen, "own_words").value == 0.5
    assert rows(seen, 0)[1][3] == "Ausprägung „Automaten löschen die Schiffe“"


def test_a_skeleton_is_spared_the_finding_but_its_share_is_told():
    told = text(OWN, VALUE, rohgeruest=True)
    found = check([told], small_world(), StatementJudge()).findings
    assert not [one for one in found if one.kind == "eigene_worte" and one.severity != "info"]
    seen = shown(told)
    assert metric(seen, "own_words").value == 0.5 and "Rohgerüst" in metric(seen, "own_words").told


def test_two_texts_alike_are_seen_and_one_text_is_like_no_other():
    assert metric(shown(text(OWN), text(OWN, cluster="c2")), "alike").value == 1.0
    assert metric(shown(text(OWN)), "alike").value == 0.0


def test_what_a_person_let_pass_does_not_block_by_its_share():
    texts = (text(OWN, PASSAGE), text(OWN, cluster="c2"))
    nothing = Findings(findings=(), sentences=(), not_judged=())
    passed = SUITE.judge(Material(texts, small_world(), nothing))
    assert metric(passed, "alike").value == metric(passed, "copied_grams").value == 0.0
    seen = shown(*texts)
    assert metric(seen, "alike").value == 1.0 and metric(seen, "copied_grams").value > 0.3


def test_without_texts_nothing_is_known():
    seen = SUITE.judge(Material([], small_world(), Findings(findings=(), sentences=(), not_judged=())))
    assert seen.data == 0 and all(one.value is None for one in seen.metrics)


@pytest.mark.parametrize("name", ["copied", "own_words"])
def test_the_items_of_a_share_are_its_sentences(name):
    assert [one.id for one in metric(shown(text(OWN, VALUE)), name).items] == ["c1/1", "c1/2"]


@settings(max_examples=25)
@given(st.data())
def test_the_longest_run_is_at_least_as_long_as_what_was_taken(data):
    words = PASSAGE.replace(";", "").rstrip(".").split()
    start = data.draw(st.integers(0, len(words) - 4))
    taken = words[start : data.draw(st.integers(start + 4, len(words)))]
    found = copied(text("Xylophon " + " ".join(taken) + " Quarzuhr."), small_world(), {("c1", 1)})
    assert found.longest is not None and found.longest.length == len(taken)
    assert ("werkstatt.md" in found.documents) == (len(taken) >= 8)
