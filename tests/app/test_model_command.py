"""Limits, questions and privacy as a person at the command line meets them."""

import json
import os
import pty
import select
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from model_server import KEY, NO_SCHEMA, Fault, ModelServer, Said, say
from processes import Mother
from puppet import act

PERSON = "Sabine Krüger"


@pytest.fixture
def at_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[ModelServer]:
    """A model server that answers whole runs, and an environment that points at it."""
    with ModelServer() as server:
        server.always(act)
        monkeypatch.setenv("OPENAI_BASE_URL", server.address)
        monkeypatch.setenv("OPENAI_API_KEY", KEY)
        monkeypatch.setenv("SZENARIO_HOME", str(tmp_path / "home"))
        yield server


def settings(project: Path, more: str) -> None:
    path = project / "szenario.toml"
    base = path.read_text(encoding="utf-8").partition("\n#+\n")[0]
    path.write_text(f"{base}\n#+\n{more}\n", encoding="utf-8")


def run(cli, project: Path, *more: str):
    return cli("run", project, "--model", "openai:probe", "--json", *more)


def sent(server: ModelServer) -> str:
    return json.dumps([request.body for request in server.requests], ensure_ascii=False)


# --- limits ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("low", "high"),
    [
        ("budget_tokens = 2500\nparallel = 1", "budget_tokens = 9000000\nparallel = 1"),
        (
            "price_in = 1.0\nprice_out = 1.0\nbudget_cost = 0.0025\nparallel = 1",
            "price_in = 1.0\nprice_out = 1.0\nbudget_cost = 9.0\nparallel = 1",
        ),
    ],
    ids=["tokens", "cost"],
)
def test_a_budget_ends_a_run_that_a_higher_one_continues(cli, project, at_home, low: str, high: str):
    settings(project, f"[model]\n{low}")
    stopped = run(cli, project)
    assert stopped.code == 2 and "Budget dieses Laufs ist aufgebraucht" in stopped.err
    assert "Traceback" not in stopped.err and stopped.out == ""
    paid = len(at_home.requests)
    assert paid >= 1
    bodies = {json.dumps(one.body, sort_keys=True) for one in at_home.requests}
    settings(project, f"[model]\n{high}")
    outcome = run(cli, project)
    assert outcome.code == 0, outcome.err
    later = [json.dumps(one.body, sort_keys=True) for one in at_home.requests[paid:]]
    assert later and not bodies & set(later), "was bezahlt ist, wird nicht noch einmal gefragt"


def slow(body: dict[str, Any]) -> Any:
    said = act(body)
    return Said(said.text, tokens=said.tokens, after=0.05) if isinstance(said, Said) else said


def test_no_more_calls_are_out_than_the_environment_allows(cli, project, at_home, monkeypatch):
    at_home.always(slow)
    monkeypatch.setenv("SZENARIO_PARALLEL", "1")
    settings(project, "[model]\nparallel = 7")
    assert run(cli, project).code == 0
    assert at_home.most_at_once == 1
    monkeypatch.setenv("SZENARIO_PARALLEL", "viele")
    outcome = run(cli, project)
    assert outcome.code == 2 and "parallel" in outcome.err


def test_a_server_in_the_house_is_asked_four_questions_at_once():
    from pipeline.app.model_settings import model_settings

    assert model_settings({"base_url": "http://10.0.0.7/v1"}, "openai:x", False).parallel == 4
    assert model_settings({"base_url": "https://modelle.example/v1"}, "openai:x", False).parallel == 8
    assert model_settings({"base_url": "http://host/v1", "parallel": 2}, "openai:x", False).parallel == 2


# --- szenario model ----------------------------------------------------------------------------------


def test_a_model_is_tried_out_and_told(cli, at_home):
    outcome = cli("model", "--model", "openai:probe", "--json")
    assert outcome.code == 0, outcome.err
    told = outcome.json
    assert told["schema"] and told["right"] and told["address"] == at_home.address
    assert not told["external"] and told["traced"] == [] and not told["pseudonyms"]
    plain = cli("model", "--model", "openai:probe").out
    assert "im Haus" in plain and "richtig gerechnet" in plain and "wird eingehalten" in plain
    assert KEY not in plain + outcome.out


def test_a_server_without_schema_and_streaming_is_told(cli, at_home):
    def poor(body: dict[str, Any]) -> Any:
        if body.get("stream"):
            return Fault(400, "no streaming here")
        return NO_SCHEMA if "response_format" in body else act(body)

    at_home.always(poor)
    told = cli("model", "--model", "openai:probe", "--json").json
    assert not told["schema"] and not told["streaming"] and told["right"]
    assert "nur auf Anweisung" in cli("model", "--model", "openai:probe").out


