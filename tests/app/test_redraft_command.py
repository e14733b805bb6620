"""`szenario redraft`: alternatives beside a text, and one of them put in; nothing else moves."""

import json
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from model_server import ModelServer
from puppet import act, wanted
from ready_run import ready

MODEL = ("--model", "openai:probe")


@pytest.fixture
def run(cli, project, tmp_path: Path) -> Path:
    return ready(cli, project, tmp_path / "lauf")


@pytest.fixture
def at_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    with ModelServer() as server:
        server.always(act)
        monkeypatch.setenv("OPENAI_BASE_URL", server.address)
        monkeypatch.setenv("SZENARIO_HOME", str(tmp_path / "home"))
        yield server


def text_of(run: Path, number: int = 1) -> Path:
    return next(run.glob(f"narratives/{number}-*.md"))


def ledger_of(run: Path, number: int = 1) -> dict[str, Any]:
    return json.loads(next(run.glob(f"narratives/{number}-*.ledger.json")).read_text(encoding="utf-8"))


def files(run: Path) -> dict[str, bytes]:
    """All of a run but what a redraft may write: alternatives, and the lock."""
    return {
        str(path.relative_to(run)): path.read_bytes()
        for path in run.rglob("*")
        if path.is_file() and "alternatives" not in path.parts and path.name != ".lock"
    }


def test_alternatives_stand_beside_the_text_which_stays_as_it_is(cli, run):
    before = files(run)
    done = cli("redraft", run, "c1", "--paragraph", "1", "--offline", "--json")
    assert done.code == 0, done.err
    assert done.json["alternatives"] and done.json["by"] == "offline"
    page, ledger = map(Path, done.json["files"])
    assert page.parent == run / "alternatives" / text_of(run).stem
    kept = json.loads(ledger.read_text(encoding="utf-8"))
    assert [one["sentences"] for one in kept["alternatives"]] == [
        one["sentences"] for one in done.json["alternatives"]
    ]
    assert all(one["text"] in page.read_text(encoding="utf-8") for one in done.json["alternatives"])
    assert all(s["values"] for one in done.json["alternatives"] for s in one["sentences"])
    assert files(run) == before
    assert cli("redraft", run, "c1", "--paragraph", "1", "--offline", "--json").out == done.out


def test_one_alternative_put_in_changes_its_paragraph_alone_and_outlives_the_next_run(cli, project, run):
    path = text_of(run)
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert cli("run", project, "--offline", "--out", run).code == 0
    before, ledger = path.read_bytes(), ledger_of(run)
    others = {one: one.read_bytes() for one in run.glob("narratives/*") if one.name[0] != "1"}
    found = cli("redraft", run, "c1", "--paragraph", "1", "--offline", "--json").json["alternatives"]
    done = cli("redraft", run, "c1", "--paragraph", "1", "--take", "1", "--json")
    assert done.code == 0 and done.json["taken"] == 1, done.err
    old, new = before.split(b"\r\n\r\n"), path.read_bytes().split(b"\r\n\r\n")
    assert new[1].decode() == found[0]["text"] != old[1].decode()
    assert [new[0], *new[2:]] == [old[0], *old[2:]]
    assert Path(done.json["copy"]).read_bytes() == before
    assert {one: one.read_bytes() for one in others} == others
    now = ledger_of(run)
    assert now["sentences"][: len(found[0]["sentences"])] == found[0]["sentences"]
    assert now["sentences"][-1] == ledger["sentences"][-1] and now["rohgeruest"]
    assert not [one for one in now["sentences"] if one["basis"] == "edited"]

    taken = path.read_bytes()
    values = project / "values.yaml"
    values.write_text(
        values.read_text(encoding="utf-8").replace("Ein Konzern schickt", "Eine Firma schickt"),
        encoding="utf-8",
    )
    again = cli("run", project, "--offline", "--out", run)
    assert again.code == 0 and path.read_bytes() == taken
    assert ledger_of(run)["sentences"] == now["sentences"]


def test_a_text_with_an_alternative_is_not_told_as_edited_by_hand(cli, project, run):
    cli("redraft", run, "c1", "--offline")
    assert cli("redraft", run, "c1", "--take", "1").code == 0
    states = {one["name"]: one for one in cli("status", run, "--json").json["stages"]}
    assert states["draft"]["status"] == "taken" and states["draft"]["edited"] == []
    told = cli("run", project, "--offline", "--out", run)
    assert "enthält übernommene Fassungen" in told.err and "von Hand" not in told.err
    path = text_of(run)
    path.write_text(path.read_text(encoding="utf-8") + "\nEin Satz von Hand.\n", encoding="utf-8")
    assert f"{path.name} ist von Hand bearbeitet" in cli("run", project, "--offline", "--out", run).err


def test_a_place_that_has_changed_since_is_not_exchanged(cli, run):
    found = cli("redraft", run, "c1", "--paragraph", "1", "--offline", "--json").json
    path = text_of(run)
    head, first, *rest = path.read_text(encoding="utf-8").split("\n\n")
    path.write_text("\n\n".join([head, first.replace("2035", "2035 wohl", 1), *rest]), encoding="utf-8")
    edited = path.read_bytes()
    refused = cli("redraft", run, "c1", "--paragraph", "1", "--take", "1")
    assert refused.code == 2 and "hat sich geändert" in refused.err and path.read_bytes() == edited
    path.write_text("\n\n".join([head, first, "Ein Satz von Hand.", *rest]), encoding="utf-8")
    done = cli("redraft", run, "c1", "--paragraph", "1", "--take", "1")
    assert done.code == 0 and "Der übrige Text hat sich" in done.out
    now = path.read_text(encoding="utf-8").split("\n\n")
    assert now == [head, found["alternatives"][0]["text"], "Ein Satz von Hand.", *rest]


