"""`szenario chat`: follow-ups, sources, feedback; what fails is told and the dialogue goes on."""

import io
import os
import pty
import select
import signal
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path
from typing import Any

import pytest
from model_server import KEY, Fault, Hang, ModelServer
from puppet import act
from puppet_answers import question

WHO = "Wer hat den Rufbus gegründet?"
AND = "Und wie viele Linien fährt er?"


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SZENARIO_HOME", str(tmp_path / "home"))


@pytest.fixture
def at_home(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModelServer]:
    with ModelServer() as server:
        server.always(act)
        monkeypatch.setenv("OPENAI_BASE_URL", server.address)
        monkeypatch.setenv("OPENAI_API_KEY", KEY)
        yield server


@pytest.fixture
def chat(cli, project, monkeypatch) -> Callable[..., Any]:
    def call(*typed: str, more: tuple[str, ...] = ("--offline",)) -> Any:
        raw = io.BytesIO("".join(f"{line}\n" for line in typed).encode("utf-8", "surrogateescape"))
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(raw, encoding="utf-8"))
        return cli("chat", project, *more)

    return call


def test_a_follow_up_is_understood_and_a_new_dialogue_knows_nothing(chat):
    followed = chat(WHO, AND)
    assert followed.code == 0 and followed.out.count("Maschinell") == 2
    assert "3 Linien" in followed.out.partition("Maschinell")[2]
    assert followed.err.count("\n") == 1, "nur, dass gelesen wird"
    alone = chat(WHO, "/neu", "Und warum?")
    assert alone.out.count("Maschinell") == 1 and "Ein neues Gespräch" in alone.err


def test_it_ends_with_ende_or_with_the_input(chat):
    for ending in ("ende", "/ende", " Ende "):
        outcome = chat(WHO, ending, "Wer erneuert den Kran?")
        assert outcome.code == 0 and outcome.out.count("Maschinell") == 1
    assert chat().code == 0
    assert chat("", "   ").out == ""


def test_a_source_is_shown_whole_with_its_heading(chat, project):
    out = chat(WHO, "/quelle 1").out
    shown = out.partition("Maschinell")[2]
    assert "[1] Verkehr › Nahverkehr" in shown
    assert (
        "Nachbarn haben einen Rufbus gegründet, der Dörfer und Bahnhof verbindet. Er fährt 3 Linien."
        in shown
    )
    assert str(project / "documents" / "notiz.md") in shown


@pytest.mark.parametrize("number", ["0", "99", "x", "²", "-1"])
def test_a_source_that_is_none_is_told(chat, number):
    outcome = chat(WHO, f"/quelle {number}")
    assert outcome.code == 0 and "ist keine Quelle der letzten Antwort" in outcome.err


def test_a_source_without_a_number_is_asked_for_one(chat):
    outcome = chat(WHO, "/quelle")
    assert outcome.code == 0 and "Bitte eine Nummer angeben" in outcome.err


def test_commands_before_the_first_question_and_unknown_ones_are_told(chat):
    err = chat("/quelle 1", "/gut", "/schlecht weil", "/unsinn", "/hilfe").err
    assert err.count("Es gibt noch keine Antwort") == 3 and "„/unsinn“" in err
    assert "/schlecht [warum]" in chat("/hilfe").out


def test_feedback_goes_to_the_history_with_the_last_answer(chat, cli, project):
    absent = "Wie teuer ist ein Opernbesuch in Salzburg?"
    chat(WHO, "/gut steht da", AND, "/schlecht zu lang", "/neu", absent, "/gut")
    first, second = cli("history", project, "--json").json["dialogues"]
    assert [(one["id"], one["helpful"], one["reason"]) for one in first["questions"]] == [
        ("1.1", True, "steht da"),
        ("1.2", False, "zu lang"),
    ]
    assert second["questions"][0]["id"] == "2.1" and second["questions"][0]["answered"] is False


def test_without_a_history_there_is_no_feedback_and_nothing_on_the_disk(chat, tmp_path):
    outcome = chat(WHO, "/gut", more=("--offline", "--no-history"))
    assert "nicht im Verlauf" in outcome.err and not (tmp_path / "home").exists()