def test_a_server_that_streams_is_told(cli, at_home):
    at_home.always(lambda body: say("eins zwei drei vier fünf") if body.get("stream") else act(body))
    assert cli("model", "--model", "openai:probe", "--json").json["streaming"]
    assert "Streaming:  ja" in cli("model", "--model", "openai:probe").out


def test_what_goes_where_is_listed_with_tracers_and_names(cli, project, at_home, monkeypatch):
    monkeypatch.setenv("LANGSMITH_TRACING", "false")
    settings(project, "[model]\nexternal = true")
    plain = cli("model", project, "--model", "openai:probe").out
    assert "außer Haus" in plain and "Namen von Personen gehen mit" in plain
    settings(project, "[model]\nexternal = true\n[privacy]\npseudonymise = true")
    assert "durch Pseudonyme ersetzt" in cli("model", project, "--model", "openai:probe").out


def test_a_login_in_the_address_reaches_nothing_that_is_told_or_kept(
    cli, project, at_home, monkeypatch, tmp_path
):
    monkeypatch.setenv("OPENAI_BASE_URL", at_home.address.replace("http://", "http://anna:geheim-4711@"))
    told = cli("model", "--model", "openai:probe")
    outcome = run(cli, project)
    assert outcome.code == 0, outcome.err
    at_home.always(Fault(404, "anna:geheim-4711"))
    failed = cli("run", project, "--model", "openai:andere")
    assert failed.code == 2
    texts = told.out + told.err + outcome.out + outcome.err + failed.err
    files = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert "geheim" not in texts and b"geheim" not in files
    assert at_home.requests[0].headers["authorization"].startswith("Basic ")


def test_a_login_in_the_project_is_refused(cli, project, at_home, monkeypatch):
    monkeypatch.delenv("OPENAI_BASE_URL")
    settings(project, '[model]\nbase_url = "http://anna:geheim-4711@host/v1"')
    outcome = run(cli, project)
    assert outcome.code == 2 and "Zugangsdaten" in outcome.err and "geheim" not in outcome.err


# --- the question before paid calls ------------------------------------------------------------------


def at_terminal(mother: Mother, project: Path, answer: str, cwd: Path) -> tuple[int, str]:
    """A run at a terminal of its own, where a person types an answer when asked."""
    inside, outside = pty.openpty()
    command = ("run", project, "--model", "openai:probe")
    child = mother.started(
        *command, cwd=cwd, env={**os.environ, "TERM": "dumb"}, terminal=os.ttyname(outside)
    )
    seen, typed, until = "", False, time.monotonic() + 120
    with ThreadPoolExecutor(1) as pool:
        ended = pool.submit(child.ended)
        while (more := select.select([inside], [], [], 0.1)[0]) or not ended.done():
            seen += os.read(inside, 4096).decode("utf-8", "replace") if more else ""
            if not typed and "Fortfahren? [j/N]" in seen:
                os.write(inside, answer.encode() + b"\n")
                typed = True
            if time.monotonic() > until:
                child.kill()
    os.close(outside)
    os.close(inside)
    return ended.result().code, seen


@pytest.mark.parametrize(("answer", "code"), [("n", 2), ("", 2), ("j", 0)])
def test_a_person_is_asked_before_calls_out_of_the_house(mother, project, at_home, tmp_path, answer, code):
    settings(project, "[model]\nexternal = true")
    ended, seen = at_terminal(mother, project, answer, tmp_path)
    assert ended == code, seen
    assert "Token" in seen and bool(at_home.requests) is (code == 0)
    assert code == 0 or ("Nichts gesendet" in seen and "Fehler" not in seen)


# --- names of people ---------------------------------------------------------------------------------


def with_person(project: Path, privacy: str) -> None:
    values = project / "values.yaml"
    text = values.read_text(encoding="utf-8")
    values.write_text(
        text.replace("Betriebe teilen sich ein Lager", f"{PERSON} und die Betriebe teilen sich ein Lager"),
        encoding="utf-8",
    )
    settings(project, f"[model]\nexternal = true\n[privacy]\n{privacy}")


