"""Each rule by which the gate fails closed, broken on purpose: no such hole lets a text pass."""

import json
import math
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.checks import facts
from pipeline.core.files import to_json
from pipeline.core.types import Finding, Findings, SentenceVerdict
from pipeline.evaluation.evaluate import evaluate
from pipeline.evaluation.gate import UNJUDGED
from pipeline.evaluation.limits import Limit
from pipeline.evaluation.material import Material
from pipeline.evaluation.nouns import Obstacle, Waiver
from pipeline.evaluation.proved import proved
from pipeline.evaluation.results import Evaluation, Item, Metric
from pipeline.evaluation.suites import ALL
from pipeline.evaluation.suites.suite import Proof, Shown, Suite
from pipeline.evaluation.world import small_world, told

TEXT = "Die Städte bezahlen Mannschaften, die auch bei Stromausfall jedes Schiff entladen."
LINE = Limit(0.9, "higher", "So viel muss sein.")
MET = Metric(name="clean", title="Saubere Sätze", value=0.95)


def suite(*metrics: Metric, number: int = 2, data: int = 1, proof: Proof | None = None) -> Suite:
    """A suite that has measured this, and found its one case as it should be."""
    return Suite(
        number,
        f"suite-{number}",
        f"Probe {number}",
        frozenset({facts.KIND}) if number == 2 else frozenset(),
        frozenset({"clean"}),
        lambda material: Shown(data=data, metrics=metrics),
        lambda paths: proof if proof is not None else Proof(1),
    )


def material(*findings: Finding) -> Material:
    """Two texts of one sentence, both judged."""
    world = small_world()
    narratives = [told(one.id, TEXT).narrative for one in world.clusters.clusters]
    verdicts = tuple(
        SentenceVerdict(cluster=one.cluster, index=1, suspicion=0.1, judged=True) for one in narratives
    )
    return Material(narratives, world, Findings(findings=findings, sentences=verdicts, not_judged=()))


def judged(
    one: Suite,
    lines: dict[str, Limit] | None = None,
    looked_at: Material | None = None,
    waivers: Sequence[Waiver] = (),
    others: Sequence[Suite] = (),
) -> Evaluation:
    limits = {one.name: {"clean": LINE} if lines is None else lines}
    return evaluate(looked_at or material(), [one], others, limits, waivers, lambda name: ())


def only(evaluation: Evaluation) -> Obstacle:
    """The one thing in the way."""
    [obstacle] = evaluation.ruling.obstacles
    return obstacle


def test_what_is_measured_and_meets_its_line_passes():
    done = judged(suite(MET))
    assert done.verdict == "pass" and done.suites[0].verdict == "pass"
    assert done.suites[0].metrics[0].threshold == 0.9


def test_a_value_beyond_its_line_blocks_and_names_both():
    found = only(judged(suite(MET.model_copy(update={"value": 0.42}))))
    assert (found.sort, found.cause, found.metric) == ("block", "text", "clean")
    assert "42 %" in found.message and "90 %" in found.message


def test_a_threshold_that_is_deleted_blocks_and_nobody_can_waive_it():
    found = only(judged(suite(MET), lines={}))
    assert (found.sort, found.cause, found.waivable) == ("block", "data", False)
    waived = [Waiver(finding=found.id, by="Eva", reason="egal", date="2026-11-20")]
    assert judged(suite(MET), lines={}, waivers=waived).verdict == "block"


def test_a_threshold_on_the_wrong_side_is_none():
    assert judged(suite(MET), lines={"clean": Limit(1.0, "lower", "Verdreht.")}).verdict == "block"


@pytest.mark.parametrize("value", [None, math.nan, math.inf, -math.inf, 1.7, -0.1])
def test_a_value_that_is_no_share_is_unjudged_and_no_json_breaks_of_it(value: float | None):
    done = judged(suite(MET.model_copy(update={"value": value})))
    found = only(done)
    assert done.verdict == "unjudged" and (found.cause, found.waivable) == ("judge", False)
    written = to_json(done)
    assert json.loads(written, parse_constant=pytest.fail)["suites"][0]["metrics"][0]["value"] is None


@pytest.mark.parametrize("lines", [None, {}], ids=["with a line", "without one"])
def test_one_item_that_is_no_number_spoils_its_metric(lines: dict[str, Limit] | None):
    items = (Item(id="c1/1", value=1.0), Item(id="c1/2", value=math.nan))
    done = judged(suite(MET.model_copy(update={"items": items})), lines)
    assert done.verdict == ("unjudged" if lines is None else "block")
    assert "NaN" not in to_json(done)