def test_a_home_that_cannot_be_written_is_told_once_for_all_answers(chat, tmp_path):
    (tmp_path / "home").write_text("kein Ordner", encoding="utf-8")
    outcome = chat(WHO, AND, "/gut")
    assert outcome.out.count("Maschinell") == 2 and outcome.err.count("Nicht im Verlauf") == 1


def test_what_is_no_question_is_told_and_the_dialogue_goes_on(chat):
    outcome = chat("und", "Kran " * 4000, "?!", "\udcff\udcfe", WHO)
    assert outcome.code == 0 and outcome.out.count("Maschinell") == 1
    for said in ("Wörtern", "Zeichen, möglich sind", "kein Wort"):
        assert said in outcome.err
    assert "Traceback" not in outcome.err


def test_a_failed_question_is_no_part_of_the_dialogue(chat, at_home, cli, project):
    at_home.always(lambda body: Fault(400, "no") if "Kran" in question(body) else act(body))
    outcome = chat(WHO, "Wer erneuert den Kran?", AND, more=("--model", "openai:probe"))
    assert outcome.code == 0 and outcome.out.count("Maschinell erzeugt") == 2
    (dialogue,) = cli("history", project, "--json").json["dialogues"]
    assert [one["question"] for one in dialogue["questions"]] == [WHO, AND]
    rewriting = at_home.requests[-2].body["messages"][1]["content"]
    assert WHO in rewriting and AND in rewriting and "Kran" not in rewriting


# --- at a terminal -----------------------------------------------------------------------------------


class Terminal:
    """A chat at a terminal of its own: what is typed, what is seen."""

    def __init__(self, mother: Any, project: Path, cwd: Path, *more: str) -> None:
        self._inside, self._outside = pty.openpty()
        self.child = mother.started(
            "chat", project, *more, cwd=cwd, env={**os.environ, "TERM": "dumb"},
            terminal=os.ttyname(self._outside),
        )  # fmt: skip
        self.seen = ""

    def see(self, wanted: str, times: int = 1) -> None:
        """Wait until this was seen so many times."""
        until = time.monotonic() + 60
        while self.seen.count(wanted) < times:
            assert time.monotonic() < until, self.seen
            if select.select([self._inside], [], [], 0.1)[0]:
                self.seen += os.read(self._inside, 4096).decode("utf-8", "replace")

    def type(self, text: str) -> None:
        os.write(self._inside, text.encode())

    def interrupt(self) -> None:
        os.kill(self.child.pid, signal.SIGINT)

    def ended(self) -> int:
        """Its exit code; −9 where it had to be killed because it went on."""
        with ThreadPoolExecutor(1) as pool:
            waiting = pool.submit(self.child.ended)
            if not wait([waiting], timeout=60).done:
                self.child.kill()
            code = waiting.result().code
        while select.select([self._inside], [], [], 0.1)[0]:
            self.seen += os.read(self._inside, 4096).decode("utf-8", "replace")
        os.close(self._outside)
        os.close(self._inside)
        return code


def test_at_a_terminal_an_interrupt_clears_the_line_and_strg_d_leaves(mother, project, tmp_path):
    terminal = Terminal(mother, project, tmp_path, "--offline")
    terminal.see("Frage: ")
    terminal.type("halb getip")
    terminal.see("halb getip")
    time.sleep(0.3)  # what reads the line has shown the last letter, and now waits for the next
    terminal.interrupt()
    terminal.see("Frage: ", 2)
    terminal.type(f"{WHO}\n")
    terminal.see("ohne Sprachmodell.")
    terminal.see("Frage: ", 3)
    terminal.type("\x04")
    assert terminal.ended() == 0
    assert "Traceback" not in terminal.seen and "keine Antwort" not in terminal.seen


def test_an_interrupt_while_an_answer_is_made_leaves_with_130(mother, project, tmp_path, at_home):
    at_home.always(Hang())
    terminal = Terminal(mother, project, tmp_path, "--model", "openai:probe")
    terminal.see("Frage: ")
    terminal.type(f"{WHO}\n")
    until = time.monotonic() + 60
    while not at_home.requests and time.monotonic() < until:
        time.sleep(0.02)
    terminal.interrupt()
    assert terminal.ended() == 130
    assert "Traceback" not in terminal.seen