def test_names_stay_in_the_house_and_are_back_in_what_is_written(cli, project, at_home, tmp_path):
    with_person(project, "pseudonymise = true")
    outcome = run(cli, project, "--yes")
    assert outcome.code == 0, outcome.err
    assert "Krüger" not in sent(at_home) and "Sabine" not in sent(at_home) and "Person_" in sent(at_home)
    assert "2 Namen dieses Projekts werden ersetzt" in outcome.err
    store = (tmp_path / "home" / "answers.sqlite").read_bytes()
    assert "Krüger".encode() not in store
    written = "".join(Path(path).read_text(encoding="utf-8") for path in outcome.json["narratives"])
    assert "Person_" not in written and "Vorname_" not in written
    asked = len(at_home.requests)
    assert run(cli, project, "--yes", "--out", str(tmp_path / "anderswo")).code == 0
    assert len(at_home.requests) == asked, "dieselben Pseudonyme, dieselben Fragen"


def test_in_the_house_names_stay_names_unless_always_is_said(cli, project, at_home):
    with_person(project, "pseudonymise = true")
    settings(project, "[privacy]\npseudonymise = true")
    assert run(cli, project).code == 0 and "Krüger" in sent(at_home)
    before = len(at_home.requests)
    settings(project, "[privacy]\npseudonymise = true\nalways = true")
    assert run(cli, project, "--variant", "1").code == 0
    later = json.dumps([one.body for one in at_home.requests[before:]], ensure_ascii=False)
    assert at_home.requests[before:] and "Krüger" not in later


def test_answers_and_pseudonyms_are_forgotten_together(cli, project, at_home, tmp_path):
    with_person(project, "pseudonymise = true")
    assert run(cli, project, "--yes").code == 0
    asked = len(at_home.requests)
    gone = cli("model", "--forget", project, "--json").json
    assert gone["forgotten"] >= asked - 1 and gone["pseudonyms"]
    left = b"".join(path.read_bytes() for path in (tmp_path / "home").rglob("*") if path.is_file())
    assert "Krüger".encode() not in left
    again = cli("model", "--forget", project)
    assert again.code == 0 and "Gelöscht: 0 gespeicherte Antworten." in again.out
    assert cli("model", "--forget", "2020-01-01", "--json").json == {"forgotten": 0, "pseudonyms": False}
    wrong = cli("model", "--forget", "gestern")
    assert wrong.code == 2 and "weder der Ordner" in wrong.err


@pytest.mark.parametrize(
    ("privacy", "told"),
    [
        ("pseudonymize = true", "pseudonymize"),
        ("pseudonymise = 'ja'", "pseudonymise"),
        ("names = 'Petra'", "names"),
        ("except = [1]", "except"),
        ("excepted = ['Ruhr']", "excepted"),
    ],
)
def test_a_wrong_entry_about_privacy_is_named_before_anything_is_sent(
    cli, project, at_home, privacy: str, told: str
):
    settings(project, f"[model]\nexternal = true\n[privacy]\n{privacy}")
    outcome = run(cli, project, "--yes")
    assert outcome.code == 2 and f"„{told}“" in outcome.err and at_home.requests == []


# --- tracing -----------------------------------------------------------------------------------------


def test_offline_tells_no_tracer_although_one_is_set(cli, project, at_home, monkeypatch):
    monkeypatch.setenv("LANGSMITH_TRACING", "true")
    monkeypatch.setenv("LANGSMITH_ENDPOINT", at_home.azure)
    monkeypatch.setenv("LANGSMITH_API_KEY", "lsv2-nur-fuer-tests")
    asked: list[str] = []
    monkeypatch.setattr("model_server._Handler.do_GET", lambda self: asked.append(self.path))
    assert cli("run", project, "--offline").code == 0
    assert at_home.requests == [] and asked == []


def test_a_tracer_outside_is_refused_where_nothing_may_leave(cli, project, at_home, monkeypatch):
    monkeypatch.setenv("LANGSMITH_TRACING", "true")
    settings(project, "[model]\nexternal = false")
    outcome = run(cli, project)
    assert outcome.code == 2 and "LangSmith (https://api.smith.langchain.com)" in outcome.err
    assert at_home.requests == []


def test_a_callback_that_is_not_there_is_told_before_anything_is_sent(cli, project, at_home, monkeypatch):
    monkeypatch.setitem(sys.modules, "langfuse.langchain", None)
    settings(project, '[model]\ncallbacks = ["langfuse"]')
    outcome = run(cli, project, "--yes")
    assert outcome.code == 2 and "pip install langfuse" in outcome.err and at_home.requests == []