def test_a_renamed_text_is_found_and_a_sentence_alone_is_exchanged(cli, run):
    path = text_of(run)
    path.rename(path.with_name("mein-text.md"))
    done = cli("redraft", run, "c1", "--sentence", "1", "--offline", "--json")
    assert done.json["alternatives"] and "mein-text" in done.json["files"][0]
    assert cli("redraft", run, "c1", "--sentence", "1", "--take", "2").code == 0
    text = (run / "narratives" / "mein-text.md").read_text(encoding="utf-8")
    assert done.json["alternatives"][1]["text"] in text
    assert done.json["before"][0]["text"] not in text


BAD = (
    (("c9",), "Möglich sind c1"),
    (("c1", "--paragraph", "9"), "von 1 bis"),
    (("c1", "--sentence", "0"), "von 1 bis"),
    (("c1", "--sentence", "1", "--paragraph", "1"), "nicht beides"),
    (("c1", "--note", "x" * 20_000), "20.000 Zeichen"),
    (("c1", "--take", "1"), "liegen keine Fassungen"),
    (("c1", "--take", "1", "--note", "kürzer"), "--note gehört"),
)


def test_what_cannot_be_done_is_told_with_what_can(cli, run):
    before = files(run)
    for more, told in BAD:
        refused = cli("redraft", run, *more, "--offline")
        assert refused.code == 2 and told in refused.err, more
    assert files(run) == before and not (run / "alternatives").exists()


def test_control_characters_of_a_note_reach_no_file_and_no_terminal(cli, run):
    done = cli("redraft", run, "c1", "--note", "mehr zum Hafen\x1b[2J\u202e bitte\x00", "--offline")
    assert done.code == 0, done.err
    written = "".join(path.read_text(encoding="utf-8") for path in run.glob("alternatives/*/*"))
    for sign in ("\x1b", "\u202e", "\x00"):
        assert sign not in done.out + done.err + written


def test_a_run_without_texts_and_an_emptied_text_are_told(cli, run):
    path = text_of(run)
    path.write_text("# Titel\n", encoding="utf-8")
    empty = cli("redraft", run, "c1", "--offline")
    assert empty.code == 2 and "leer" in empty.err
    shutil.rmtree(run / "narratives")
    gone = cli("redraft", run, "c1", "--offline")
    assert gone.code == 2 and "szenario run PROJEKT" in gone.err


def test_a_model_rewords_one_paragraph_in_one_call_and_only_that_paragraph_changes(cli, run, at_home):
    before, start = text_of(run).read_text(encoding="utf-8"), at_home.count
    done = cli("redraft", run, "c1", "--paragraph", "2", "--note", "lebhafter", *MODEL, "--json")
    assert done.code == 0 and done.json["by"] == "openai:probe", done.err
    asked = Counter(wanted(one.body) for one in at_home.requests[start:])
    assert asked.keys() == {"RewordedPlaces"} and asked.total() in (1, 2)
    assert text_of(run).read_text(encoding="utf-8") == before
    assert cli("redraft", run, "c1", "--paragraph", "2", "--take", "1").code == 0
    old, new = before.split("\n\n"), text_of(run).read_text(encoding="utf-8").split("\n\n")
    assert new[2].strip() == done.json["alternatives"][0]["text"]
    assert [*new[:2], *new[3:]] == [*old[:2], *old[3:]]
    assert at_home.count == start + asked.total()
    record = json.loads((run / "run.json").read_text(encoding="utf-8"))
    assert record["stages"]["draft"]["model"] == "openai:probe"
    repeated = cli("redraft", run, "c1", "--paragraph", "1", *MODEL, "--json")
    assert repeated.code == 0 and at_home.count <= start + 4


def test_a_whole_text_of_a_model_is_no_rohgeruest_any_more(cli, run, at_home):
    done = cli("redraft", run, "c1", *MODEL, "--json")
    assert done.code == 0, done.err
    before, drafted = ledger_of(run), text_of(run).read_bytes()
    assert before["rohgeruest"]
    assert cli("redraft", run, "c1", "--take", "1").code == 0
    now = ledger_of(run)
    assert not now["rohgeruest"] and len(now["sentences"]) == len(done.json["alternatives"][0]["sentences"])
    text_of(run).write_bytes(drafted)
    refused = cli("publish", run, "--format", "md", "--json").json["obstacles"]
    assert {"c1", "c2"} <= {one["cluster"] for one in refused if one["kind"] == "rohgeruest"}
    back = ledger_of(run)
    assert back["rohgeruest"]
    assert [one["values"] for one in back["sentences"]] == [one["values"] for one in before["sentences"]]


def test_offline_opens_no_socket(cli, run, monkeypatch):
    import socket

    def refused(*_: Any) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket.socket, "connect", refused)
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("SZENARIO_MODEL", "openai:probe")
    assert cli("redraft", run, "c1", "--paragraph", "1", "--offline").code == 0
