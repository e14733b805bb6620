"""The figures of an evaluation: suites against their lines, what is no part of it, the judges, the cost."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.app.cli.eval_beside import print_beside
from pipeline.app.cli.eval_judge_told import (
    CONTROL,
    EVERY,
    KINDS,
    OFFLINE,
    all_measured,
    share,
    weakest_first,
)
from pipeline.publish.evaluated.numbers import percent

if TYPE_CHECKING:
    from pipeline.evaluation.results import About, Evaluation, JudgeFigures, Metric

VERDICTS = {"pass": "bestanden", "block": "gesperrt", "unjudged": "nicht beurteilt"}
UNMEASURED = "nicht gemessen"
REST = 36
"""How wide a row is before its verdict, beside its title."""


def print_figures(evaluation: "Evaluation", folder: Path) -> None:
    """Suite by suite, and then who judged and how good they are known to be; `folder` is the run's."""
    titles = [metric.title for suite in evaluation.suites for metric in suite.metrics]
    width = max(map(len, titles), default=0)
    for suite in evaluation.suites:
        print(f"{f'{suite.number} {suite.title}':<{width + REST}}{VERDICTS[suite.verdict]}")
        for metric in suite.metrics:
            print(f"    {_row(metric, width)}")
            if metric.told and (metric.verdict != "pass" or suite.verdict != "pass"):
                print(f"        {metric.told}")
    left = ", ".join(f"{one.number} {one.title}" for one in evaluation.not_part)
    if left:
        print(f"Nicht Teil dieser Freigabe: {left}")
    for waiver in evaluation.ruling.lapsed:
        print(
            f"Erloschene Ausnahme {waiver.finding} von {waiver.by}: {waiver.about or 'der Text ist anders'}"
        )
    print()
    for line in _judges(evaluation):
        print(line)
    for line in evaluation.told:
        print(line.replace("eval-judge LAUF", f"eval-judge {folder}"))
    if evaluation.about is not None:
        for line in _about(evaluation.about):
            print(line)
    print_beside(evaluation)


def _row(metric: "Metric", width: int) -> str:
    """A metric, its value, the line and what follows."""
    value = _percent(metric.value, metric.threshold)
    side = "mindestens" if metric.better == "higher" else "höchstens"
    line = (
        "keine Schwelle"
        if metric.threshold is None
        else f"{side} {_percent(metric.threshold, metric.value)}"
    )
    return f"{metric.title:<{width}}{value:>11}   {line:<18}{VERDICTS[metric.verdict]}"


def _percent(value: float | None, beside: float | None) -> str:
    """A share as the page has it: with as many digits as tell it from the line beside it."""
    return percent(value, beside, unknown="unbekannt").replace("\u00a0", " ")


def _judges(evaluation: "Evaluation") -> Iterator[str]:
    """How good each judge of this run was measured to be, told also where nobody measured."""
    measured = {one.judge: one for one in evaluation.judges}
    model = evaluation.about.judged_by if evaluation.about is not None else ""
    for name in dict.fromkeys((OFFLINE, *((model,) if model else ()), *measured)):
        who = "Rangfolge ohne Sprachmodell" if name == OFFLINE else f"Prüfer {name}"
        yield f"{who}: {judged(measured[name]) if name in measured else UNMEASURED}"


def judged(figures: "JudgeFigures") -> str:
    """How good a judge is: the kind of fault that it finds least first, and all where all are known."""
    if figures.by_hand:
        return f"{UNMEASURED} (Antworten von Hand geschrieben)"
    kinds = weakest_first(figures)
    if all(one.recall is None for one in kinds):
        return figures.told or UNMEASURED
    told = "findet: " + ", ".join(f"{KINDS[one.kind]} {share(one.recall, UNMEASURED)}" for one in kinds)
    rest = {one.kind: one for one in figures.kinds}
    if (every := rest.get(EVERY)) is not None and all_measured(figures):
        told += f"; alle zusammen {share(every.recall, UNMEASURED)}"
        told += f"; falscher Alarm bei {share(every.false_alarms, UNMEASURED)} der guten Sätze"
    if (control := rest.get(CONTROL)) is not None:
        told += f", bei {share(control.false_alarms, UNMEASURED)} der harmlos umformulierten"
    return told


def _about(about: "About") -> Iterator[str]:
    """Which models with which wording, and what the run has cost."""
    told = ", ".join(about.models) or "keines"
    yield f"Sprachmodell der Texte: {told}; der Prüfung: {about.judged_by or 'keines'}"
    if about.prompts:
        yield "Prompts: " + ", ".join(f"{name} {digest[:8]}" for name, digest in about.prompts.items())
    if about.calls:
        price = "Kosten unbekannt (keine Preise in [model])"
        if about.cost is not None:
            price = f"{about.cost:.2f} zum Preis in [model]".replace(".", ",", 1)
        yield f"Aufrufe des Laufs: {about.calls}, {about.tokens} Token, {price}"
