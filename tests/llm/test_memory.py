"""The store of answers: kept by what was asked, shared by threads and processes, forgotten for good."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.core.errors import OutputError
from pipeline.llm import memory
from pipeline.llm.memory import FILE, Answer, Memory, Question

ROOT = Path(__file__).resolve().parents[2]
ASKED = Question(
    model="openai:probe",
    address="http://127.0.0.1/v1",
    messages=(("system", "Du prüfst."), ("user", "Größe?")),
    schema={"name": "Zahl", "schema": {"type": "object"}},
    temperature=0.2,
    variant=0,
)
SAID = Answer('{"größe": 3}', 10, 5)
NOW = "2026-11-22T08:00:00+00:00"


def question(text: str) -> Question:
    return replace(ASKED, messages=(("user", text),))


def on_disk(folder: Path) -> bytes:
    """All bytes of the store, with what SQLite lays beside it."""
    return b"".join(path.read_bytes() for path in folder.glob(f"{FILE}*"))


@pytest.fixture
def store(tmp_path: Path) -> Memory:
    return Memory(tmp_path / "home" / "tiefer")


def test_an_answer_is_kept_and_found_by_another_memory(store: Memory, tmp_path: Path) -> None:
    assert store.recall(ASKED) is None
    assert not (tmp_path / "home").exists(), "wer nur fragt, legt nichts an"
    store.keep(ASKED, SAID, "p", "draft", NOW)
    assert Memory(tmp_path / "home" / "tiefer").recall(ASKED) == SAID


@pytest.mark.parametrize(
    "other",
    [
        {"model": "openai:other"},
        {"address": "http://127.0.0.1/v2"},
        {"messages": (("system", "Du prüfst."), ("user", "Grösse?"))},
        {"messages": (("user", "Du prüfst."), ("system", "Größe?"))},
        {"messages": (*ASKED.messages, ("user", ""))},
        {"schema": {"name": "Zahl", "schema": {"type": "array"}}},
        {"schema": None},
        {"temperature": None},
        {"temperature": 0.0},
        {"variant": 1},
    ],
    ids=lambda other: "-".join(f"{key}={value}" for key, value in other.items())[:30],
)
def test_all_that_shapes_an_answer_makes_another_question(store: Memory, other: dict[str, Any]) -> None:
    store.keep(ASKED, SAID, "p", "draft", NOW)
    assert store.recall(replace(ASKED, **other)) is None


def test_the_order_in_which_a_schema_is_written_makes_no_other_question() -> None:
    one = replace(ASKED, schema={"name": "Z", "schema": {"a": 1, "b": 2}})
    two = replace(ASKED, schema={"schema": {"b": 2, "a": 1}, "name": "Z"}, messages=list(ASKED.messages))
    assert one.key == two.key


def test_how_an_answer_ended_is_kept_with_it(store: Memory) -> None:
    cut = Answer('{"gr', 10, 5, "length")
    store.keep(ASKED, cut, "p", "draft", NOW)
    assert store.recall(ASKED) == cut
    assert not cut.whole and SAID.whole


def test_what_failed_is_still_to_be_read_but_asked_anew(store: Memory, tmp_path: Path) -> None:
    store.keep(ASKED, SAID, "p", "draft", NOW)
    store.keep(question("andere"), SAID, "p", "draft", NOW)
    store.give_up([ASKED])
    assert store.recall(ASKED) is None
    assert store.recall(question("andere")) == SAID
    assert on_disk(tmp_path / "home" / "tiefer").count('{"größe": 3}'.encode()) == 2
    better = Answer("{}", 1, 1)
    store.keep(ASKED, better, "p", "draft", NOW)
    assert store.recall(ASKED) == better


def test_a_project_is_forgotten_to_the_last_byte(store: Memory, tmp_path: Path) -> None:
    folder = tmp_path / "home" / "tiefer"
    for number in range(40):
        project = "fremd" if number % 4 else "geheim"
        text = f"{project}-{number} " * 900  # over several pages
        store.keep(question(text), Answer(text, 1, 1), project, "draft", NOW)
    assert b"geheim" in on_disk(folder)
    assert store.forget(project="geheim") == 10
    left = on_disk(folder)
    assert b"geheim" not in left
    assert b"fremd-1 " in left and store.recall(question("fremd-1 " * 900)) is not None
    assert store.recall(question("geheim-0 " * 900)) is None
    assert store.forget(project="geheim") == 0


def test_what_is_older_than_a_date_is_forgotten_to_the_last_byte(store: Memory, tmp_path: Path) -> None:
    days = ["2026-10-31T23:59:59+00:00", "2026-11-01T00:00:00+00:00", "2026-11-02T12:00:00+00:00"]
    for day in days:
        store.keep(question(day), Answer(f"am {day}", 1, 1), "p", "draft", day)
    assert store.forget(before="2026-11-01") == 1
    assert [store.recall(question(day)) is not None for day in days] == [False, True, True]
    left = on_disk(tmp_path / "home" / "tiefer")
    assert b"am 2026-10-31" not in left and b"am 2026-11-01" in left


def test_what_failed_is_forgotten_too(store: Memory, tmp_path: Path) -> None:
    store.keep(question("geheim"), SAID, "p", "draft", NOW)
    store.give_up([question("geheim")])
    assert store.forget(project="p") == 1
    assert b"geheim" not in on_disk(tmp_path / "home" / "tiefer")


def test_forgetting_that_cannot_be_finished_is_said(
    store: Memory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.keep(question("geheim"), SAID, "p", "draft", NOW)
    monkeypatch.setattr(memory, "_PATIENCE", 0.1)
    with closing(sqlite3.connect(tmp_path / "home" / "tiefer" / FILE)) as reader:
        reader.execute("begin")
        reader.execute("select count(*) from said").fetchone()
        with pytest.raises(OutputError, match="lässt sich nicht benutzen"):
            store.forget(project="p")
    store.forget(project="p")
    assert b"geheim" not in on_disk(tmp_path / "home" / "tiefer")


def test_nothing_kept_is_nothing_forgotten(store: Memory, tmp_path: Path) -> None:
    assert store.forget(project="p") == 0
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize("wanted", [{}, {"project": "p", "before": "2026-11-01"}])
def test_forgetting_takes_a_project_or_a_date(store: Memory, wanted: dict[str, str]) -> None:
    store.keep(ASKED, SAID, "p", "draft", NOW)
    with pytest.raises(ValueError, match="either"):
        store.forget(**wanted)
    assert store.recall(ASKED) == SAID


def _no_database(folder: Path) -> None:
    (folder / FILE).write_bytes(b"kein SQLite, sondern Text, und nicht wenig davon" * 100)


def _folder(folder: Path) -> None:
    (folder / FILE).mkdir()


def _other_table(folder: Path) -> None:
    with closing(sqlite3.connect(folder / FILE)) as other, other:
        other.execute("create table said (key text)")


@pytest.mark.parametrize("broken", [_no_database, _folder, _other_table])
def test_a_store_that_cannot_be_used_is_told_in_german(tmp_path: Path, broken: Any) -> None:
    broken(tmp_path)
    with pytest.raises(OutputError, match=r"Antwortspeicher „.*answers\.sqlite“ .*SZENARIO_HOME"):
        Memory(tmp_path).keep(ASKED, SAID, "p", "draft", NOW)


def test_a_home_that_is_a_file_is_told_in_german(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("x")
    with pytest.raises(OutputError, match="SZENARIO_HOME"):
        Memory(tmp_path / "home").keep(ASKED, SAID, "p", "draft", NOW)


def test_a_full_disk_is_told_in_german_and_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Memory(tmp_path)
    store.keep(ASKED, SAID, "p", "draft", NOW)
    connect = sqlite3.connect

    def small(*arguments: Any, **more: Any) -> sqlite3.Connection:
        connection = connect(*arguments, **more)
        connection.execute("pragma max_page_count = 8")
        return connection

    with monkeypatch.context() as patch:
        patch.setattr(memory.sqlite3, "connect", small)
        with pytest.raises(OutputError, match="full"):
            store.keep(question("x" * 99_000), SAID, "p", "draft", NOW)
    assert store.recall(ASKED) == SAID and store.recall(question("x" * 99_000)) is None


def test_many_threads_share_one_store_from_its_first_moment(tmp_path: Path) -> None:
    def both(number: int) -> Answer | None:
        store = Memory(tmp_path)
        store.keep(question(f"q{number}"), Answer(f"a{number}", number, 1), "p", "draft", NOW)
        return store.recall(question(f"q{number}"))

    with ThreadPoolExecutor(16) as pool:
        assert list(pool.map(both, range(160))) == [
            Answer(f"a{number}", number, 1) for number in range(160)
        ]


WRITER = """
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from pipeline.llm.memory import Answer, Memory, Question
store, who = Memory(Path(sys.argv[1])), sys.argv[2]
def asked(number):
    return Question("m", "a", (("user", f"{who}{number}"),), None, None, 0)
