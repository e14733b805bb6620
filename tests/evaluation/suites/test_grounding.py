"""Suite 2: each sentence of evidence with its passage and state; each fact of the texts with its place."""

import pytest

from pipeline.checks import check
from pipeline.checks.judging import StatementJudge
from pipeline.core.types import Finding, Findings, Narrative, Rights, Sentence
from pipeline.evaluation.cases import case_files
from pipeline.evaluation.material import Material
from pipeline.evaluation.suites.grounding import SUITE
from pipeline.evaluation.suites.suite import Shown
from pipeline.evaluation.world import small_world

SPEICHER = "In Bottrop betreibt eine Genossenschaft einen Wärmespeicher für 400 Wohnungen."


def sentence(text: str, *passages: str, basis="evidence") -> Sentence:
    return Sentence(text=text, basis=basis, passages=passages, paragraph=1)


def shown(*sentences: Sentence, drop: str = "", **fields) -> Shown:
    """What the suite shows of a text, as checked, without the findings of the kind to `drop`."""
    text = Narrative(cluster="c1", title="T", rohgeruest=False, sentences=sentences)
    found = check([text], small_world(), StatementJudge())
    kept = tuple(one for one in found.findings if one.kind != drop)
    return SUITE.judge(
        Material([text], small_world(), found.model_copy(update={"findings": kept}), **fields)
    )


def value(shown: Shown, name: str) -> float | None:
    return next(one.value for one in shown.metrics if one.name == name)


def rows(shown: Shown, table: int) -> list[tuple[str, ...]]:
    return [tuple(cell.text for cell in row) for row in shown.tables[table].rows]


def test_the_shipped_cases_show_that_the_checks_work():
    proof = SUITE.prove(case_files(SUITE.name))
    assert proof.cases >= 10 and not proof.failed


def test_evidence_is_shown_beside_the_words_that_bear_it_out():
    seen = shown(sentence(SPEICHER, "w3"), titles={"werkstatt.md": "Werkstatt"})
    [(told, place, words, state)] = rows(seen, 0)
    assert told == SPEICHER and place == "Werkstatt, Quartiere" and state == "getragen."
    assert words.startswith("„In Bottrop betreibt eine Genossenschaft seit 2021")
    first, passage, *_ = seen.tables[0].rows[0]
    assert (first.cluster, first.sentence, passage.passage) == ("c1", 1, "w3")
    assert value(seen, "evidence") == value(seen, "passages") == 1.0


def test_words_that_must_not_be_quoted_are_not_shown():
    seen = shown(sentence(SPEICHER, "w3"), rights={"werkstatt.md": Rights(quote="none")})
    assert "seit 2021" not in rows(seen, 0)[0][2]


@pytest.mark.parametrize(
    ("told", "state"),
    [
        (sentence("Abends riecht es nach Teer und nach frischem Brot.", "w3"), "kein naher Wortlaut"),
        (sentence(SPEICHER.replace("400", "9.400"), "w3"), "nicht getragen. Die Zahl 9400"),
        (sentence(SPEICHER, "w9"), "nicht getragen. Die Passage w9"),
    ],
)
def test_evidence_that_its_passage_does_not_bear_out_says_why(told, state):
    seen = shown(sentence(SPEICHER, "w3"), told)
    assert rows(seen, 0)[1][3].startswith(state)
    assert value(seen, "evidence") == 0.5


def test_where_nothing_is_called_evidence_the_metric_is_left_out_and_the_table_says_so():
    seen = shown(sentence("Es ist still.", basis="edited"))
    assert "evidence" not in {one.name for one in seen.metrics} and seen.left_out == {"evidence"}
    assert "Kein Satz" in seen.tables[0].note


def test_without_texts_nothing_is_known():
    seen = SUITE.judge(Material([], small_world(), Findings(findings=(), sentences=(), not_judged=())))
    assert seen.data == 0 and value(seen, "numbers") is None


def test_every_number_name_and_quotation_is_told_with_its_place():
    text = "2035 lädt Bottrop 71 Gäste; „Uns fehlen die Hände“, sagte die Kammer zu 9.400 Stellen."
    seen = shown(sentence(text, basis="edited"), titles={"studie.md": "Studie"})
    places = {what: (kind, where) for what, kind, where in rows(seen, 1)}
    assert "2035" not in places and next(iter(places)) == "71", "what stands nowhere comes first"
    assert places["71"] == ("Zahl", "in keiner Quelle")
    assert places["9.400"] == ("Zahl", "Studie, Handwerk")
    assert places["Bottrop"] == ("Name", "werkstatt.md, Quartiere")
    assert places["Uns fehlen die Hände"] == ("Zitat", "Studie, Handwerk")


def test_the_own_passage_of_a_sentence_is_named_before_all_others():
    seen = shown(sentence("Alle sagen „Ruhrregion“ dazu.", "w1"))
    assert [where for what, _, where in rows(seen, 1) if what == "Ruhrregion"] == ["studie.md, Häfen"]


def test_a_finding_that_a_person_let_pass_does_not_count():
    told = sentence("Heute sind es 71 Kräne.", basis="edited")
    assert value(shown(told), "numbers") == 0.0
    assert value(shown(told, drop="zahl_unbelegt"), "numbers") == 1.0


def test_a_remark_is_no_fault():
    text = Narrative(cluster="c1", title="T", rohgeruest=False, sentences=(sentence("A.", basis="edited"),))
    remark = Finding(cluster="c1", sentence=1, kind="name_unbelegt", severity="info", message="m")
    seen = SUITE.judge(
        Material([text], small_world(), Findings(findings=(remark,), sentences=(), not_judged=()))
    )
    assert value(seen, "names") == 1.0
