"""The judge with a model: what is asked, what becomes of the answers, and what stays undecided."""

import json
import re
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from model_server import NO_SCHEMA, TOO_LONG, WRONG_KEY, ModelServer, Said, desk_at, refused, say
from puppet_judging import ACTS, CONTRADICTS, SEEMS_TO, judged, placed
from small_world import OTHER, OWN, Shelf, told, world

from pipeline.checks import check, check_one
from pipeline.checks.carrying import Carrying
from pipeline.checks.case import Case, Ground
from pipeline.checks.chains import CONFIRMED, KIND, OBJECTED, REFUTED, ModelJudge
from pipeline.checks.judging import StatementJudge
from pipeline.checks.kept import Verdicts
from pipeline.checks.replies import JudgedSentence, JudgedSentences, judged_fault
from pipeline.core.errors import BudgetError, ModelError
from pipeline.core.types import Finding

WORLD = world()
FREE = "Wer in die Stadt will, verabredet sich 2035 mit den Leuten von nebenan."
WRONG = f"Eine {CONTRADICTS} regelt 2035 jede Fahrt."
DOUBTFUL = f"Die {SEEMS_TO} von damals ist 2035 vergessen."


def act(body: dict[str, Any]) -> Said:
    return ACTS[body["response_format"]["json_schema"]["name"]](body)


@pytest.fixture
def ground() -> Ground:
    return WORLD


@pytest.fixture
def judge(server: ModelServer, tmp_path: Path) -> ModelJudge:
    server.always(act)
    return ModelJudge(desk_at(server, tmp_path), Shelf())


def names(server: ModelServer) -> list[str]:
    return [one.body["response_format"]["json_schema"]["name"] for one in server.requests]


def of_kind(findings: tuple[Finding, ...], kind: str = KIND) -> list[Finding]:
    return [one for one in findings if one.kind == kind]


def test_a_confirmed_contradiction_blocks_and_a_refuted_one_is_only_suspicious(ground, judge):
    found = check_one(Case(told(FREE, WRONG, DOUBTFUL), ground), judge)
    (finding,) = of_kind(found.findings)
    assert (finding.sentence, finding.severity) == (2, "block")
    assert finding.evidence in {"f1a", "f2a", "f3a"} and "Der Satz sagt das Gegenteil." in finding.message
    free, wrong, doubtful = found.sentences
    assert free.suspicion <= 0.1 and wrong.suspicion == CONFIRMED and doubtful.suspicion == REFUTED
    assert all(one.judged for one in found.sentences) and found.not_judged == ()
    assert wrong.kinds == (KIND,) and doubtful.kinds == ()


def test_nothing_flagged_asks_no_sceptic(ground, judge, server):
    check_one(Case(told(FREE), ground), judge)
    assert names(server) == ["JudgedSentences"]


def test_which_value_a_model_found_told_is_kept_and_stands_without_it(ground, judge):
    case = Case(told(FREE, WRONG, DOUBTFUL), ground)
    first = Carrying(judge, Verdicts())
    free, *objected = first.judge(case).supports
    assert free in case.cluster.members.values() and objected == ["", ""]
    later = Carrying(StatementJudge(), first.verdicts("openai:probe")).judge(case)
    assert later.supports == (free, "", "")
    assert set(Carrying(StatementJudge(), Verdicts()).judge(case).supports) == {""}


def test_what_is_decided_word_for_word_is_not_asked(ground, judge, server):
    found = check_one(Case(told("2035.", OWN[0], OTHER[1]), ground), judge)
    (asked,) = server.requests
    assert asked.text().endswith("für jeden dieser Sätze: 1.")
    (finding,) = of_kind(found.findings, "fremde_aussage")
    assert finding.sentence == 3 and finding.severity == "block"
    plain = check_one(Case(told("2035.", OWN[0], OTHER[1]), ground), StatementJudge())
    assert found.sentences[1:] == plain.sentences[1:]
    server.requests.clear()
    check_one(Case(told(*OWN), ground), judge)
    assert server.requests == []


