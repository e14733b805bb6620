"""The history of a project: what is kept, for how long, and what becomes of what people thought of it."""

import os
import signal
import sqlite3
import stat
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import yaml
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

from pipeline.ask.history.cases import CHECK, feedback_cases
from pipeline.ask.history.file import history_path
from pipeline.ask.history.kept import Place, place
from pipeline.ask.history.records import History
from pipeline.core.errors import InputError, OutputError
from pipeline.core.files import to_yaml
from pipeline.core.types import Answer, Citation

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


class Clock:
    """A time that a test sets."""

    def __init__(self) -> None:
        self.time = NOON

    def __call__(self) -> datetime:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return history_path(tmp_path / "home", tmp_path / "Mein Projekt Süd")


def history(path: Path, clock: Clock, keep_days: int = 365) -> History:
    return History(path, keep_days, clock)


def quoted(question: str, quote: str = "Nachbarn haben einen Rufbus gegründet", **more: object) -> Answer:
    citation = Citation(passage="p1", document="notiz.md", anchor="Nahverkehr", quote=quote)
    return Answer(question=question, answered=True, text=f"„{quote}“ [1]", citations=(citation,), **more)


def absent(question: str, **more: object) -> Answer:
    return Answer(question=question, answered=False, text="Das steht nicht im Korpus.", **more)


def test_the_file_is_named_after_the_project_and_nobody_elses_to_read(path, clock):
    history(path, clock).keep(quoted("Wer?"))
    assert path.name.startswith("mein-projekt-sued-") and path.suffix == ".sqlite"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_two_folders_of_one_name_have_two_histories(tmp_path):
    assert history_path(tmp_path, tmp_path / "a" / "x") != history_path(tmp_path, tmp_path / "b" / "x")


def test_what_was_kept_is_read_as_it_was(path, clock):
    mine = history(path, clock)
    first = mine.keep(quoted("Wer fährt?"))
    second = mine.keep(absent("Seit wann?", understood="Wer fährt seit wann?"), first.dialogue)
    other = mine.keep(absent("Was kostet der Hafen?"))
    assert [str(one) for one in (first, second, other)] == ["1.1", "1.2", "2.1"]
    dialogues = history(path, clock).dialogues()
    assert [[one.answer.question for one in dialogue.kept] for dialogue in dialogues] == [
        ["Wer fährt?", "Seit wann?"],
        ["Was kostet der Hafen?"],
    ]
    assert dialogues[0].kept[0].answer == quoted("Wer fährt?")
    assert dialogues[0].kept[0].at == "2026-11-22T12:00:00+00:00"
    assert [one.number for one in mine.find(place("1.1")).kept] == [1]
    assert [one.number for one in mine.find(place("1")).kept] == [1, 2]


def test_reading_an_empty_history_makes_no_file(path, clock):
    assert history(path, clock).dialogues() == [] and not path.exists()
    assert history(path, clock).forget_all() == 0 and not path.exists()


@pytest.mark.parametrize("number", ["", "0", "1.0", "-1", "x", "1.2.3", "²", "1e3", "9" * 40])
def test_what_is_no_number_is_refused(number):
    with pytest.raises(InputError, match="keine Nummer"):
        place(number)


@given(st.integers(1, 10**15), st.none() | st.integers(1, 10**15))
def test_a_place_is_read_as_it_is_written(dialogue, number):
    assert place(str(Place(dialogue, number))) == Place(dialogue, number)


def test_what_is_not_there_is_refused(path, clock):
    mine = history(path, clock)
    for act in (mine.find, mine.forget, lambda one: mine.judge(one, True)):
        with pytest.raises(InputError, match="gibt es 7 nicht"):
            act(Place(7))
    mine.keep(absent("Wer?"))
    with pytest.raises(InputError, match=r"gibt es 1\.2 nicht"):
        mine.find(Place(1, 2))


def test_the_last_feedback_holds_and_all_of_it_is_kept(path, clock):
    mine = history(path, clock)
    mine.keep(quoted("Wer?"))
    assert mine.judge(Place(1), True) == Place(1, 1)
    mine.judge(Place(1, 1), False, "veraltet", "Anna")
    (kept,) = mine.find(Place(1)).kept
    assert [one.helpful for one in kept.feedback] == [True, False]
    assert kept.judged is not None and (kept.judged.reason, kept.judged.by) == ("veraltet", "Anna")


