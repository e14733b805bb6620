"""What stands in the way, what was let pass, and waivers that lapsed: each with its place and id."""

import shlex
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.core.dates import german_date
from pipeline.evaluation.gate import UNJUDGED
from pipeline.evaluation.nouns import Cause, Granted, Obstacle, Waiver
from pipeline.evaluation.results import Evaluation, SuiteResult
from pipeline.publish.evaluated.anchors import Link
from pipeline.publish.report import KINDS

OF_THE_GATE = {
    "schwelle": "Schwelle",
    "pruefung_versagt": "Prüfung versagt",
    "ohne_daten": "ohne Daten",
    "nicht_beurteilt": "nicht beurteilt",
    "von_hand_beanstandet": "von Hand beanstandet",
}
RUN = "LAUF"


@dataclass(frozen=True)
class ObstacleShown:
    """An obstacle with its own place, where it happens, what it is about, and how to let it pass (""
    where nobody can); `unjudged` are sentences whose verdict lacks or does not count."""

    id: str
    place: str
    where: Link
    suite: Link
    kind: str
    sort: str
    cause: Cause
    message: str
    sources: Sequence[Link]
    waive: str
    unjudged: bool


@dataclass(frozen=True)
class WaivedShown:
    """An obstacle that a person let pass, or a waiver that lapsed (`where` has no place then)."""

    id: str
    where: Link
    message: str
    by: str
    date: str
    reason: str


def suite_place(suite: str) -> str:
    """The place of a suite in the page."""
    return f"suite-{suite}"


def metric_place(suite: str, metric: str) -> str:
    """The place of a metric in the page."""
    return f"wert-{suite}-{metric}"


def kind_in_words(kind: str) -> str:
    """A kind of finding as people call it."""
    return OF_THE_GATE.get(kind) or KINDS.get(kind, kind)


def command(*words: str) -> str:
    """A command to type, with what the shell would take apart kept together."""
    return " ".join(["szenario", *map(shlex.quote, words)])


def obstacles_shown(
    evaluation: Evaluation,
    run: str,
    where: Callable[[Obstacle], Link],
    sources: Callable[[str], list[Link]],
) -> list[ObstacleShown]:
    """All that stands in the way, in the order of the ruling; `sources` of an obstacle's evidence."""
    suites = {one.name: one for one in evaluation.suites}
    return [_shown(one, suites.get(one.suite), run, where, sources) for one in evaluation.ruling.obstacles]


def waived_shown(evaluation: Evaluation, where: Callable[[Obstacle], Link]) -> list[WaivedShown]:
    """What people let pass, with their names and reasons."""
    return [_granted(one, where(one.obstacle)) for one in evaluation.ruling.waived]


def lapsed_shown(evaluation: Evaluation) -> list[WaivedShown]:
    """Waivers of what is not there any more."""
    return [_waiver(one, Link("", ""), one.about) for one in evaluation.ruling.lapsed]


def _shown(
    one: Obstacle,
    suite: SuiteResult | None,
    run: str,
    where: Callable[[Obstacle], Link],
    sources: Callable[[str], list[Link]],
) -> ObstacleShown:
    happens = where(one)
    words = ("publish", run, "--waive", one.id, "--by", "NAME", "--reason", "GRUND")
    return ObstacleShown(
        id=one.id,
        place=f"b-{one.id}",
        where=happens,
        suite=_measured(one, suite),
        kind=kind_in_words(one.kind),
        sort="sperrt" if one.sort == "block" else "offen",
        cause=one.cause,
        message=one.message.removeprefix(f"„{happens.text}“: "),
        sources=sources(one.evidence),
        waive=command(*words) if one.waivable else "",
        unjudged=one.kind == UNJUDGED,
    )


def _measured(one: Obstacle, suite: SuiteResult | None) -> Link:
    """The metric that an obstacle is about, or the suite that it belongs to; no place where it has none."""
    if suite is None:
        return Link("", "")
    known = one.metric in {metric.name for metric in suite.metrics}
    return Link(metric_place(suite.name, one.metric) if known else suite_place(suite.name), suite.title)


def _granted(one: Granted, where: Link) -> WaivedShown:
    return _waiver(one.waiver, where, one.obstacle.message)


def _waiver(one: Waiver, where: Link, message: str) -> WaivedShown:
    return WaivedShown(one.finding, where, message, one.by, german_date(one.date), one.reason)