def test_the_contract_is_shown_without_ids_and_names_and_passages_enter_within_borders(
    ground, judge, server
):
    check_one(Case(told(FREE), ground), judge)
    (request,) = server.requests
    sent, asked = request.text(0), request.text()
    assert OWN[0] in asked and "Fremdes Fahren" in asked and OTHER[0] not in asked
    assert "Fahren ist heute Sache der Stadt." in asked, "der Faktor, von dem der Satz handelt"
    assert "<dokument>\nDer Rufbus fährt seit Mai.\n</dokument>" in asked
    assert not re.search(r"\bf[123][abc]?\b|\bc[12]\b|geteilte|Titel", sent + asked)


def test_the_sceptic_sees_all_values_of_the_factor_and_the_neighbours(ground, judge, server):
    check_one(Case(told(FREE, WRONG, OWN[1]), ground), judge)
    asked = server.requests[-1].text()
    factor = re.search(r"^Einflussfaktor: (.+)$", asked, re.MULTILINE)[1]
    at = ("Fahren", "Lagern", "Strom").index(factor)
    assert OWN[at] in asked and OTHER[at] in asked and f"Kein {factor}" in asked
    assert f"1: {FREE}" in asked and f"3: {OWN[1]}" in asked


def test_a_rule_of_thumb_is_an_objection_that_the_sceptic_decides(ground, judge, server):
    turned = OWN[2].replace("erzeugen Genossenschaften ihren", "erzeugen Genossenschaften keinen")
    assert of_kind(
        check_one(Case(told("2035.", turned), ground), StatementJudge()).findings, "umgekehrte_aussage"
    )
    found = check_one(Case(told("2035.", turned), ground), judge)
    assert names(server) == ["JudgedSentences", "DoubtedSentences"]
    assert "Einflussfaktor: Strom" in server.requests[-1].text()
    assert not of_kind(found.findings, "umgekehrte_aussage")
    assert found.sentences[1].suspicion == REFUTED and found.sentences[1].judged


def entry(**more: Any) -> dict[str, Any]:
    told = {"nummer": 1, "zahlen": [], "namen": [], "faktor": 1}
    return {**told, "zitat": "", "grund": "", "urteil": "neutral", **more}


AGAINST = {"urteil": "widerspricht", "grund": "Anders.", "zitat": "mit den Leuten"}


@pytest.mark.parametrize(
    ("entries", "told_to_it"),
    [
        ([], "Satz 1: fehlt"),
        ([entry(), entry()], "Satz 1: steht doppelt"),
        ([entry(), entry(nummer=7)], "Satz 7: nicht verlangt"),
        ([entry(faktor=4)], "die Zeile 4; es gibt die Zeilen 1 bis 3"),
        ([entry(faktor=-1)], "die Zeile -1"),
        ([entry(**AGAINST, faktor=0)], "nennt aber in „faktor“ keine Zeile"),
        ([entry(**{**AGAINST, "grund": " "})], "keinen Grund"),
        ([entry(**{**AGAINST, "zitat": "mit fremden Leuten"})], "nicht wörtlich in Satz 1"),
        ([entry(**{**AGAINST, "zitat": ""})], "nicht wörtlich in Satz 1"),
    ],
)
def test_an_unfit_verdict_is_asked_again_with_what_is_wrong(ground, judge, server, entries, told_to_it):
    server.script(say({"saetze": entries}))
    found = check_one(Case(told(FREE), ground), judge)
    assert told_to_it in server.requests[1].text()
    assert server.count == 2 and found.sentences[0].judged


def test_quotations_may_differ_in_blanks_and_marks_alone():
    sentence = "Die „Leute von  nebenan“ fahren – wie immer – mit."
    reply = JudgedSentences(
        saetze=[
            JudgedSentence.model_validate(
                entry(urteil="widerspricht", grund="g", zitat='"Leute von nebenan" fahren - wie')
            )
        ]
    )
    assert judged_fault(reply, {1: sentence}, 3) == ""