print("da", flush=True)
sys.stdin.readline()
with ThreadPoolExecutor(4) as pool:
    list(pool.map(lambda n: store.keep(asked(n), Answer(f"{who}{n}", 1, 1), who, "s", "2026"), range(60)))
assert all(store.recall(asked(number)).text == f"{who}{number}" for number in range(60))
"""


@pytest.fixture
def writers(tmp_path: Path) -> Iterator[list[subprocess.Popen[str]]]:
    started = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path), who],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT,
        )
        for who in "ab"
    ]  # fmt: skip
    yield started
    for process in started:
        process.kill()
        process.communicate()


def test_two_processes_share_one_store(tmp_path: Path, writers: list[subprocess.Popen[str]]) -> None:
    for process in writers:
        assert process.stdout is not None and process.stdout.readline() == "da\n"
    for process in writers:  # both stand ready: now they start at once, with no file there
        assert process.stdin is not None
        process.stdin.write("los\n")
        process.stdin.flush()
    for process in writers:
        _, complaint = process.communicate(timeout=60)
        assert process.returncode == 0, complaint
    for who in "ab":
        for number in range(60):
            known = Memory(tmp_path).recall(
                Question("m", "a", (("user", f"{who}{number}"),), None, None, 0)
            )
            assert known == Answer(f"{who}{number}", 1, 1)