def test_a_metric_that_a_suite_forgot_is_unjudged():
    done = judged(suite())
    assert done.verdict == "unjudged" and [one.name for one in done.suites[0].metrics] == ["clean"]


def test_a_metric_that_a_suite_leaves_out_by_name_is_none_and_no_other_is():
    empty = replace(suite(), judge=lambda material: Shown(1, (), left_out=frozenset({"clean"})))
    done = judged(empty)
    assert done.verdict == "pass" and done.suites[0].metrics == ()
    other = replace(suite(), judge=lambda material: Shown(1, (), left_out=frozenset({"other"})))
    assert judged(other).verdict == "unjudged"


def test_sentences_that_nobody_judged_stand_in_the_way_of_any_release():
    seen = material()
    unread = tuple(one.model_copy(update={"judged": False}) for one in seen.findings.sentences)
    seen = replace(seen, findings=seen.findings.model_copy(update={"sentences": unread}))
    first = replace(suite(MET, number=1), kinds=frozenset({UNJUDGED}))
    beside = judged(suite(MET), looked_at=seen, others=[first])
    assert beside.verdict == "unjudged" and {one.suite for one in beside.ruling.obstacles} == {""}
    declared = judged(first, looked_at=seen)
    assert {one.suite for one in declared.ruling.obstacles} == {"suite-1"}


def test_a_metric_that_nobody_knows_has_no_line_and_blocks():
    assert judged(suite(MET, MET.model_copy(update={"name": "other"}))).verdict == "block"


@pytest.mark.parametrize(
    ("broken", "message"),
    [({"proof": Proof(0)}, "keine Fälle"), ({"data": 0}, "nichts da")],
    ids=["no cases", "no data"],
)
def test_a_declared_suite_without_cases_or_data_blocks(broken: dict[str, Any], message: str):
    found = only(judged(suite(MET, **broken)))
    assert (found.sort, found.cause, found.waivable) == ("block", "data", False)
    assert message in found.message


def test_a_case_that_our_own_check_fails_is_our_fault_and_unjudged():
    found = only(judged(suite(MET, proof=Proof(2, ("Fall „a“: nicht gefunden.",)))))
    assert (found.sort, found.cause, found.waivable) == ("unjudged", "judge", False)


def test_the_cases_of_a_suite_are_those_that_are_given(tmp_path: Path):
    asked: list[Sequence[Path]] = []
    looking = Suite(
        2, "eigene", "Probe", frozenset(), frozenset({"clean"}),
        lambda material: Shown(data=1, metrics=(MET,)),
        lambda paths: (asked.append(paths), Proof(len(paths)))[1],
    )  # fmt: skip
    given_files = {"eigene": (tmp_path / "cases.yaml",)}
    done = evaluate(material(), [looking], (), {"eigene": {"clean": LINE}}, (), given_files.__getitem__)
    assert done.verdict == "pass" and asked == [(tmp_path / "cases.yaml",)]


BLOCKING = Finding(
    cluster="c2",
    sentence=1,
    kind=facts.KIND,
    severity="block",
    message="Die 7 steht nirgends.",
    evidence="7",
)


def test_a_blocking_finding_stands_in_the_suite_it_belongs_to_and_not_twice_as_a_metric():
    low = MET.model_copy(update={"value": 0.5, "kinds": (facts.KIND,)})
    found = only(judged(suite(low), looked_at=material(BLOCKING)))
    assert (found.suite, found.kind, found.sort, found.metric) == ("suite-2", facts.KIND, "block", "")


def test_a_finding_that_is_waived_passes_and_is_shown_as_waived():
    stopped = judged(suite(MET), looked_at=material(BLOCKING))
    waiver = Waiver(finding=only(stopped).id, by="Eva", reason="belegt", date="2026-11-20")
    done = judged(suite(MET), looked_at=material(BLOCKING), waivers=[waiver])
    assert done.verdict == done.suites[0].verdict == "pass"
    assert [one.waiver.by for one in done.ruling.waived] == ["Eva"]


def test_a_waived_finding_is_taken_out_before_anything_is_measured():
    def measured(seen: Material) -> Shown:
        share = 0.0 if seen.found(facts.KIND) else 1.0
        return Shown(data=1, metrics=(Metric(name="clean", title="Sauber", value=share),))

    counting = Suite(
        2, "suite-2", "Probe", frozenset({facts.KIND}), frozenset({"clean"}), measured, lambda _: Proof(1)
    )
    assert judged(counting, looked_at=material(BLOCKING)).suites[0].metrics[0].value == 0
    [found] = [
        one for one in judged(counting, looked_at=material(BLOCKING)).ruling.obstacles if one.evidence
    ]
    waiver = Waiver(finding=found.id, by="Eva", reason="belegt", date="2026-11-20")
    done = judged(counting, looked_at=material(BLOCKING), waivers=[waiver])
    assert done.verdict == "pass" and done.suites[0].metrics[0].value == 1