def test_without_a_usable_answer_sentences_are_not_judged_and_never_passed(ground, judge, server):
    server.always(say({"saetze": []}))
    found = check_one(Case(told(FREE, WRONG), ground), judge)
    assert [one.judged for one in found.sentences] == [False, False]
    assert "bei 2 von 2 Sätzen" in found.not_judged[0]
    assert "Sätze 1, 2 nicht beurteilt" in found.not_judged[1] and "3-mal" in found.not_judged[1]
    plain = check_one(Case(told(FREE, WRONG), ground), StatementJudge())
    assert [one.suspicion for one in found.sentences] == [one.suspicion for one in plain.sentences]


def test_an_objection_that_nobody_decides_stays_suspicious_and_not_judged(ground, judge, server):
    server.always(lambda body: judged(body) if "## Die Tafel" in str(body) else refused())
    found = check_one(Case(told(FREE, WRONG), ground), judge)
    assert [one.judged for one in found.sentences] == [True, False]
    assert found.sentences[1].suspicion == OBJECTED and not of_kind(found.findings)
    assert "Satz 2 nicht beurteilt" in found.not_judged[1] and "lehnt die Anfrage ab" in found.not_judged[1]


def test_what_breaks_on_the_way_is_raised(ground, server, tmp_path):
    judge = ModelJudge(desk_at(server, tmp_path), Shelf())
    server.always(WRONG_KEY)
    with pytest.raises(ModelError, match="401"):
        check([told(FREE)], ground, judge)
    server.always(act)
    poor = ModelJudge(desk_at(server, tmp_path, budget_tokens=1), Shelf())
    with pytest.raises(BudgetError):
        check([told(FREE, WRONG)], ground, poor)


def test_a_text_too_long_for_the_context_is_judged_in_halves(ground, judge, server):
    def narrow(body: dict[str, Any]) -> Any:
        asked = body["messages"][1]["content"].rpartition("genau einem Eintrag")[2]
        return TOO_LONG if len(re.findall(r"\d+", asked)) > 2 else act(body)

    server.always(narrow)
    texts = [f"{FREE[:-1]}, und zwar im Ort {chr(65 + n)}." for n in range(5)] + [WRONG]
    found = check_one(Case(told(*texts), ground), judge)
    assert all(one.judged for one in found.sentences)
    assert [one.sentence for one in of_kind(found.findings)] == [6]


def test_where_one_sentence_alone_is_too_long_no_other_is_asked(ground, judge, server):
    server.always(TOO_LONG)
    alone = check_one(Case(told(FREE, DOUBTFUL, WRONG, "2035 ist da."), ground), judge)
    assert not any(one.judged for one in alone.sentences)
    _, reason = alone.not_judged
    assert "Sätze 1, 2, 3, 4 nicht beurteilt" in reason and "zu lang" in reason
    assert server.count == 3, "vier, zwei, einer"


def test_the_same_text_costs_nothing_again_under_another_stage(ground, judge, server):
    case = Case(told(FREE, WRONG), ground)
    first = check_one(case, judge)
    asked = server.count
    renamed = case.narrative.model_copy(update={"title": "Anders"})
    drafting = ModelJudge(judge.desk, Shelf(), "draft")
    again = check_one(Case(renamed, ground), drafting)
    assert server.count == asked and again.sentences == first.sentences
    assert judge.desk.meter.of("check").calls == asked and judge.desk.meter.of("draft").calls == 0


def test_narratives_are_judged_side_by_side(ground, judge, server):
    server.always(lambda body: Said(act(body).text, after=0.3))
    check([told(FREE), told(FREE.replace("Stadt", "Altstadt"), cluster="c2")], ground, judge)
    assert server.most_at_once == 3, "two texts, and both read blind"


