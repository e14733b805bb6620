"""`szenario eval` on a run with a model: what it decided stands, and where it is silent nothing passes."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from model_server import Act, Fault, ModelServer, Said
from puppet import act, wanted
from troubles import Refusing

from pipeline.evaluation.results import JudgeFigures, KindFigures
from pipeline.project import open_run
from pipeline.run.measured import keep

MODEL = ("--model", "openai:probe")


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    with ModelServer() as server:
        server.always(sure)
        monkeypatch.setenv("OPENAI_BASE_URL", server.address)
        monkeypatch.setenv("SZENARIO_HOME", str(tmp_path / "home"))
        monkeypatch.setattr("openai._base_client.INITIAL_RETRY_DELAY", 0.01)
        monkeypatch.setattr("openai._base_client.MAX_RETRY_DELAY", 0.02)
        yield server


def sure(body: dict[str, Any]) -> Act:
    """The scripted model, which has no doubt whose a paragraph is."""
    said = act(body)
    if wanted(body) != "PlacedParagraphs" or not isinstance(said, Said):
        return said
    return replace(said, text=(said.text or "").replace("unklar", "sicher"))


@pytest.fixture
def run(cli, project, server, tmp_path: Path) -> Path:
    """A run by a model that was measured and found to be a good judge, with suites 1 and 2 declared."""
    with (project / "szenario.toml").open("a", encoding="utf-8") as settings:
        settings.write("\n[eval]\nsuites = [1, 2]\n\n[model]\nretries = 1\ntimeout = 5\n")
    done = cli("run", project, *MODEL, "--out", tmp_path / "lauf")
    assert done.code == 0, done.err
    record = json.loads((tmp_path / "lauf" / "run.json").read_text(encoding="utf-8"))
    good = JudgeFigures(
        judge="openai:probe",
        signature=record["stages"]["check"]["decided"],
        kinds=tuple(
            KindFigures(kind=kind, sentences=9, recall=1.0, false_alarms=0.0, auc=1.0)
            for kind in ("swap", "flip", "invented", "all")
        ),
    )
    keep(open_run(tmp_path / "lauf"), good)
    return tmp_path / "lauf"


def reworded(run: Path) -> None:
    """Put a word into the first sentence of a text."""
    ledger = json.loads(next(run.glob("narratives/1-*.ledger.json")).read_text(encoding="utf-8"))
    path, text = next(run.glob("narratives/1-*.md")), ledger["sentences"][0]["text"]
    changed = text.replace(" ", " bekanntlich ", 1)
    path.write_text(path.read_text(encoding="utf-8").replace(text, changed), encoding="utf-8")


def unread(told: dict[str, Any]) -> list[tuple[str, str]]:
    return [(one["sort"], one["cause"]) for one in told["ruling"]["obstacles"] if one["sort"] == "unjudged"]


@pytest.mark.parametrize("who", [MODEL, ("--offline",), ()], ids=["asked", "offline", "none set"])
def test_what_the_model_of_the_run_decided_stands_without_a_call(cli, run, server, who: tuple[str, ...]):
    asked = server.count
    told = cli("eval", run, *who, "--json").json
    assert server.count == asked and unread(told) == []
    assert told["about"]["judged_by"] == "openai:probe" and told["about"]["calls"] > 0
    assert told["about"]["cost"] is None and "narratives/draft" in told["about"]["prompts"]
    assert {"checks/judge", "checks/contrast"} <= told["about"]["prompts"].keys()


def test_a_model_whose_figures_somebody_changed_decides_nothing(cli, run):
    path = run / "judge.json"
    path.write_text(path.read_text(encoding="utf-8").replace("0.0", "0.01"), encoding="utf-8")
    told = cli("eval", run, "--json")
    assert told.code == 1 and unread(told.json) and "judge.json ist verändert" in told.err


def test_of_a_changed_text_only_what_changed_is_asked_and_its_prompts_stay_known(cli, run, server):
    prompts = cli("eval", run, *MODEL, "--json").json["about"]["prompts"]
    reworded(run)
    asked = server.count
    told = cli("eval", run, *MODEL, "--json").json
    assert {wanted(one.body) for one in server.requests[asked:]} >= {"JudgedSentences"}
    assert unread(told) == [] and told["about"]["prompts"] == prompts


def test_without_the_model_a_changed_sentence_is_unjudged_and_that_is_said(cli, run, server):
    reworded(run)
    asked = server.count
    told = cli("eval", run, "--json")
    assert server.count == asked and told.code == 1 and ("unjudged", "model") in unread(told.json)
    assert "--model MODELL" in told.err


@pytest.mark.parametrize(
    "silent", [Refusing(frozenset({"JudgedSentences"})), lambda body: Fault(500)], ids=["refuses", "gone"]
)
def test_a_model_that_does_not_answer_leaves_its_sentences_unjudged(cli, run, server, silent: Any):
    reworded(run)
    server.always(silent)
    told = cli("eval", run, *MODEL, "--json")
    assert told.code == 1 and told.json["verdict"] in ("unjudged", "block")
    assert ("unjudged", "model") in unread(told.json)
    server.always(sure)
    assert unread(cli("eval", run, *MODEL, "--json").json) == []


def test_a_model_that_is_asked_about_texts_nobody_judged_and_is_gone_is_no_pass(
    cli, run, server, monkeypatch, tmp_path: Path
):
    monkeypatch.setenv("SZENARIO_HOME", str(tmp_path / "other"))  # with nothing kept
    (run / "verdicts.json").unlink()
    record = json.loads((run / "run.json").read_text(encoding="utf-8"))
    record["stages"]["check"].update(model="", by="", decided="", input="")
    (run / "run.json").write_text(json.dumps(record), encoding="utf-8")
    server.always(lambda body: Fault(500))
    told = cli("eval", run, *MODEL, "--json")
    assert told.code == 1 and {cause for _, cause in unread(told.json)} == {"model"}
    assert "bleibt offen" in told.err