def test_a_line_that_is_waived_passes_until_a_text_changes():
    low = MET.model_copy(update={"value": 0.5})
    waiver = Waiver(finding=only(judged(suite(low))).id, by="Eva", reason="so", date="2026-11-20")
    done = judged(suite(low), waivers=[waiver])
    assert done.verdict == "pass" and done.suites[0].metrics[0].verdict == "block"
    world = small_world()
    changed = Material(
        [told(one.id, f"{TEXT} Nachts ruht der Kran.").narrative for one in world.clusters.clusters],
        world,
        material().findings,
    )
    again = judged(suite(low), looked_at=changed, waivers=[waiver])
    assert again.verdict == "block" and again.ruling.lapsed == (waiver,)


def test_a_waived_figure_is_waived_at_this_value_and_line_and_for_what_it_rests_on():
    low, grounds = MET.model_copy(update={"value": 0.79}), ["eins"]

    def resting(metric: Metric) -> Suite:
        return replace(suite(metric), rests_on=lambda material: grounds[0])

    waiver = Waiver(finding=only(judged(resting(low))).id, by="Eva", reason="so", date="2026-11-20")
    assert judged(resting(low), waivers=[waiver]).verdict == "pass"
    near = low.model_copy(update={"value": 0.7901})
    assert judged(resting(near), waivers=[waiver]).verdict == "pass", "told as the same share"
    worse = judged(resting(low.model_copy(update={"value": 0.02})), waivers=[waiver])
    assert worse.verdict == "block" and worse.ruling.lapsed == (waiver,)
    higher = {"clean": Limit(0.95, "higher", "Mehr.")}
    assert judged(resting(low), higher, waivers=[waiver]).verdict == "block"
    grounds[0] = "zwei"
    assert judged(resting(low), waivers=[waiver]).verdict == "block"


def test_a_suite_that_is_not_declared_is_named_and_decides_nothing():
    done = judged(suite(MET, number=3), others=[suite(number=2)], looked_at=material(BLOCKING))
    assert done.verdict == "pass" and [one.number for one in done.not_part] == [2]


def test_a_text_that_is_missing_blocks_whatever_is_declared():
    whole = material()
    done = judged(suite(MET), looked_at=Material(whole.narratives[:1], whole.ground, whole.findings))
    assert done.verdict == "block" and only(done).suite == ""


@given(
    st.floats(allow_nan=True, allow_infinity=True), st.floats(0, 1), st.sampled_from(["higher", "lower"])
)
def test_nothing_passes_that_is_no_share_on_the_good_side_of_its_line(
    value: float, line: float, better: Any
):
    metric = MET.model_copy(update={"value": value, "better": better})
    passes = judged(suite(metric), {"clean": Limit(line, better, "Grund")}).verdict == "pass"
    good = value >= line if better == "higher" else value <= line
    assert passes == (0 <= value <= 1 and good)


def test_cases_that_change_while_the_program_runs_are_proved_anew(tmp_path):
    path, proofs = tmp_path / "cases.yaml", []

    def prove(paths: Sequence[Path]) -> Proof:
        proofs.append(paths[0].read_text(encoding="utf-8"))
        return Proof(1)

    suite = replace(ALL[0], prove=prove)
    for text in ("cases: []", "cases: []", "cases: [{id: a}]"):
        path.write_text(text, encoding="utf-8")
        proved(suite, [path])
    assert proofs == ["cases: []", "cases: [{id: a}]"]


def test_what_cannot_be_computed_waits_for_a_reader_while_sentences_are_unread():
    given = material()
    verdicts = tuple(one.model_copy(update={"judged": False}) for one in given.findings.sentences)
    unread = replace(given, findings=given.findings.model_copy(update={"sentences": verdicts}))
    done = judged(suite(MET.model_copy(update={"value": None})), looked_at=unread)
    assert done.verdict == "unjudged" and {one.cause for one in done.ruling.obstacles} == {"open"}
    assert not next(one for one in done.ruling.obstacles if one.metric).waivable


def test_a_figure_just_below_its_line_is_not_told_as_the_line_and_is_waived_as_itself():
    near = {"clean": Limit(1.0, "higher", "Alles.")}
    found = [
        only(judged(suite(MET.model_copy(update={"value": value})), lines=near)) for value in (0.996, 0.999)
    ]
    assert "99,6 %, verlangt sind mindestens 100 %" in found[0].message
    assert found[0].id != found[1].id
