"""Where each passage stands in passages.jsonl: one is read when it is wanted, never all for a question.

A small SQLite file knows the byte where a passage's line begins, its id, and which lines are a document's.
What was read stays in memory, so that the next question of the same process does not read it again.
"""

import mmap
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from threading import Lock
from typing import Any, overload

from pydantic import ValidationError

from pipeline.core.errors import InputError
from pipeline.core.types import Passage

NAME = "places.sqlite"
KEPT = 20_000
"""So many passages stay in memory, about 40 MB."""
_AT_ONCE = 500


def build(folder: Path, file: Path, passages: Sequence[Passage]) -> None:
    """Write where the `passages` of `file` stand, one a line, into `folder`."""
    with closing(sqlite3.connect(folder / NAME)) as base, base, file.open("rb") as lines:
        base.execute(
            "CREATE TABLE places (row INTEGER PRIMARY KEY, id TEXT, start INTEGER, length INTEGER)"
        )
        base.execute("CREATE TABLE stretches (document TEXT, first INTEGER, after INTEGER)")
        base.executemany("INSERT INTO places VALUES (?, ?, ?, ?)", _placed(lines, passages))
        base.executemany("INSERT INTO stretches VALUES (?, ?, ?)", _stretches(passages))
        base.execute("CREATE INDEX by_id ON places (id)")
        base.execute("CREATE INDEX by_document ON stretches (document)")


def _placed(lines: Iterator[bytes], passages: Sequence[Passage]) -> Iterator[tuple[int, str, int, int]]:
    start = 0
    for row, (line, passage) in enumerate(zip(lines, passages, strict=True)):
        yield row, passage.id, start, len(line)
        start += len(line)


def _stretches(passages: Sequence[Passage]) -> Iterator[tuple[str, int, int]]:
    """Runs of passages of one document; a document is one run unless a person moved its lines."""
    first = 0
    for row in range(1, len(passages) + 1):
        if row == len(passages) or passages[row].document != passages[first].document:
            yield passages[first].document, first, row
            first = row


class Places(Sequence[Passage]):
    """The passages of a run by row (their order in the file) and by id; raises InputError for a line
    that is not what it was."""

    def __init__(self, folder: Path, file: Path) -> None:
        self._base = sqlite3.connect(
            f"{(folder / NAME).absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        self._file, self._asking = file, Lock()
        with file.open("rb") as stream:
            self._lines = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) if _holds(file) else b""
        (self._count,) = self._asked("SELECT count(*) FROM places")[0]
        self._kept: dict[int, Passage] = {}

    def __len__(self) -> int:
        return int(self._count)

    @overload
    def __getitem__(self, row: int) -> Passage: ...
    @overload
    def __getitem__(self, row: slice) -> list[Passage]: ...
    def __getitem__(self, row: int | slice) -> Passage | list[Passage]:
        if isinstance(row, slice):
            return [self[one] for one in range(*row.indices(len(self)))]
        at = row + len(self) if row < 0 else row
        if not 0 <= at < len(self):
            raise IndexError(row)
        known = self._kept.get(at)
        return known if known is not None else self._read(at)

    @property
    def by_id(self) -> "ById":
        """The same passages by their ids."""
        return ById(self)

    def rows(self, ids: Sequence[str]) -> dict[str, int]:
        """The rows of these ids; one that is not there is left out."""
        found: dict[str, int] = {}
        for start in range(0, len(ids), _AT_ONCE):
            part = tuple(ids[start : start + _AT_ONCE])
            marks = ", ".join("?" * len(part))
            found.update(self._asked(f"SELECT id, row FROM places WHERE id IN ({marks})", part))
        return found

    def rows_of(self, document: str) -> list[int]:
        """The rows of a document's passages, in its order."""
        runs = self._asked("SELECT first, after FROM stretches WHERE document = ?", (document,))
        return [row for first, after in sorted(runs) for row in range(first, after)]

    def _read(self, row: int) -> Passage:
        asked = "SELECT start, length, id FROM places WHERE row = ?"
        ((start, length, passage_id),) = self._asked(asked, (row,))
        try:
            passage = Passage.model_validate_json(self._lines[start : start + length])
        except ValidationError as error:
            raise InputError(
                f"„{self._file.name}“, Zeile {row + 1}: nicht lesbar. Bitte die Datei löschen und den "
                "Befehl wiederholen; sie wird neu erzeugt."
            ) from error
        if passage.id != passage_id:
            raise InputError(
                f"„{self._file.name}“ wurde geändert, während sie befragt wurde. Bitte den Befehl "
                "wiederholen; der Suchindex wird dann neu gebaut."
            )
        if len(self._kept) >= KEPT:
            self._kept.clear()
        self._kept[row] = passage
        return passage

    def _asked(self, question: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        with self._asking:
            return self._base.execute(question, tuple(values)).fetchall()


class ById(Mapping[str, Passage]):
    """Passages by id, read when they are wanted."""

    def __init__(self, places: Places) -> None:
        self._places = places

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[str]:
        return (passage.id for passage in self._places)

    def __getitem__(self, passage_id: str) -> Passage:
        return self._places[self._places.rows([passage_id])[passage_id]]


def _holds(file: Path) -> bool:
    return file.stat().st_size > 0
