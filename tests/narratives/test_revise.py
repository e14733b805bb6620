"""Only flagged sentences are written anew; the rest stays to the letter, and worse is not taken."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from model_server import TOO_LONG, WRONG_KEY, ModelServer, Said, desk_at, refused, say
from puppet_judging import ACTS, CONTRADICTS
from small_world import OTHER, OWN, PASSAGE, Shelf, told, world

from pipeline.checks import check_one
from pipeline.checks.case import Case, Ground
from pipeline.checks.chains import ModelJudge
from pipeline.checks.judging import Judge, StatementJudge
from pipeline.checks.statements import Judgement
from pipeline.core.errors import ModelError
from pipeline.core.types import Finding, Narrative, Sentence
from pipeline.narratives.plan import Plan, Plans, Theme
from pipeline.narratives.revise import Flagged, flagged_in, improve, revised, spliced
from pipeline.narratives.revise_chains import ModelReviser

GROUND = world()
PLAN = Plan(
    cluster="c1",
    title="Die geteilte Region",
    guiding=("f1a",),
    themes=(Theme(factor="f1", value="f1a", passages=(PASSAGE.id,)), Theme(factor="f2", value="f2a")),
    tentative=(),
    counterpoint=None,
    tone="gemischt",
)
CLEAN = "Wer in die Stadt will, verabredet sich 2035 mit den Leuten von nebenan."
WRONG = f"Eine {CONTRADICTS} regelt jede Fahrt."
NUMBER = "Am Kai stehen 4711 Kisten."


def act(body: dict[str, Any]) -> Said:
    return ACTS[body["response_format"]["json_schema"]["name"]](body)


class Sure(StatementJudge):
    """Takes every sentence for judged; what is found stays that of the rules."""

    def judge(self, case: Case) -> Judgement:
        return replace(super().judge(case), judged=tuple(True for _ in case.texts))


class Scripted:
    """A reviser that writes what a test says, and remembers what it was asked."""

    signature = "probe"
    at_once = 2
    judge: Judge = Sure()

    def __init__(self, write: Callable[[int, str], str]) -> None:
        self.write = write
        self.asked: list[list[int]] = []

    def revise(
        self, narrative: Narrative, plan: Plan, flagged: Sequence[Flagged], ground: Ground
    ) -> Mapping[int, Sentence]:
        self.asked.append([one.number for one in flagged])
        return {
            one.number: Sentence(
                text=self.write(one.number, narrative.sentences[one.number - 1].text),
                basis="inference",
                values=("f2a",),
                paragraph=9,
            )
            for one in flagged
        }


@pytest.fixture
def reviser(server: ModelServer, tmp_path: Path) -> ModelReviser:
    server.always(act)
    desk = desk_at(server, tmp_path)
    return ModelReviser(desk, Shelf(), ModelJudge(desk, Shelf(), "draft"))


def texts(narrative: Narrative) -> list[str]:
    return [sentence.text for sentence in narrative.sentences]


def asked_for(server: ModelServer) -> list[str]:
    """The requests for revisions, in order."""
    return [one.text() for one in server.requests if "## Neu zu fassen" in one.text()]


sentence = st.builds(
    Sentence,
    text=st.text(min_size=1, max_size=20),
    basis=st.sampled_from(["value", "inference"]),
    paragraph=st.integers(1, 4),
)


@given(st.lists(sentence, max_size=12), st.dictionaries(st.integers(1, 12), sentence))
def test_everything_else_stays_to_the_letter(sentences, new):
    narrative = Narrative(cluster="c1", title="T", rohgeruest=False, sentences=tuple(sentences))
    new = {number: one for number, one in new.items() if number <= len(sentences)}
    after = spliced(narrative, new)
    assert (after.title, after.cluster, len(after.sentences)) == ("T", "c1", len(sentences))
    for number, (old, now) in enumerate(zip(sentences, after.sentences, strict=True), start=1):
        assert now.paragraph == old.paragraph
        assert now.text == (new[number].text if number in new else old.text)
        assert number in new or now is old


def test_flagged_is_what_blocks_or_is_to_be_looked_at_with_a_sentence():
    found = check_one(Case(told(CLEAN, NUMBER, OTHER[0]), GROUND), StatementJudge())
    flagged = flagged_in(found)
    assert [one.number for one in flagged] == [2, 3]
    hint = Finding(cluster="c1", sentence=1, kind="k", severity="info", message="m")
    assert flagged_in(found.model_copy(update={"findings": (hint,)})) == []


def test_an_invented_number_is_mended_and_a_clean_text_is_left_alone():
    mended = Scripted(lambda number, text: "Am Kai stehen etliche Kisten.")
    before = told(CLEAN, NUMBER, OWN[1])
    after = improve(before, PLAN, GROUND, mended)
    assert texts(after) == [CLEAN, "Am Kai stehen etliche Kisten.", OWN[1]]
    assert after.sentences[0] is before.sentences[0] and mended.asked == [[2]]
    untouched = Scripted(lambda number, text: "Nie.")
    assert improve(told(CLEAN, OWN[1]), PLAN, GROUND, untouched) == told(CLEAN, OWN[1])
    assert untouched.asked == []


def test_two_rounds_at_most_and_what_remains_is_still_found():
    stubborn = Scripted(lambda number, text: f"Am Kai stehen {len(stubborn.asked)}888 Kisten.")
    after = improve(told(CLEAN, NUMBER), PLAN, GROUND, stubborn)
    assert stubborn.asked == [[2], [2]]
    assert [one.number for one in flagged_in(check_one(Case(after, GROUND), StatementJudge()))] == [2]


def test_it_ends_when_nothing_has_changed():
    same = Scripted(lambda number, text: text)
    same.revise = lambda *given: same.asked.append([0]) or {}  # type: ignore[method-assign]
    assert improve(told(CLEAN, NUMBER), PLAN, GROUND, same) == told(CLEAN, NUMBER)
    assert len(same.asked) == 1


def test_a_sentence_that_came_out_worse_is_not_taken_while_others_are():
    strange = "Den Kran bedient 2035 die Rheintal Holding GmbH."
    before = told(CLEAN, strange, NUMBER)
    found = check_one(Case(before, GROUND), StatementJudge()).findings
    assert {one.severity for one in found if one.sentence == 2} == {"warn"}
    worse = Scripted(lambda number, text: f"{strange} 4712" if number == 2 else "Am Kai stehen Kisten.")
    after = improve(before, PLAN, GROUND, worse)
    assert texts(after) == [CLEAN, strange, "Am Kai stehen Kisten."]
    assert after.sentences[1] == before.sentences[1]


def test_a_contradiction_is_mended_and_the_new_text_is_judged(server, reviser):
    after = improve(told(CLEAN, WRONG, OWN[1]), PLAN, GROUND, reviser)
    assert texts(after) == [CLEAN, "Eine Absprache regelt jede Fahrt.", OWN[1]]
    assert after.sentences[1].values and after.sentences[1].basis == "value"
    assert len(asked_for(server)) == 1
    asked = server.count
    check = ModelJudge(reviser.desk, Shelf())
    assert flagged_in(check_one(Case(after, GROUND), check)) == []
    assert server.count == asked, "die letzte Fassung ist schon beurteilt"


def test_the_request_shows_the_text_the_finding_and_only_known_ids(server, reviser):
    improve(told(CLEAN, WRONG, NUMBER), PLAN, GROUND, reviser)
    (asked,) = asked_for(server)
    assert f"1: {CLEAN}\n2: {WRONG}\n3: {NUMBER}" in asked
    assert "Satz 2; Befund:\n<dokument>\nWiderspruch zu" in asked and "Die Zahl 4711 steht" in asked
    assert asked.endswith("für jeden dieser Sätze: 2, 3.")
    assert f"Passage {PASSAGE.id} (d.md):\n<dokument>\nSeite 1\n{PASSAGE.text}" in asked
    assert "gilt nicht: " in asked and "Fremdes" in asked


def revision(**more: Any) -> dict[str, Any]:
    plain = {"nummer": 2, "text": "Neu.", "grundlage": "value", "auspraegungen": ["f1a"], "passagen": []}
    return {**plain, **more}


@pytest.mark.parametrize(
    ("sentences", "told_to_it"),
    [
        ([], "Satz 2: fehlt"),
        ([revision(), revision(nummer=1)], "Satz 1: nicht verlangt"),
        ([revision(auspraegungen=["f1z"])], "„f1z“; diese Kennung steht nicht im Auftrag"),
        ([revision(auspraegungen=["f1b"])], "„f1b“; diese Kennung steht nicht im Auftrag"),
        ([revision(passagen=["p9"])], "„p9“"),
        ([revision(grundlage="evidence")], "nennt aber keine Passage"),
        ([revision(auspraegungen=[])], "nicht, worauf er beruht"),
        ([revision(text="  ")], "Satz 2 ist leer"),
        ([revision(text="Es gilt f1a.")], "Kennungen gehören nur in die Listen"),
        ([revision(text="lang " * 40)], "hat 40 Wörter"),
        ([revision(text="Am Kai ist es still. Die Kisten sind fort.")], "Satz 2 enthält mehrere Sätze"),
    ],
)
def test_an_unfit_revision_is_asked_again(server, reviser, sentences, told_to_it):
    flagged = flagged_in(check_one(Case(told(CLEAN, NUMBER), GROUND), StatementJudge()))
    server.script(say({"saetze": sentences}))
    new = reviser.revise(told(CLEAN, NUMBER), PLAN, flagged, GROUND)
    assert told_to_it in server.requests[1].text() and server.count == 2
    assert list(new) == [2] and not re.search(r"\d", new[2].text)


def test_a_new_sentence_that_nobody_judged_is_not_taken(server, reviser):
    new = "Eine Absprache regelt jede Fahrt."
    server.always(lambda body: refused() if "## Die Tafel" in str(body) and new in str(body) else act(body))
    assert improve(told(CLEAN, WRONG), PLAN, GROUND, reviser) == told(CLEAN, WRONG)
    assert len(asked_for(server)) == 1


@pytest.mark.parametrize("failing", [refused(), TOO_LONG])
def test_without_a_usable_answer_the_text_stays(server, reviser, failing):
    server.always(lambda body: failing if "## Neu zu fassen" in str(body) else act(body))
    assert improve(told(CLEAN, WRONG), PLAN, GROUND, reviser) == told(CLEAN, WRONG)


def test_what_breaks_on_the_way_is_raised(server, reviser):
    server.always(lambda body: WRONG_KEY if "## Neu zu fassen" in str(body) else act(body))
    with pytest.raises(ModelError, match="401"):
        improve(told(CLEAN, WRONG), PLAN, GROUND, reviser)


def test_all_calls_count_as_drafting_and_texts_are_revised_side_by_side(server, reviser):
    other = PLAN.model_copy(update={"cluster": "c2"})
    server.always(lambda body: Said(act(body).text, after=0.2))
    after = revised(
        [told(WRONG, CLEAN), told(CLEAN, WRONG, cluster="c2")], Plans(plans=(PLAN, other)), GROUND, reviser
    )
    assert [CONTRADICTS in " ".join(texts(one)) for one in after] == [False, False]
    assert [one.cluster for one in after] == ["c1", "c2"]
    assert server.most_at_once == 2
    assert reviser.desk.meter.of("draft").calls == server.count == reviser.desk.meter.total().calls


def test_another_judge_is_another_signature(server, reviser, tmp_path):
    judge = ModelJudge(desk_at(server, tmp_path, variant=1), Shelf(), "draft")
    assert ModelReviser(reviser.desk, Shelf(), judge).signature != reviser.signature
