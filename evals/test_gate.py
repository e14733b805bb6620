"""The same gate as `szenario eval`, through pytest: one test a suite and metric, on one run.

    SZENARIO_EVAL_RUN=runs/mein-projekt .venv/bin/python -m pytest evals/test_gate.py

Without a run that is named nothing is tested, and the skipped tests say so; a run that is named and cannot
be used fails. What a model decided in the run stands; none is asked here.
"""

import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from pipeline.app.evaluating import Judging, evaluate_run
from pipeline.core.progress import Silent
from pipeline.evaluation.nouns import Obstacle
from pipeline.evaluation.results import Evaluation, SuiteResult
from pipeline.evaluation.suites import ALL
from pipeline.project import open_run

# Read when the file is: the other tests of a session take such variables away.
RUN = os.environ.get("SZENARIO_EVAL_RUN", "")
SUITES = [one.name for one in ALL]
METRICS = [(one.name, metric) for one in ALL for metric in sorted(one.metrics)]


@pytest.fixture(scope="session", name="evaluation")
def of_the_run() -> Evaluation:
    return judged()


def judged() -> Evaluation:
    """What the gate says of the run that is named; skips where none is."""
    if not RUN:
        pytest.skip("Kein Lauf ist genannt. Bitte SZENARIO_EVAL_RUN=runs/… setzen.")
    nobody = Judging(model=None, offline=True, approve=lambda _: None)
    return evaluate_run(open_run(Path(RUN)), nobody, Silent(), date.today().isoformat()).evaluation


@pytest.mark.parametrize("suite", SUITES)
def test_nothing_that_was_found_stands_in_the_way(evaluation: Evaluation, suite: str):
    declared(evaluation, suite)
    insist(one for one in evaluation.ruling.obstacles if one.suite == suite and not one.metric)


@pytest.mark.parametrize(("suite", "metric"), METRICS)
def test_the_line_is_met(evaluation: Evaluation, suite: str, metric: str):
    metrics = [one for one in declared(evaluation, suite).metrics if one.name == metric]
    if not metrics:  # what is only unknown stands there; a suite leaves out what there is nothing of
        pytest.skip("entfällt: nichts da, woran es zu messen wäre")
    counted = {kind for one in metrics if one.verdict != "pass" for kind in one.kinds}
    mine = [one for one in evaluation.ruling.obstacles if one.suite == suite]
    insist(one for one in mine if one.metric == metric or one.kind in counted)


def test_nothing_else_stands_in_the_way(evaluation: Evaluation):
    names = {one.name for one in evaluation.suites}
    insist(one for one in evaluation.ruling.obstacles if one.suite not in names)
    assert evaluation.suites


def declared(evaluation: Evaluation, name: str) -> SuiteResult:
    """The result of a suite; skips where the project does not declare it."""
    found = next((one for one in evaluation.suites if one.name == name), None)
    if found is None:
        pytest.skip("nicht Teil dieser Freigabe")
    return found


def insist(obstacles: Iterable[Obstacle]) -> None:
    """Fail with what is in the way."""
    left = [f"{one.id} ({one.cause}) {one.message}" for one in obstacles]
    if left:
        pytest.fail("\n".join(left), pytrace=False)
