"""The figures of the suites beside their lines, and how they changed: words, ready to show."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.evaluation.nouns import GateVerdict
from pipeline.evaluation.results import Change, Evaluation, Metric, Table, Tone
from pipeline.publish.evaluated.numbers import percent, points
from pipeline.publish.evaluated.obstacles import metric_place, suite_place
from pipeline.publish.evaluated.verdict import WORDS

TONES: dict[GateVerdict, Tone] = {"pass": "good", "block": "bad", "unjudged": "open"}
CHANGES: dict[str, tuple[str, Tone]] = {
    "better": ("besser", "good"),
    "worse": ("schlechter", "bad"),
    "unclear": ("nicht zu sagen", "open"),
    "same": ("gleich", ""),
}


@dataclass(frozen=True)
class MetricShown:
    """A metric in words; `filled` and `line` are shares of a bar, None where there is nothing to draw."""

    place: str
    title: str
    value: str
    threshold: str
    reason: str
    told: str
    verdict: str
    tone: Tone
    filled: float | None
    line: float | None


@dataclass(frozen=True)
class SuiteShown:
    """A suite with its metrics and evidence."""

    place: str
    number: int
    title: str
    verdict: str
    tone: Tone
    metrics: Sequence[MetricShown]
    tables: Sequence[Table]
    told: Sequence[str]


@dataclass(frozen=True)
class ChangeShown:
    """How a metric changed, in words."""

    suite: str
    title: str
    before: str
    now: str
    difference: str
    verdict: str
    tone: Tone


def suites_shown(evaluation: Evaluation) -> list[SuiteShown]:
    """All suites of the release, in order."""
    return [
        SuiteShown(
            place=suite_place(one.name),
            number=one.number,
            title=one.title,
            verdict=WORDS[one.verdict],
            tone=TONES[one.verdict],
            metrics=[_metric(one.name, metric) for metric in one.metrics],
            tables=one.tables,
            told=one.told,
        )
        for one in evaluation.suites
    ]


def changes_shown(evaluation: Evaluation) -> list[ChangeShown]:
    """What became of each metric since the evaluation it is compared with."""
    titles = {one.name: one.title for one in evaluation.suites}
    changes = evaluation.comparison.changes if evaluation.comparison else ()
    return [_change(one, titles.get(one.suite, one.suite)) for one in changes]


def _metric(suite: str, one: Metric) -> MetricShown:
    side = "mindestens" if one.better == "higher" else "höchstens"
    return MetricShown(
        place=metric_place(suite, one.name),
        title=one.title,
        value=percent(one.value, one.threshold) if one.value is not None else _without_value(one),
        threshold="keine Schwelle" if one.threshold is None else f"{side} {percent(one.threshold)}",
        reason=one.reason,
        told=one.told,
        verdict=WORDS[one.verdict],
        tone=TONES[one.verdict],
        filled=one.value,
        line=one.threshold,
    )


def _without_value(one: Metric) -> str:
    """Why a metric has no value: there was nothing to count, so it stands in no way; or nobody judged."""
    return "entfällt" if one.verdict == "pass" else "nicht beurteilt"


def _change(one: Change, suite: str) -> ChangeShown:
    verdict, tone = CHANGES[one.verdict]
    known = one.before is not None and one.now is not None
    difference = points(one.now - one.before) if one.before is not None and one.now is not None else "–"
    if known and one.low is not None and one.high is not None:
        difference += f" ({points(one.low)} bis {points(one.high)})"
    elif one.told and known:
        difference += f" ({one.told})"
    return ChangeShown(suite, one.title, percent(one.before), percent(one.now), difference, verdict, tone)
