"""The gate: the declared suites look at a run, and their figures are held against the lines.

Unknown is never a pass: a figure that is missing or no number is unjudged; a suite without data, cases or a
line blocks. What a person let pass is taken out before anything is measured, and shown beside it. What
belongs to no suite stands in the way of any release.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from pipeline.core.files import digest
from pipeline.core.types import Finding
from pipeline.evaluation.cases import case_files
from pipeline.evaluation.gate import UNJUDGED, Read, id_of, obstacles, overruled, rule, verdict_of
from pipeline.evaluation.limits import Limit, Limits
from pipeline.evaluation.material import Material
from pipeline.evaluation.nouns import Cause, Obstacle, Ruling, Waiver
from pipeline.evaluation.proved import proved
from pipeline.evaluation.results import Evaluation, Metric, NotPart, SuiteResult
from pipeline.evaluation.selection import members_of, select
from pipeline.evaluation.suites.suite import Proof, Shown, Suite
from pipeline.narratives.ledger import narrative_hash

LIMIT, PROOF, DATA = "schwelle", "pruefung_versagt", "ohne_daten"


@dataclass(frozen=True)
class Looked:
    """What a suite showed, with its lines put in, and what of it stands in the way."""

    shown: Shown
    obstacles: tuple[Obstacle, ...]


def evaluate(
    material: Material,
    declared: Sequence[Suite],
    others: Sequence[Suite],
    limits: Limits,
    waivers: Sequence[Waiver] = (),
    cases: Callable[[str], Sequence[Path]] = case_files,
) -> Evaluation:
    """The verdict of the declared suites; `others` are named as no part of this release.

    `cases` gives the case files of a suite by its name.
    """
    found = _of_findings(material, declared, others)
    first = rule(found, waivers)
    left = _without(material, first)
    names = {"", *(one.name for one in declared)}
    looks = {
        one.name: _look(one, cases(one.name), left, limits.get(one.name, {}), first) for one in declared
    }
    every = [one for one in found if one.suite in names]
    every += [one for look in looks.values() for one in look.obstacles]
    ruling = rule(every, waivers)
    return Evaluation(
        verdict=ruling.verdict,
        suites=tuple(_result(one, looks[one.name], ruling) for one in declared),
        not_part=tuple(NotPart(number=one.number, name=one.name, title=one.title) for one in others),
        ruling=ruling,
        judges=tuple(one for one in (material.ranking, material.judge) if one is not None),
        told=material.trust.told,
    )


def read_of(material: Material) -> Read:
    """What people read of these texts, and what they have to."""
    return Read(
        material.reviewed,
        {
            one.cluster: select(
                one,
                material.findings,
                material.reviewed,
                material.trust,
                material.by_model.get(one.cluster, frozenset()),
                members_of(one.cluster, material.ground.clusters),
            )
            for one in material.narratives
        },
        {} if material.trust.decides else material.by_model,
    )


def _of_findings(material: Material, declared: Sequence[Suite], others: Sequence[Suite]) -> list[Obstacle]:
    """What the findings put in the way, each in the suite that it belongs to.

    What nobody judged stands in the way of any release where its suite is no part of this one.
    """
    ground = material.ground
    home = {kind: one.name for one in others for kind in one.kinds if kind != UNJUDGED}
    home |= {kind: one.name for one in declared for kind in one.kinds}
    found = obstacles(
        material.narratives, ground.clusters, material.findings, read_of(material), material.judged_by
    )
    return [one.model_copy(update={"suite": home.get(one.kind, "")}) for one in found]


def _without(material: Material, ruling: Ruling) -> Material:
    """The material without findings that a person let pass or does not share."""
    narratives = {one.cluster: one for one in material.narratives}
    passed = {one.obstacle.id for one in ruling.waived}

    def stands(finding: Finding) -> bool:
        waived = finding.severity == "block" and id_of(finding, narratives) in passed
        return not waived and not overruled(finding, narratives, material.reviewed)

    found = material.findings.findings
    kept, gone = tuple(filter(stands, found)), tuple(one for one in found if not stands(one))
    return replace(
        material, findings=material.findings.model_copy(update={"findings": kept}), let_pass=gone
    )


def _look(
    suite: Suite, cases: Sequence[Path], material: Material, lines: Mapping[str, Limit], first: Ruling
) -> Looked:
    """One suite: its cases first, then the material, then the lines."""
    proof, shown = proved(suite, cases), suite.judge(material)
    texts = digest("\n".join(narrative_hash(one) for one in material.narratives).encode())
    standing = {one.kind for one in first.obstacles if one.suite == suite.name and one.sort == "block"}
    metrics = tuple(_held(one, lines.get(one.name)) for one in _complete(suite, shown))
    found = [one.model_copy(update={"suite": suite.name}) for one in shown.obstacles]
    found += _of_proof(suite, proof, shown, texts)
    unread = any(one.kind == UNJUDGED for one in first.obstacles)
    found += [
        _of_metric(suite, one, f"{texts} {suite.rests_on(material)}", unread)
        for one in metrics
        if one.verdict != "pass" and not (one.verdict == "block" and standing & {*one.kinds})
    ]
    return Looked(replace(shown, metrics=metrics), tuple(found))


def _complete(suite: Suite, shown: Shown) -> tuple[Metric, ...]:
    """What was measured, and as unknown each metric that neither was nor is left out by name."""
    there = {one.name for one in shown.metrics}
    lacking = sorted(suite.metrics - there - shown.left_out)
    return (*shown.metrics, *(Metric(name=one, title=one, value=None) for one in lacking))


def _held(metric: Metric, line: Limit | None) -> Metric:
    """A metric against its line; without one it blocks, and what is no share of 0 to 1 is unjudged."""
    value = metric.value
    if value is None or not 0 <= value <= 1 or not all(math.isfinite(one.value) for one in metric.items):
        value, metric = None, metric.model_copy(update={"value": None, "items": ()})
    if line is None or line.better != metric.better:
        return metric.model_copy(update={"verdict": "block"})
    if value is None:
        verdict = "unjudged"
    else:
        met = value >= line.value if metric.better == "higher" else value <= line.value
        verdict = "pass" if met else "block"
    return metric.model_copy(update={"threshold": line.value, "reason": line.reason, "verdict": verdict})


def _of_metric(suite: Suite, metric: Metric, grounds: str, unread: bool) -> Obstacle:
    """A metric that does not pass, as what stands in the way.

    It is another one with another value, another line, or once what it rests on changes. What cannot be
    computed while sentences are `unread` waits for a reader; otherwise our own check has failed.
    """
    sort: Literal["block", "unjudged"] = "block"
    cause: Cause = "text"
    if metric.threshold is None:
        cause = "data"
        message = f"{metric.title}: keine Schwelle in evals/thresholds.toml, also keine Freigabe."
    elif metric.value is None:
        sort, cause = "unjudged", "open" if unread else "judge"
        message = f"{metric.title}: nicht zu berechnen, also nicht beurteilt. {metric.told}".rstrip()
    else:
        side = "mindestens" if metric.better == "higher" else "höchstens"
        message = (
            f"{metric.title}: {percent(metric.value)}, verlangt sind {side} {percent(metric.threshold)}. "
            f"{metric.told}".rstrip()
        )
    at = "" if metric.value is None else f"{percent(metric.value)} {metric.threshold}"
    return Obstacle(
        id=digest(f"{suite.name} {metric.name} {cause} {at} {metric.better} {grounds}".encode())[:8],
        cluster="",
        sentence=None,
        kind=LIMIT,
        sort=sort,
        cause=cause,
        message=message,
        waivable=cause == "text",
        suite=suite.name,
        metric=metric.name,
    )


def _of_proof(suite: Suite, proof: Proof, shown: Shown, texts: str) -> list[Obstacle]:
    """What the cases of a suite put in the way: there are none, or our own checks fail on them."""
    missing = [] if proof.cases else [f"Suite „{suite.title}“: keine Fälle in evals/{suite.name}/."]
    missing += [] if shown.data else [f"Suite „{suite.title}“: nichts da, was sie ansehen könnte."]
    found = [_fixed(suite, DATA, line, "data", texts) for line in missing]
    return found + [_fixed(suite, PROOF, line, "judge", texts) for line in proof.failed]


def _fixed(suite: Suite, kind: str, message: str, cause: str, texts: str) -> Obstacle:
    """An obstacle that nobody can waive: it says nothing of the texts."""
    return Obstacle(
        id=digest(f"{suite.name} {message} {texts}".encode())[:8],
        cluster="",
        sentence=None,
        kind=kind,
        sort="block" if cause == "data" else "unjudged",
        cause="data" if cause == "data" else "judge",
        message=message,
        waivable=False,
        suite=suite.name,
    )


def _result(suite: Suite, look: Looked, ruling: Ruling) -> SuiteResult:
    mine = [one for one in ruling.obstacles if one.suite == suite.name]
    return SuiteResult(
        number=suite.number,
        name=suite.name,
        title=suite.title,
        verdict=verdict_of(mine),
        metrics=look.shown.metrics,
        tables=look.shown.tables,
        told=tuple(one.message for one in mine),
    )


def percent(share: float) -> str:
    """A share for a person to read; what misses a line by little is not rounded up to it."""
    return f"{100 * share:.1f} %".replace(".", ",").replace(",0 %", " %")
