"""A run made with a model, looked at or gone on with where none is set: nothing is lost silently."""

from pathlib import Path

import pytest
from model_server import ModelServer
from puppet import act

MODEL = ("--model", "openai:probe")


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    with ModelServer() as server:
        server.always(act)
        monkeypatch.setenv("OPENAI_BASE_URL", server.address)
        monkeypatch.setenv("SZENARIO_HOME", str(tmp_path / "home"))
        yield server


@pytest.fixture
def folder(cli, project, server) -> Path:
    outcome = cli("run", project, *MODEL, "--json")
    assert outcome.code == 0, outcome.err
    return Path(outcome.json["run"])


def texts(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in folder.glob("narratives/*.md")}


def states(cli, folder: Path) -> dict[str, str]:
    return {one["name"]: one["status"] for one in cli("status", folder, "--json").json["stages"]}


def test_status_calls_nothing_outdated_right_after_a_run(cli, folder):
    assert set(states(cli, folder).values()) == {"done"}


def test_no_command_takes_texts_of_a_model_for_released(cli, project, folder):
    assert "keine Freigabe" in cli("run", project, *MODEL).out
    assert "keine Freigabe" in cli("status", folder).out
    assert cli("run", project, "--offline").code == 0
    assert "keine Freigabe" not in cli("status", folder).out


def test_status_still_sees_what_has_changed(cli, folder):
    clusters = folder / "clusters.yaml"
    text = clusters.read_text(encoding="utf-8")
    clusters.write_text(text.replace("leitmotif: ", "leitmotif: Anders, denn ", 1), encoding="utf-8")
    assert states(cli, folder)["plan"] == "stale"


@pytest.mark.parametrize("command", [("run",), ("cluster", "--lock", "bus1=c2")])
def test_without_a_model_nothing_of_a_model_is_replaced_unasked(cli, project, folder, command):
    before = {path: path.read_bytes() for path in folder.rglob("*.yaml")}
    outcome = cli(command[0], project, *command[1:])
    assert outcome.code == 2 and "openai:probe" in outcome.err and "--offline" in outcome.err
    assert {path: path.read_bytes() for path in folder.rglob("*.yaml")} == before


@pytest.mark.parametrize("command", [("read",), ("index", "--rebuild"), ("search", "Lager")])
def test_reading_and_searching_want_no_model(cli, project, folder, command):
    (project / "documents" / "neu.md").write_text("# Neu\n\nEin neues Lager am Kai.\n", encoding="utf-8")
    name, *more = command
    outcome = cli(name, project, *more)
    assert outcome.code == 0, outcome.err


def test_what_an_offline_run_replaces_lies_in_history(cli, project, folder):
    made = texts(folder)
    assert cli("run", project, "--offline").code == 0
    kept = {
        path.name: path.read_text(encoding="utf-8")
        for path in folder.glob("history/draft-*/narratives/*.md")
    }
    assert kept == made and not (folder / "concepts.yaml").exists()
    assert list(folder.glob("history/rate-*/concepts.yaml"))


def test_check_says_that_it_judges_without_the_model(cli, folder, server):
    outcome = cli("check", folder)
    assert "--model openai:probe" in outcome.err
    assert "ohne Sprachmodell" not in cli("check", folder, *MODEL).err
