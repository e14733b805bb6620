"""What may enter a request is an input of every step that asks: rights given or withdrawn change it."""

import shutil
from pathlib import Path

import pytest
from model_server import ModelServer
from puppet import act

ALLOWED = "notiz.md: {external_model: yes, quote: short, export: yes}\n"
PASSAGE = "altes Lager"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    with ModelServer() as server:
        server.always(act)
        monkeypatch.setenv("OPENAI_BASE_URL", server.address)
        monkeypatch.setenv("SZENARIO_HOME", str(tmp_path / "home"))
        yield server


@pytest.fixture
def abroad(project: Path) -> Path:
    """The project of the tests, its model out of the house."""
    toml = project / "szenario.toml"
    toml.write_text(toml.read_text(encoding="utf-8") + "\n[model]\nexternal = true\n", encoding="utf-8")
    return project


def run(cli, project: Path, command: str = "run"):
    outcome = cli(command, project, "--model", "openai:probe", "--yes", "--json")
    assert outcome.code == 0, outcome.err
    return outcome


def sent(server: ModelServer, since: int = 0) -> str:
    return " ".join(str(one.body["messages"]) for one in server.requests[since:])


def rights(project: Path, text: str) -> None:
    (project / "documents" / "rights.yaml").write_text(text, encoding="utf-8")


def test_a_right_given_later_lets_the_document_in(cli, abroad, server):
    run(cli, abroad)
    assert PASSAGE not in sent(server)
    before = server.count
    rights(abroad, ALLOWED)
    run(cli, abroad)
    assert PASSAGE in sent(server, before)


def test_a_right_withdrawn_takes_the_document_out_of_what_is_made(cli, abroad, server):
    rights(abroad, ALLOWED)
    run(cli, abroad)
    before = server.count
    rights(abroad, ALLOWED.replace("external_model: yes", "external_model: no"))
    stages = {one["name"]: one["status"] for one in run(cli, abroad).json["stages"]}
    assert stages["rate"] == stages["plan"] == stages["draft"] == "done"
    assert PASSAGE not in sent(server, before)


def test_another_house_is_other_material(cli, abroad, server):
    run(cli, abroad)
    toml = abroad / "szenario.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace("external = true", "external = false"))
    before = server.count
    run(cli, abroad)
    assert PASSAGE in sent(server, before)


@pytest.mark.parametrize("command", ["cluster", "check"])
def test_rights_that_changed_since_they_were_read_let_nothing_out(cli, abroad, server, command):
    rights(abroad, ALLOWED)
    folder = Path(run(cli, abroad).json["run"])
    rights(abroad, ALLOWED.replace("external_model: yes", "external_model: no"))
    before = server.count
    first = next(folder.glob("narratives/*.md"))
    first.write_text(first.read_text(encoding="utf-8") + "\nNeu ist hier der Kran.\n", encoding="utf-8")
    target = abroad if command == "cluster" else folder
    outcome = cli(command, target, "--model", "openai:probe", "--yes", "--variant", "3")
    assert server.count > before and PASSAGE not in sent(server, before)
    assert "keine Passage" in outcome.err


def test_a_run_whose_project_is_gone_asks_no_model(cli, abroad, server):
    folder = Path(run(cli, abroad).json["run"])
    before = server.count
    shutil.move(abroad, abroad.with_name("woanders"))
    outcome = cli("check", folder, "--model", "openai:probe", "--yes")
    assert outcome.code == 2 and "szenario.toml" in outcome.err and server.count == before
    assert cli("check", folder, "--offline").code in (0, 1)


def test_a_stage_that_was_not_done_again_reports_no_calls(cli, abroad, server):
    assert sum(one["calls"] for one in run(cli, abroad).json["stages"]) == server.count
    assert sum(one["calls"] for one in run(cli, abroad).json["stages"]) == 0
