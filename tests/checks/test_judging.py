"""The judges without a model: one that is asked about a few sentences says of them what it says of all."""

import pytest
from small_world import OTHER, OWN, told, world

from pipeline.checks import check_one
from pipeline.checks.case import Case
from pipeline.checks.judging import OpenJudge, SilentJudge, StatementJudge

TEXTS = (OWN[0], "Am Abend spielt die Blaskapelle, und niemand zahlt mehr Eintritt.", OTHER[0])


@pytest.mark.parametrize("settled", [frozenset(), frozenset({1}), frozenset({2, 3}), frozenset({1, 2, 3})])
def test_what_is_said_of_an_open_sentence_does_not_depend_on_who_says_nothing_of_the_rest(settled):
    case = Case(told(*TEXTS), world(), settled)
    whole = check_one(case, StatementJudge(), language=False).sentences
    some = check_one(case, OpenJudge(), language=False).sentences
    for one, other in zip(whole, some, strict=True):
        if one.index not in settled:
            assert other.suspicion == pytest.approx(one.suspicion, abs=1e-3)
            assert (other.judged, other.kinds) == (one.judged, one.kinds)


def test_a_silent_judge_leaves_the_findings_of_the_other_checks():
    case = Case(told(*TEXTS, "Im Jahr 1987 kamen 4711 Leute."), world())
    meant = {finding.kind for finding in StatementJudge().judge(case).findings}
    whole, rest = (check_one(case, one()).findings for one in (StatementJudge, SilentJudge))
    assert meant and list(rest) == [one for one in whole if one.kind not in meant]


def test_leaving_the_language_out_changes_no_verdict():
    case = Case(told(*TEXTS), world())
    whole, some = (check_one(case, StatementJudge(), language=prose) for prose in (True, False))
    assert whole.sentences == some.sentences