def test_a_server_without_schemas_is_asked_in_words(ground, judge, server):
    server.always(lambda body: NO_SCHEMA if "response_format" in body else judged(body))
    assert check_one(Case(told(FREE), ground), judge).sentences[0].judged


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from([FREE, WRONG, DOUBTFUL, OWN[0], OTHER[1]]), max_size=6))
def test_suspicion_follows_the_verdict_and_no_finding_means_no_confirmed_contradiction(texts):
    verdicts = {FREE: 0.1, DOUBTFUL: REFUTED, WRONG: CONFIRMED}
    with ModelServer() as server, tempfile.TemporaryDirectory() as folder:
        server.always(act)
        judge = ModelJudge(desk_at(server, Path(folder)), Shelf())
        judgement = judge.judge(Case(told(*texts), WORLD))
    for number, text in enumerate(texts, start=1):
        found = [one.kind for one in judgement.findings if one.sentence == number]
        assert (KIND in found) == (text == WRONG) and judgement.judged[number - 1]
        if text in verdicts:
            assert judgement.suspicion[number - 1] <= verdicts[text]
            assert text == FREE or judgement.suspicion[number - 1] == verdicts[text]


# The contrast test


def paragraphs(*texts: str, cluster: str) -> Any:
    return told(*texts, cluster=cluster, each=1)


def test_read_blind_each_text_is_found_to_be_its_own(ground, judge, server):
    reading = judge.contrast([paragraphs(*OWN, cluster="c1"), paragraphs(*OTHER, cluster="c2")], ground)
    assert reading.findings == () and reading.not_judged == ()
    (request,) = server.requests
    assert not re.search(r"\bc[12]\b|geteilte|verkaufte|Titel|seit Mai", request.text(0) + request.text())


def test_a_strange_paragraph_is_named_and_most_of_them_block(ground, judge):
    reading = judge.contrast([paragraphs(OWN[0], OTHER[1], OWN[2], cluster="c1")], ground)
    (finding,) = reading.findings
    assert finding.severity == "warn" and "Absatz 2" in finding.message and finding.evidence == "c2"
    most = judge.contrast([paragraphs(OTHER[0], OTHER[1], OWN[2], cluster="c1")], ground)
    assert [one.severity for one in most.findings] == ["block", "warn", "warn"]
    plain = StatementJudge().contrast([paragraphs(*OTHER, cluster="c1")], ground)
    assert plain.findings[0] == most.findings[0]


@pytest.mark.parametrize(("unclear", "told_so"), [(1, False), (2, True), (3, True)])
def test_an_unclear_paragraph_is_no_finding_and_most_of_a_text_is_not_judged(
    ground, judge, server, unclear, told_so
):
    def unsure(body: dict[str, Any]) -> Said:
        placements = json.loads(placed(body).text or "")["absaetze"]
        return say(
            {
                "absaetze": [
                    {**p, "sicherheit": "unklar"} if p["absatz"] <= unclear else p for p in placements
                ]
            }
        )

    server.always(unsure)
    reading = judge.contrast([paragraphs(*OWN, cluster="c1")], ground)
    assert reading.findings == ()
    expected = f"Kontrasttest: „Titel c1“ nicht beurteilt: {unclear} von 3 Absätzen blieben unklar."
    assert reading.not_judged == ((expected,) if told_so else ())


def test_without_an_answer_the_contrast_is_computed_and_said_to_be_not_judged(ground, judge, server):
    server.always(refused())
    reading = judge.contrast([paragraphs(*OTHER, cluster="c1")], ground)
    assert [one.severity for one in reading.findings] == ["block"]
    assert "3 von 3 Absätzen nicht beurteilt" in reading.not_judged[0]


@pytest.mark.parametrize(
    ("letter", "number", "told_to_it"),
    [("Z", 1, "das Szenario „Z“"), ("A", 9, "Absatz 9: nicht verlangt")],
)
def test_an_unfit_placement_is_asked_again(ground, judge, server, letter, number, told_to_it):
    server.script(say({"absaetze": [{"absatz": number, "szenario": letter, "sicherheit": "sicher"}]}))
    judge.contrast([paragraphs(OWN[0], cluster="c1")], ground)
    assert told_to_it in server.requests[1].text()


def test_no_text_asks_nothing(ground, judge, server):
    assert check([], ground, judge).findings == ()
    assert judge.judge(Case(told(), ground)).suspicion == ()
    assert server.requests == []
