"""Questions while another command reads: waited for where something has to be done, never mixed up."""

import os
import threading
from pathlib import Path

import pytest
from filelock import FileLock

from pipeline import project as projects
from pipeline.app.reading import read_anew
from pipeline.core.errors import InputError, LockedError
from pipeline.core.progress import Silent
from pipeline.run import asking
from pipeline.run.asking import open_library
from pipeline.run.steady import steadily
from pipeline.sources import index
from pipeline.sources.index import stand

FERRY = "# See\n\nAuf dem See fährt eine Fähre.\n"


def test_a_question_waits_for_who_reads_and_is_told_once(cli, project: Path, tmp_path: Path):
    out = tmp_path / "lauf"
    cli("read", project, "--out", out)
    (project / "documents" / "see.md").write_text(FERRY, encoding="utf-8")
    lock = FileLock(out / ".lock", thread_local=False)
    lock.acquire()
    threading.Timer(0.4, lock.release).start()
    found = cli("search", project, "Fähre", "--json", "--out", out)
    assert found.code == 0 and found.json["hits"][0]["document"] == "see.md"
    assert found.err.count("arbeitet gerade ein anderer Befehl") == 1


def test_where_nothing_has_to_be_done_nobody_is_waited_for(cli, project: Path, tmp_path: Path):
    out = tmp_path / "lauf"
    cli("read", project, "--out", out)
    with FileLock(out / ".lock"):
        found = cli("ask", project, "Wer erneuert den Kran?", "--json", "--out", out)
    assert found.code == 0 and "anderer Befehl" not in found.err


def test_patience_ends_and_what_changes_a_run_has_none(cli, project: Path, tmp_path: Path, monkeypatch):
    monkeypatch.setattr(projects, "PATIENCE", 0.05)
    out = tmp_path / "lauf"
    out.mkdir()
    with FileLock(out / ".lock"):
        assert "anderer Lauf" in cli("search", project, "Fähre", "--out", out).err
        refused = cli("read", project, "--out", out)
    assert refused.code == 2 and "es geht danach weiter" not in refused.err


def test_an_index_that_is_exchanged_while_it_is_opened_is_opened_again(
    project: Path, tmp_path: Path, monkeypatch
):
    out = tmp_path / "lauf"
    read_anew(project, out, True, Silent())
    real, opened = index.lexical_index, []

    def exchanged(folder: Path) -> object:
        opened.append(folder)
        if len(opened) == 1:
            (project / "documents" / "see.md").write_text(FERRY, encoding="utf-8")
            read_anew(project, out, True, Silent())
            raise OSError("gone")
        return real(folder)

    monkeypatch.setattr(asking.index, "lexical_index", exchanged)
    library = open_library(project, out, Silent(), lambda: read_anew(project, out, True, Silent()))
    assert {one.path for one in library.sources()} == {"notiz.md", "see.md"} and len(opened) == 2


def test_what_never_rests_and_what_is_simply_broken_are_told_apart():
    states = iter(range(100))
    with pytest.raises(LockedError):
        steadily(lambda: next(states), lambda: "auf", lambda: next(states))

    def broken() -> str:
        raise OSError("kaputt")

    with pytest.raises(OSError, match="kaputt"):
        steadily(lambda: 1, broken, lambda: 1)


def test_the_old_index_stands_until_the_new_one_does(tmp_path: Path, monkeypatch):
    home = tmp_path / "index"
    stand.put_in_place(home, {"state": 1}, lambda fresh: (fresh / "a").write_text("1"))
    real = stand.shutil.rmtree

    def watched(folder: Path, **more: object) -> None:
        assert Path(folder) != home
        if Path(folder).exists():
            assert stand.made_of(home) == {"state": 2}
        real(folder, **more)

    monkeypatch.setattr(stand.shutil, "rmtree", watched)
    stand.put_in_place(home, {"state": 2}, lambda fresh: (fresh / "a").write_text("2"))
    assert os.listdir(tmp_path) == ["index"]


def test_a_line_of_another_passage_is_not_taken_for_the_one_asked_for(project: Path, tmp_path: Path):
    out = tmp_path / "lauf"
    read_anew(project, out, True, Silent())
    file = out / "passages.jsonl"
    first = index.passages(out / "index", file)[0].id
    file.write_bytes(file.read_bytes().replace(first.encode(), first[::-1].encode()))
    with pytest.raises(InputError, match="wiederholen"):
        index.passages(out / "index", file)[0]
