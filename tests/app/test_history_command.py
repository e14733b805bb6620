"""What is forgotten is forgotten wherever it was kept: in the history, and among the answers of a model."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from model_server import KEY, ModelServer
from puppet import act

from pipeline.llm.memory import FILE, Answer, Memory, Question

KRAN = "Wer erneuert den Kran?"
BUS = "Wer hat den Rufbus gegründet?"
MODEL = ("--model", "openai:probe")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SZENARIO_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture(autouse=True)
def at_home(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModelServer]:
    with ModelServer() as server:
        server.always(act)
        monkeypatch.setenv("OPENAI_BASE_URL", server.address)
        monkeypatch.setenv("OPENAI_API_KEY", KEY)
        yield server


def drafted(home: Path, project: Path) -> Question:
    """An answer that a run of the project got, which is no answer of `ask`."""
    asked = Question("m", "a", (("user", "Entwurf"),), None, None, 0)
    Memory(home).keep(
        asked, Answer("Text", 1, 1), str(project.resolve()), "draft", "2026-11-22T00:00:00+00:00"
    )
    return asked


def test_all_that_is_forgotten_is_gone_from_the_store_of_answers_too(cli, project, home):
    cli("ask", project, KRAN, *MODEL)
    draft = drafted(home, project)
    assert KRAN.encode() in (home / FILE).read_bytes()
    told = cli("history", project, "--forget", "all")
    assert told.code == 0 and told.out.startswith("Gelöscht: 1 Frage ") and "eines Modells" in told.out
    left = b"".join(one.read_bytes() for one in home.rglob("*") if one.is_file())
    assert KRAN.encode() not in left
    assert Memory(home).recall(draft) is not None, "was kein Gespräch war, bleibt bezahlt"


def test_only_what_was_kept_before_the_day_goes(cli, project, home):
    cli("ask", project, KRAN, *MODEL)
    told = cli("history", project, "--forget", "all", "--before", "2020-01-01", "--json").json
    assert told["forgotten"] == 0 and KRAN.encode() in (home / FILE).read_bytes()
    told = cli("history", project, "--forget", "all", "--before", "2999-01-01", "--json").json
    assert told["forgotten"] == 1 and told["model_answers"] >= 1
    assert KRAN.encode() not in (home / FILE).read_bytes()


def test_what_remains_of_one_question_is_said_with_the_command_that_deletes_it(cli, project, home):
    cli("ask", project, BUS, "--offline")
    told = cli("history", project, "--forget", "1")
    assert told.code == 0 and told.err == "", "ohne Modell bleibt nichts"
    cli("ask", project, KRAN, *MODEL)
    told = cli("history", project, "--forget", "2.1")
    assert "Antwortspeicher" in told.err and "--forget all" in told.err
    assert KRAN.encode() in (home / FILE).read_bytes()


@pytest.mark.parametrize("command", ["ask", "chat"])
def test_the_help_says_where_a_models_answers_stay(cli, command):
    assert "szenario model --forget" in " ".join(cli(command, "--help").out.split())
