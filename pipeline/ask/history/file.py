"""The SQLite file of a history: for its owner's eyes alone, and without what is older than it may be.

Opened and closed for each use, so that several processes can share it. What is deleted is overwritten.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from pipeline.core.errors import OutputError
from pipeline.core.files import digest
from pipeline.language.file_names import file_name

FOLDER = "dialogues"
FORM = 2
_PATIENCE = 30.0  # seconds to wait for others who write
_SCHEMA = """
create table if not exists dialogues (id integer primary key autoincrement);
create table if not exists questions (
    dialogue integer not null references dialogues on delete cascade,
    number integer not null,
    question text not null,
    at text not null,
    primary key (dialogue, number)
);
create table if not exists answers (
    dialogue integer not null,
    number integer not null,
    answer text not null,
    primary key (dialogue, number),
    foreign key (dialogue, number) references questions on delete cascade
);
create table if not exists numbers (
    dialogue integer primary key references dialogues on delete cascade,
    last integer not null
);
create table if not exists feedback (
    id integer primary key autoincrement,
    dialogue integer not null,
    number integer not null,
    helpful integer not null,
    reason text not null,
    person text not null,
    at text not null,
    foreign key (dialogue, number) references questions on delete cascade
);
"""
"""A number that was forgotten is never given to another: of a dialogue by autoincrement, of a question by
the last one of its dialogue in `numbers`, which a file of form 1 has from its next question on."""


def history_path(home: Path, project: Path) -> Path:
    """Where the history of a project's folder is kept."""
    whole = project.resolve()
    return home / FOLDER / f"{file_name(whole.name, 'projekt')}-{digest(str(whole).encode())[:16]}.sqlite"


@contextmanager
def opened(path: Path, oldest: str) -> Iterator[sqlite3.Connection]:
    """The file, made where it is missing, rid of all asked before `oldest` (ISO), in one transaction.

    Raises OutputError where it cannot be used.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        with closing(sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)) as store:
            _made_ready(store, path)
            # At once for writing: two that read first and write then would block each other for good.
            store.execute("begin immediate")
            if _emptied(store, "at < ?", oldest):
                store.execute("commit")
                store.execute("begin immediate")
            with store:
                yield store
    except (OSError, sqlite3.Error) as error:
        raise OutputError(
            f"Der Verlauf „{path}“ lässt sich nicht benutzen ({error}). Bitte Schreibrechte und freien "
            "Platz prüfen, mit SZENARIO_HOME einen anderen Ordner nennen oder --no-history angeben."
        ) from error


def deleted(path: Path, oldest: str, condition: str, *values: object) -> int:
    """Delete the questions of which the condition holds, for good; how many. Raises OutputError."""
    with opened(path, oldest) as store:
        gone = _emptied(store, condition, *values)
        store.execute("commit")
        with suppress(sqlite3.OperationalError):  # overwritten already: this only makes the file smaller,
            store.execute("vacuum")  # and needs the room of a second one
    return gone


def next_number(store: sqlite3.Connection, dialogue: int) -> int:
    """The number of the next question of a dialogue, taken: no other question ever has it."""
    (number,) = store.execute(
        "select 1 + max(coalesce((select last from numbers where dialogue = :of), 0),"
        " coalesce((select max(number) from questions where dialogue = :of), 0))",
        {"of": dialogue},
    ).fetchone()
    store.execute("insert or replace into numbers values (?, ?)", (dialogue, number))
    return int(number)


def _emptied(store: sqlite3.Connection, condition: str, *values: object) -> int:
    gone = store.execute(f"delete from questions where {condition}", values).rowcount
    if gone:
        store.execute("delete from dialogues where id not in (select dialogue from questions)")
    return int(gone)


def _made_ready(store: sqlite3.Connection, path: Path) -> None:
    store.execute("pragma foreign_keys = on")
    store.execute("pragma secure_delete = on")
    form = store.execute("pragma user_version").fetchone()[0]
    if form > FORM:
        raise OutputError(
            f"Der Verlauf „{path}“ ist von einer neueren Fassung des Programms. Bitte diese benutzen oder "
            "--no-history angeben."
        )
    if form < FORM:
        store.executescript(f"{_SCHEMA}pragma user_version = {FORM};")
