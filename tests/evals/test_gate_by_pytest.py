"""evals/test_gate.py: skipped where no run is named, red with what is in the way, green without."""

from pathlib import Path

import pytest
from hand_written import hand_written, read_all

from evals import test_gate as gate
from pipeline.core.errors import RunError
from pipeline.evaluation.results import Evaluation


def verdicts(evaluation: Evaluation) -> dict[str, str]:
    """What came of each test of the gate: nothing, why it was skipped, or why it failed."""
    tests = {
        "whatever is declared": lambda: gate.test_nothing_else_stands_in_the_way(evaluation),
        **{
            suite: lambda suite=suite: gate.test_nothing_that_was_found_stands_in_the_way(evaluation, suite)
            for suite in gate.SUITES
        },
        **{
            f"{suite} {metric}": lambda suite=suite, metric=metric: gate.test_the_line_is_met(
                evaluation, suite, metric
            )
            for suite, metric in gate.METRICS
        },
    }
    told = {}
    for name, test in tests.items():
        try:
            test()
        except (pytest.skip.Exception, pytest.fail.Exception) as end:
            told[name] = str(end)
        else:
            told[name] = ""
    return told


def test_where_no_run_is_named_nothing_is_tested_and_a_wrong_name_fails(monkeypatch, tmp_path: Path):
    monkeypatch.setattr(gate, "RUN", "")
    with pytest.raises(pytest.skip.Exception, match="SZENARIO_EVAL_RUN"):
        gate.judged()
    monkeypatch.setattr(gate, "RUN", str(tmp_path))
    with pytest.raises(RunError):
        gate.judged()


def test_it_fails_with_what_is_in_the_way_and_passes_without(cli, project, tmp_path: Path, monkeypatch):
    run = hand_written(cli, project, tmp_path / "lauf")
    monkeypatch.setattr(gate, "RUN", str(run))
    red = verdicts(gate.judged())
    assert "(open)" in red["consistency"] and "3 Sätze" in red["consistency"]
    others = [name for name in red if name.split()[0] not in ("whatever", "consistency", "grounding")]
    assert others and {red[name] for name in others} == {"nicht Teil dieser Freigabe"}
    read_all(run)
    green = verdicts(gate.judged())
    said = {name: told for name, told in green.items() if told and name not in others}
    assert [*said] == ["grounding evidence"] and "entfällt" in said["grounding evidence"]


def test_a_line_that_is_not_met_and_a_finding_fail_where_they_stand(cli, project, tmp_path, monkeypatch):
    run = hand_written(cli, project, tmp_path / "lauf")
    text = next(run.glob("narratives/1-*.md"))
    text.write_text(
        text.read_text(encoding="utf-8").replace("Nachbarn betreiben", "71 Nachbarn betreiben"),
        encoding="utf-8",
    )
    monkeypatch.setattr(gate, "RUN", str(run))
    red = verdicts(gate.judged())
    assert "71" in red["grounding"] + red["grounding numbers"] and red["grounding numbers"]
    assert red["grounding quotations"] == ""