def test_a_dialogue_of_several_questions_is_not_judged_as_one(path, clock):
    mine = history(path, clock)
    mine.keep(mine_first := quoted("Wer?"))
    mine.keep(mine_first, 1)
    with pytest.raises(InputError, match=r"2 Fragen.*1\.2"):
        mine.judge(Place(1), True)


def test_nothing_stays_longer_than_it_may(path, clock):
    history(path, clock, 30).keep(quoted("Alt?"))
    history(path, clock, 30).judge(Place(1), True, "Grund von damals")
    clock.time += timedelta(days=29)
    history(path, clock, 30).keep(absent("Neu?"), 1)
    clock.time += timedelta(days=2)
    (dialogue,) = history(path, clock, 30).dialogues()
    assert [str(one.place) for one in dialogue.kept] == ["1.2"]
    assert gone(path, "Alt?", "Rufbus", "Grund von damals")
    clock.time += timedelta(days=30)
    assert history(path, clock, 30).dialogues() == []
    assert history(path, clock, 30).keep(absent("Danach?")) == Place(2, 1), "eine Nummer gibt es nur einmal"


def test_a_project_that_keeps_nothing_writes_nothing_and_loses_what_was_there(path, clock):
    assert history(path, clock, 0).keep(quoted("Geheim?")) is None and not path.exists()
    history(path, clock).keep(quoted("Vorher?"))
    assert history(path, clock, 0).keep(quoted("Geheim?")) is None
    assert gone(path, "Geheim?", "Vorher?") and history(path, clock).dialogues() == []


def test_what_is_forgotten_is_gone_from_the_disk(path, clock):
    mine = history(path, clock)
    for number in range(40):
        mine.keep(quoted(f"Frage {number}?", f"Wortlaut {number} " + "lang " * 300))
    mine.judge(Place(7), False, "wegen Wortlaut-Grund")
    assert mine.forget(Place(7)) == 1
    assert gone(path, "Frage 6?", "Wortlaut 6 ", "Wortlaut-Grund") and not gone(path, "Frage 5?")
    assert mine.forget_all() == 39
    assert gone(path, "Frage", "Wortlaut")


def test_one_question_of_a_dialogue_can_be_forgotten_and_those_before_a_day(path, clock):
    mine = history(path, clock)
    for question in ("Eins?", "Zwei?", "Drei?"):
        mine.keep(absent(question), 1)
        clock.time += timedelta(days=1)
    assert mine.forget(Place(1, 2)) == 1
    assert [str(one.place) for one in mine.find(Place(1)).kept] == ["1.1", "1.3"]
    assert len(mine.dialogues("2026-11-23")[0].kept) == 1
    assert mine.forget_all("2026-11-23") == 1
    assert [one.answer.question for one in mine.find(Place(1)).kept] == ["Drei?"]


def gone(path: Path, *texts: str) -> bool:
    """Whether no byte of these is left in the folder of the history."""
    left = b"".join(one.read_bytes() for one in path.parent.iterdir())
    return not any(text.encode() in left for text in texts)


