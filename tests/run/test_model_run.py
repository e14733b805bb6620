"""A run with a model: what is asked, what is kept, what rights withhold. The model is a script of ours."""

import json
from pathlib import Path

import pytest
from conftest import NOTE
from model_server import Fault, ModelServer
from puppet import act, wanted


@pytest.fixture
def at_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """A model server, and an environment that points at it."""
    with ModelServer() as server:
        server.always(act)
        monkeypatch.setenv("OPENAI_BASE_URL", server.address)
        monkeypatch.setenv("SZENARIO_HOME", str(tmp_path / "home"))
        yield server


def sent_to(server: ModelServer) -> str:
    return " ".join(message["content"] for one in server.requests for message in one.body["messages"])


def run(cli, project, *more: str):
    return cli("run", project, "--model", "openai:probe", "--json", *more)


def run_told(cli, project) -> str:
    return cli("run", project, "--model", "openai:probe").out


def stages(outcome) -> dict[str, tuple[str, int]]:
    return {one["name"]: (one["status"], one["calls"]) for one in outcome.json["stages"]}


def test_titles_and_texts_come_from_the_model_and_every_call_is_counted(cli, project, at_home):
    outcome = run(cli, project)
    assert outcome.code == 0, outcome.err
    done = stages(outcome)
    assert done["rate"] == ("done", 6), "drei Anläufe, eine Runde Punkte, Fördern und Erschweren"
    assert done["cluster"] == ("done", 1)
    assert done["plan"] == ("done", 2)
    assert done["draft"] == ("done", 4), "zwei Entwürfe, zwei Urteile"
    assert done["check"] == ("done", 1), "nur der blinde Kontrasttest; die Urteile sind bekannt"
    assert len(at_home.requests) == sum(calls for _, calls in done.values())
    texts = [Path(path).read_text(encoding="utf-8") for path in outcome.json["narratives"]]
    assert all(text.startswith("# Die ") and "Thema" in text for text in texts)
    report = (Path(outcome.json["run"]) / "report.html").read_text(encoding="utf-8")
    assert "ohne Sprachmodell" not in report and "Sprachmodell openai:probe" in report
    assert "anders gewichteten" not in report
    assert "Gebündelt ist nach Konzepten" in report and "Preis:" in report and "Suchläufe" not in report
    assert "vom Sprachmodell" in report and "(vom Sprachmodell)" in run_told(cli, project)
    ledger = json.loads(Path(outcome.json["narratives"][0].replace(".md", ".ledger.json")).read_text())
    assert ledger["rohgeruest"] is False and ledger["sentences"][0]["values"]


def test_one_call_is_told_as_one(cli, project, at_home):
    told = run_told(cli, project)
    assert "  1 Aufruf, " in told and "  2 Aufrufe, " in told and " 1 Aufrufe" not in told


def test_the_same_run_asks_nothing_again_nor_does_one_elsewhere(cli, project, at_home, tmp_path):
    run(cli, project)
    asked = len(at_home.requests)
    again = run(cli, project)
    assert {status for status, _ in stages(again).values()} == {"skipped"}
    elsewhere = run(cli, project, "--out", str(tmp_path / "anderswo"))
    assert elsewhere.code == 0 and len(at_home.requests) == asked
    assert stages(elsewhere)["draft"] == ("done", 0)
    run(cli, project, "--variant", "1", "--out", str(tmp_path / "fassung"))
    assert len(at_home.requests) == 2 * asked


def test_offline_opens_no_connection_although_a_model_is_set(cli, project, at_home, monkeypatch):
    monkeypatch.setenv("SZENARIO_MODEL", "openai:probe")
    assert cli("run", project, "--offline").code == 0
    assert at_home.requests == []


def test_a_model_out_of_the_house_gets_no_passage_that_is_not_released(cli, project, at_home):
    toml = project / "szenario.toml"
    toml.write_text(toml.read_text(encoding="utf-8") + "\n[model]\nexternal = true\n", encoding="utf-8")
    outcome = run(cli, project, "--yes")
    assert outcome.code == 0, outcome.err
    sent = sent_to(at_home)
    assert "<dokument>" in sent, "die Regel steht im Prompt"
    assert "altes Lager" not in sent and "Rufbus gegründet" not in sent
    assert "Nicht an ein externes Modell gegeben: notiz.md" in outcome.err


def test_a_model_in_the_house_gets_them_and_a_removed_document_changes_what_is_asked(
    cli, project, at_home, tmp_path
):
    run(cli, project)
    sent = sent_to(at_home)
    assert "altes Lager" in sent or "Rufbus gegründet" in sent
    other = NOTE.replace("Rufbus gegründet", "Sportverein gegründet").replace("altes Lager", "neues Bad")
    (project / "documents" / "notiz.md").write_text(other, encoding="utf-8")
    before = len(at_home.requests)
    run(cli, project)
    assert len(at_home.requests) > before
    later = [message["content"] for one in at_home.requests[before:] for message in one.body["messages"]]
    assert "Rufbus gegründet" not in " ".join(later)


def test_calls_out_of_the_house_want_a_yes(cli, project, at_home):
    toml = project / "szenario.toml"
    toml.write_text(toml.read_text(encoding="utf-8") + "\n[model]\nexternal = true\n", encoding="utf-8")
    outcome = run(cli, project)
    assert outcome.code == 2 and "--yes" in outcome.err and "Token" in outcome.err
    assert at_home.requests == []


@pytest.mark.parametrize("failing", ["PlannedNarrative", "JudgedSentences", "PlacedParagraphs"])
def test_what_was_paid_for_is_kept_when_the_server_fails_in_the_middle(cli, project, at_home, failing):
    at_home.always(lambda body: Fault(401) if wanted(body) == failing else act(body))
    failed = run(cli, project)
    assert failed.code == 2 and "401" in failed.err and "Traceback" not in failed.err
    before = len(at_home.requests)
    paid = {one.text() for one in at_home.requests if wanted(one.body) != failing}
    at_home.always(act)
    outcome = run(cli, project)
    assert outcome.code == 0
    again = [one.text() for one in at_home.requests[before:]]
    assert paid and again and not paid & set(again), "nur was fehlte, wird gefragt"


def test_an_edited_text_is_kept_when_the_model_changes(cli, project, at_home):
    first = Path(run(cli, project).json["narratives"][0])
    first.write_text(first.read_text(encoding="utf-8") + "\nVon Hand geschrieben.\n", encoding="utf-8")
    cli("run", project, "--model", "openai:andere")
    assert "Von Hand geschrieben." in first.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("nmae = 'openai:x'", "nmae"),
        ("timeout = -1", "timeout"),
        ("parallel = 'viele'", "parallel"),
    ],
)
def test_a_wrong_entry_about_the_model_is_named(cli, project, at_home, table: str, told: str):
    toml = project / "szenario.toml"
    toml.write_text(toml.read_text(encoding="utf-8") + f"\n[model]\n{table}\n", encoding="utf-8")
    outcome = run(cli, project)
    assert outcome.code == 2 and told in outcome.err


def test_a_model_without_key_and_address_is_no_silent_offline(cli, project, monkeypatch):
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    outcome = cli("run", project, "--model", "openai:gpt-5-mini")
    assert outcome.code == 2 and "OPENAI_API_KEY" in outcome.err
