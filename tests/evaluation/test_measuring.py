"""Measuring a judge on faults made on purpose: right figures for judges whose answers are known."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_world import world

from pipeline.checks import contrast
from pipeline.checks.case import Case, Ground
from pipeline.checks.kept import Placed
from pipeline.checks.statements import Judgement
from pipeline.core.errors import ModelError
from pipeline.core.types import Narrative, Sentence
from pipeline.evaluation.limits import Limit
from pipeline.evaluation.measuring import digest_of_texts, measure, texts_to_judge
from pipeline.evaluation.mutants.mutant import Mutant
from pipeline.evaluation.ranked import auc
from pipeline.evaluation.results import JudgeFigures, KindFigures
from pipeline.evaluation.review import Review, Reviewed
from pipeline.evaluation.trust import trust_in
from pipeline.narratives.ledger import text_hash

KIND = "widerspruch"
FAIR = tuple(f"Am Kai helfen Leute {which}." for which in ("gern", "oft", "lange", "still", "früh", "viel"))
FAULTY, HARMLESS = "Fehler", "umformuliert"
LINES = {
    "offline_auc": Limit(0.7, "higher", "x"),
    "offline_kind_auc": Limit(0.55, "higher", "x"),
    "model_recall": Limit(0.9, "higher", "x"),
    "model_false_alarms": Limit(0.05, "lower", "x"),
}
TEXT = Narrative(
    cluster="c1",
    title="T",
    rohgeruest=False,
    sentences=tuple(Sentence(text=one, basis="value", values=("f1a",), paragraph=1) for one in FAIR),
)
MUTANTS = tuple(
    Mutant(cluster="c1", index=index, kind=kind, way="w", text=f"{FAIR[index - 1][:-1]} {word} {kind}.")
    for kind, word in (("swap", FAULTY), ("flip", FAULTY), ("invented", FAULTY), ("paraphrase", HARMLESS))
    for index in range(1, 7)
)


@dataclass
class Puppet:
    """Says of every sentence what it is told to; knows what it was asked."""

    suspicion: Callable[[str], float]
    signature: str = "puppet"
    silent: Callable[[str], bool] = lambda text: False
    fails_from: int = 10_000
    at_once: int = 1
    asked: list[tuple[str, ...]] = field(default_factory=list)

    def judge(self, case: Case) -> Judgement:
        self.asked.append(tuple(case.texts[n - 1] for n in case.numbers() if n not in case.settled))
        if len(self.asked) >= self.fails_from:
            raise ModelError("Der Server ist weg.")
        scores = [self.suspicion(one) for one in case.texts]
        found = tuple(
            case.finding(number, KIND, "block", "x")
            for number, score in enumerate(scores, start=1)
            if score > 0.9 and self.signature and not self.silent(case.texts[number - 1])
        )
        judged = tuple(bool(self.signature) and not self.silent(one) for one in case.texts)
        return Judgement(tuple(scores), judged, found)

    def contrast(
        self, narratives: Sequence[Narrative], ground: Ground, known: Sequence[Placed] = ()
    ) -> contrast.Reading:
        raise AssertionError("nobody reads blind to be measured")


def perfect(text: str) -> float:
    return 0.98 if FAULTY in text else 0.02


def measured(judge: Puppet, **more) -> JudgeFigures:
    return measure([TEXT], world(), judge, "openai:probe", mutants=MUTANTS, **more)


def told(figures: JudgeFigures) -> dict[str, tuple]:
    return {one.kind: (one.recall, one.false_alarms, one.auc) for one in figures.kinds}


@pytest.mark.parametrize(
    ("says", "figures"),
    [
        (perfect, (1.0, 0.0, 1.0)),
        (lambda text: 0.5, (0.0, 0.0, 0.5)),
        (lambda text: 0.98, (1.0, 1.0, 0.5)),
        (lambda text: 1 - perfect(text), (0.0, 1.0, 0.0)),
    ],
    ids=["perfect", "blind", "always", "the wrong way round"],
)
def test_a_judge_with_known_answers_gets_the_figures_that_follow(says, figures):
    found = measured(Puppet(says))
    assert {told(found)[kind] for kind in ("swap", "flip", "invented", "all")} == {figures}
    assert told(found)["paraphrase"] == (None, figures[1], None)
    assert (found.fair, found.told, found.signature) == (6, "", "puppet")
    assert {one.kind: one.sentences for one in found.kinds}["all"] == 18


def test_one_kind_that_a_judge_misses_shows_in_its_figures_alone():
    def says(text: str) -> float:
        return 0.02 if "flip" in text else perfect(text)

    found = told(measured(Puppet(says)))
    assert found["flip"] == (0.0, 0.0, 0.5) and found["swap"] == (1.0, 0.0, 1.0)
    assert found["all"][0] == pytest.approx(2 / 3, abs=1e-4)


def test_only_changed_sentences_are_asked_about_each_once_and_the_text_as_it_is():
    judge = Puppet(perfect)
    measured(judge)
    whole, *changed = judge.asked
    assert whole == FAIR
    assert sorted(one for asked in changed for one in asked) == sorted(one.text for one in MUTANTS)
    assert len(judge.asked) == texts_to_judge([TEXT], world(), MUTANTS, Reviewed())


def test_what_a_judge_did_not_decide_is_not_measured_and_never_zero():
    found = measured(Puppet(perfect, silent=lambda text: "flip" in text))
    assert told(found)["flip"] == (None, 0.0, None) and told(found)["swap"] == (1.0, 0.0, 1.0)
    assert told(found)["all"] == (None, 0.0, None), "a third of the faults was left out"
    assert "6 von 30 Sätzen" in found.told
    nothing = measured(Puppet(perfect, silent=lambda text: True))
    assert set(told(nothing).values()) == {(None, None, None)}


def test_a_model_that_fails_on_the_way_leaves_the_rest_unmeasured():
    found = measured(Puppet(perfect, fails_from=2))
    assert told(found)["all"] == (None, None, None) and "Der Server ist weg." in found.told
    with pytest.raises(ModelError):
        measured(Puppet(perfect, fails_from=1))


def test_too_few_of_a_kind_make_no_figure():
    few = [one for one in MUTANTS if one.kind != "flip" or one.index < 5]
    found = told(measure([TEXT], world(), Puppet(perfect), "m", mutants=few))
    assert found["flip"] == (None, 0.0, None) and found["all"] == (1.0, 0.0, 1.0)
    nobody = told(measure([], world(), Puppet(perfect), "m", mutants=()))
    assert set(nobody.values()) == {(None, None, None)}


def test_what_a_person_found_wrong_is_not_held_to_be_fair():
    wrong = Review(
        cluster="c1",
        sentence=1,
        text_hash=text_hash(FAIR[0]),
        verdict="wrong",
        by="Eva Beispiel",
        date="2026-11-20",
    )

    def says(text: str) -> float:
        return 0.98 if text == FAIR[0] else perfect(text)

    reviewed = Reviewed((wrong,))
    assert told(measured(Puppet(says)))["all"][1] == pytest.approx(1 / 12, abs=1e-4)
    found = measured(Puppet(says), reviewed=reviewed)
    assert told(found)["all"][1] == 0.0 and found.fair == 5
    assert found.texts != digest_of_texts([TEXT], world(), Reviewed())


def test_without_a_model_suspicion_at_the_line_is_an_alarm():
    found = measured(Puppet(lambda text: 0.95 if FAULTY in text else 0.1, signature=""))
    assert told(found)["all"] == (1.0, 0.0, 1.0)
    below = measured(Puppet(lambda text: 0.2 if FAULTY in text else 0.1, signature=""))
    assert told(below)["all"] == (0.0, 0.0, 1.0), "ranked well, and none of it loud"


def test_a_good_judge_may_be_trusted_and_a_weak_one_an_unmeasured_one_or_one_by_hand_may_not():
    def trust(figures: JudgeFigures | None):
        return trust_in(None, figures, "openai:probe", LINES)

    assert trust(measured(Puppet(perfect))).decides
    weak = trust(measured(Puppet(lambda text: 0.5)))
    assert not weak.decides and "zu schwach" in weak.told[-1]
    silent = trust(measured(Puppet(perfect, silent=lambda text: True)))
    assert not silent.decides and "nicht gemessen" in silent.told[-1]
    by_hand = measure([TEXT], world(), Puppet(perfect), "openai:handgeschrieben", mutants=MUTANTS)
    assert by_hand.by_hand and not trust(by_hand).decides and "nicht gemessen" in trust(by_hand).told[-1]
    assert not trust(None).decides


KINDS = ("swap", "flip", "invented", "all")


def known(name: str, **other: float | None) -> JudgeFigures:
    """A judge as good as can be at every kind of fault, but for one figure of those that are named."""
    good = {"sentences": 9, "recall": 1.0, "false_alarms": 0.0, "auc": 1.0}
    kinds = [
        KindFigures.model_construct(kind=kind, **(good | ({name: other[kind]} if kind in other else {})))
        for kind in KINDS
    ]
    return JudgeFigures.model_construct(judge="j", signature="", kinds=tuple(kinds), by_hand=False)


def trusted(figures: JudgeFigures) -> tuple[bool, bool]:
    """Whether such a ranking ranks, and such a model decides."""
    return trust_in(figures, None, "", LINES).ranks, trust_in(None, figures, "m", LINES).decides


def test_the_ranking_is_trusted_by_its_order():
    figures = known("recall", swap=0.0, flip=0.0, invented=0.0, all=0.0)
    assert trusted(figures) == (True, False)
    assert not trust_in(figures, None, "", {}).ranks, "without a line nobody is trusted"


@pytest.mark.parametrize(
    "lacking", ["offline_auc", "offline_kind_auc", "model_recall", "model_false_alarms"]
)
def test_without_one_of_its_lines_a_judge_is_not_trusted(lacking: str):
    lines = {name: one for name, one in LINES.items() if name != lacking}
    figures = known("auc")
    trust = trust_in(figures, figures, "m", lines)
    assert (trust.ranks, trust.decides) == (not lacking.startswith("off"), lacking.startswith("off"))


@pytest.mark.parametrize("kind", KINDS[:3])
def test_a_good_figure_of_all_hides_no_kind_that_is_missed_or_was_not_measured(kind: str):
    assert trusted(known("recall")) == (True, True)
    assert trusted(known("auc", **{kind: 0.54})) == (False, True)
    assert trusted(known("auc", **{kind: 0.56})) == (True, True), "of one kind the order may be weaker"
    assert trusted(known("recall", **{kind: 0.89})) == (True, False)
    assert trusted(known("sentences", **{kind: 4})) == (False, False)
    assert trusted(known("auc", **{kind: None})) == (False, True)
    left_out = known("auc")
    kinds = tuple(one for one in left_out.kinds if one.kind != kind)
    trust = trust_in(None, left_out.model_copy(update={"kinds": kinds}), "m", LINES)
    assert not trust.decides and "nicht an jeder Art von Fehlern gemessen" in trust.told[-1]


@pytest.mark.parametrize("value", [math.inf, -math.inf, math.nan, 1.5, -5.0])
@pytest.mark.parametrize("kind", KINDS)
def test_a_figure_that_is_no_share_measures_nothing(kind: str, value: float):
    assert not trusted(known("auc", **{kind: value}))[0]
    assert not trusted(known("recall", **{kind: value}))[1]
    assert trusted(known("false_alarms", all=value)) == (True, False)


SCORES = st.lists(st.sampled_from([0.0, 0.1, 0.5, 0.50001, 0.9, 1.0]), min_size=1, max_size=8)


@given(SCORES, SCORES)
def test_the_area_is_the_share_of_pairs_in_the_right_order(faulty, fair):
    pairs = [1.0 if one > two else 0.5 if one == two else 0.0 for one in faulty for two in fair]
    assert auc(faulty, fair) == pytest.approx(sum(pairs) / len(pairs))
    assert auc(faulty, fair) == pytest.approx(1 - auc(fair, faulty))


def test_nothing_to_compare_has_no_area():
    with pytest.raises(ValueError):
        auc([], [0.5])
