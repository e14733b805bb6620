"""Numbers of a history name one question for good, and a full disk does not keep what is to go."""

import resource
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from conftest import ROOT

from pipeline.ask.history.kept import Place, place
from pipeline.ask.history.records import History
from pipeline.core.types import Answer

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "verlauf.sqlite"


@pytest.fixture
def mine(path: Path) -> History:
    return History(path, 365, lambda: NOON)


def answer(question: str) -> Answer:
    return Answer(question=question, answered=False, text="Das steht nicht im Korpus.")


def test_a_number_that_was_forgotten_is_never_given_again(mine):
    mine.keep(answer("Eins?"))
    mine.keep(answer("Zwei?"), 1)
    mine.forget(place("1.2"))
    assert mine.keep(answer("Drei?"), 1) == Place(1, 3)
    mine.forget(place("1.3"))
    mine.forget(place("1.1"))
    assert mine.keep(answer("Vier?"), 1) == Place(2, 1), "ein leerer Dialog ist zu Ende"


def test_a_history_of_the_form_before_goes_on_with_its_numbers(mine, path):
    for question in ("Eins?", "Zwei?"):
        mine.keep(answer(question), 1)
    with closing(sqlite3.connect(path)) as store:
        store.executescript("drop table numbers; pragma user_version = 1;")
    assert mine.keep(answer("Drei?"), 1) == Place(1, 3)
    mine.forget(place("1.3"))
    assert mine.keep(answer("Vier?"), 1) == Place(1, 4)


FORGETTING = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from pipeline.ask.history.records import History
print(History(Path(sys.argv[1]), 365, lambda: datetime(2026, 11, 22, 12, tzinfo=UTC)).forget_all())
"""


def test_what_is_to_go_goes_although_the_file_cannot_be_made_smaller(mine, path):
    """No file may grow beyond its size as on a full disk: deleting fits, a second copy does not."""
    mine.keep(Answer(question="Geheim?", answered=False, text="x" * 400_000))
    for _ in range(3):
        mine.keep(Answer(question="Auch?", answered=False, text="y" * 400_000))
    with closing(sqlite3.connect(path)) as store:
        store.execute("create table beside (text)")
        store.execute("insert into beside values (?)", ("z" * 3_000_000,))
        store.commit()
    limit = 2_400_000
    done = subprocess.run(
        [sys.executable, "-c", FORGETTING, str(path)],
        env={"PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "4\n"), done.stderr
    assert mine.dialogues() == []
    left = b"".join(one.read_bytes() for one in path.parent.iterdir())
    assert b"Geheim" not in left and b"x" * 50 not in left