def test_several_may_write_at_once(path, clock):
    def work(name: int) -> None:
        mine, dialogue = history(path, clock), None
        for turn in range(10):
            dialogue = mine.keep(absent(f"{name}-{turn}"), dialogue).dialogue

    threads = [threading.Thread(target=work, args=(name,)) for name in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    said = [[one.answer.question for one in dialogue.kept] for dialogue in history(path, clock).dialogues()]
    assert sorted(said) == [[f"{name}-{turn}" for turn in range(10)] for name in range(4)]


WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from pipeline.ask.history.records import History
from pipeline.core.types import Answer
mine = History(Path(sys.argv[1]), 365, lambda: datetime(2026, 11, 22, tzinfo=UTC))
while True:
    print(mine.keep(Answer(question="Wer?", answered=False, text="x" * 3000), 1), flush=True)
"""


def test_a_killed_process_loses_at_most_what_was_under_way(path, clock):
    child = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert child.stdout is not None
    told = [child.stdout.readline().strip() for _ in range(25)]
    child.send_signal(signal.SIGKILL)
    told += child.stdout.read().split()
    child.wait()
    child.stdout.close()
    kept = [str(one.place) for one in history(path, clock).find(Place(1)).kept]
    assert kept[: len(told)] == told and len(kept) <= len(told) + 1


def test_a_place_that_cannot_be_written_is_told(tmp_path, clock):
    (tmp_path / "home").write_text("eine Datei, kein Ordner", encoding="utf-8")
    with pytest.raises(OutputError, match="SZENARIO_HOME"):
        history(history_path(tmp_path / "home", tmp_path), clock).keep(quoted("Wer?"))


def test_a_broken_file_or_a_later_form_is_told_and_left_alone(path, clock):
    path.parent.mkdir(parents=True)
    path.write_bytes(b"kein SQLite, sondern etwas anderes" * 50)
    with pytest.raises(OutputError, match="nicht benutzen"):
        history(path, clock).keep(quoted("Wer?"))
    assert path.read_bytes().startswith(b"kein SQLite")
    path.unlink()
    history(path, clock).keep(quoted("Wer?"))
    store = sqlite3.connect(path)
    store.execute("pragma user_version = 9")
    store.close()
    with pytest.raises(OutputError, match="neueren Fassung"):
        history(path, clock).keep(quoted("Wer?"))


def test_an_answer_of_another_version_is_named_and_can_be_deleted(path, clock):
    mine = history(path, clock)
    mine.keep(quoted("Wer?"))
    store = sqlite3.connect(path)
    store.execute("update answers set answer = '{\"gone\": 1}'")
    store.commit()
    store.close()
    with pytest.raises(InputError, match=r"--forget 1\.1"):
        mine.dialogues()
    assert mine.forget(Place(1, 1)) == 1 and mine.dialogues() == []


def test_judged_answers_become_cases_of_the_kind_that_was_judged(path, clock):
    mine = history(path, clock)
    asked = [
        quoted("Wer fährt den Bus?"), quoted("Wie viele Linien?"), absent("Was kostet er?"),
        absent("Wie alt ist er?"), quoted("Niemand hat hierüber geurteilt?"),
    ]  # fmt: skip
    for answer in asked:
        mine.keep(answer)
    mine.keep(quoted("Und der Kran?"), 1)
    mine.keep(absent("Und seit wann?", understood="Seit wann gibt es den Kran?"), 1)
    mine.keep(absent("Und warum?"), 1)
    for number, helpful in [("1.1", 1), ("2", 0), ("3", 1), ("4", 0), ("1.2", 1), ("1.3", 1), ("1.4", 1)]:
        mine.judge(place(number), bool(helpful), "Grund" if number in "24" else "")
    cases = yaml.safe_load(to_yaml(feedback_cases(mine.dialogues(), "probe").plain))
    assert [one["id"] for one in cases["questions"]] == ["f1.1"]
    assert cases["questions"][0] == {
        "id": "f1.1", "project": "probe", "question": "Wer fährt den Bus?", "kind": "feedback",
        "documents": ["notiz.md"], "answer": ["Nachbarn haben einen Rufbus gegründet"],
        "check": CHECK,
    }  # fmt: skip
    assert [(one["id"], one["question"]) for one in cases["unanswerable"]] == [
        ("f1.3", "Seit wann gibt es den Kran?"),
        ("f3.1", "Was kostet er?"),
    ]
    assert all(one["why"] for one in cases["unanswerable"])
    (dialogue,) = cases["dialogues"]
    assert dialogue["turns"] == ["Wer fährt den Bus?", "Und der Kran?"] and dialogue["answer"]
    incomplete = {one["id"]: one for one in cases["incomplete"]}
    assert set(incomplete) == {"f1.4", "f2.1", "f4.1"}
    assert incomplete["f2.1"]["reason"] == "Grund" and incomplete["f2.1"]["answer"] == []
    assert "allein steht" in incomplete["f1.4"]["todo"] and len(incomplete["f1.4"]["turns"]) == 4


def test_an_answer_without_quotable_words_is_for_a_person_to_complete(path, clock):
    mine = history(path, clock)
    mine.keep(quoted("Wer?", ""))
    mine.judge(Place(1), True)
    cases = feedback_cases(mine.dialogues(), "probe")
    assert not cases.questions and len(cases.incomplete) == 1
