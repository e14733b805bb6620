"""The store of answers: whatever a model said is kept the moment it arrives, by what it was asked.

The key is made of all that shapes an answer: model, address, messages, schema, temperature, variant.
The same question is never paid for twice; another `variant` draws anew. SQLite, one file, safe for
threads and for several processes.
"""

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.core.errors import OutputError
from pipeline.core.files import digest

FILE = "answers.sqlite"
REFUSED = "refused"
"""How an answer ended that is none, because the model does not want to."""
OWN_VARIANTS = 1_000_000
"""From here on are the numbers of draws that nobody gives by hand."""
_PATIENCE = 30.0  # seconds to wait for others who write
_WHOLE = ("stop", "end_turn")
_SCHEMA = """
create table if not exists said (
    key text primary key,
    project text not null,
    stage text not null,
    asked text not null,
    answer text not null,
    tokens_in integer not null,
    tokens_out integer not null,
    ended text not null,
    kept_at text not null,
    failed integer not null default 0
)
"""


@dataclass(frozen=True)
class Question:
    """All that shapes an answer; `messages` are pairs of role and text."""

    model: str
    address: str
    messages: Sequence[tuple[str, str]]
    schema: Mapping[str, Any] | None
    temperature: float | None
    variant: int

    @property
    def key(self) -> str:
        """SHA-256 over the whole question."""
        return digest(self.written.encode())

    @property
    def written(self) -> str:
        whole = {
            "model": self.model,
            "address": self.address,
            "messages": [list(message) for message in self.messages],
            "schema": self.schema,
            "temperature": self.temperature,
            "variant": self.variant,
        }
        return json.dumps(whole, ensure_ascii=False, sort_keys=True)


@dataclass(frozen=True)
class Answer:
    """What a model said, what it cost in tokens, and how it ended ("stop", "length", REFUSED …)."""

    text: str
    tokens_in: int
    tokens_out: int
    ended: str = "stop"

    @property
    def whole(self) -> bool:
        """Whether the model said all it wanted to; only then it is an answer."""
        return self.ended in _WHOLE


class Memory:
    """Answers in a folder; opened and closed for each use, so that processes and threads can share it."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE

    def recall(self, question: Question) -> Answer | None:
        """The answer to exactly this question, None where it was never asked."""
        if not self._path.is_file():
            return None
        with self._store() as store:
            row = store.execute(
                "select answer, tokens_in, tokens_out, ended from said where key = ? and failed = 0",
                (question.key,),
            ).fetchone()
        return Answer(*row) if row else None

    def keep(self, question: Question, answer: Answer, project: str, stage: str, at: str) -> None:
        """Keep an answer for good; raises OutputError where the store cannot be written."""
        with self._store() as store:
            store.execute(
                "insert or replace into said values (?, ?, ?, ?, ?, ?, ?, ?, ?, 0)",
                (
                    question.key, project, stage, question.written, answer.text, answer.tokens_in,
                    answer.tokens_out, answer.ended, at,
                ),
            )  # fmt: skip

    def give_up(self, questions: Sequence[Question]) -> None:
        """Mark the answers to these as failed: still to be read, but asked anew the next time."""
        with self._store() as store:
            keys = [(question.key,) for question in questions]
            store.executemany("update said set failed = 1 where key = ?", keys)

    def holds(self, project: str, stage: str) -> bool:
        """Whether an answer to a stage of a project is kept."""
        if not self._path.is_file():
            return False
        with self._store() as store:
            found = store.execute("select 1 from said where project = ? and stage = ?", (project, stage))
            return found.fetchone() is not None

    def unused_variant(self, stage: str) -> int:
        """The first number of a draw, of those that only `stage` uses, under which nothing is kept."""
        if not self._path.is_file():
            return OWN_VARIANTS
        with self._store() as store:
            row = store.execute(
                "select max(json_extract(asked, '$.variant')) from said where stage = ?", (stage,)
            ).fetchone()
        return max(OWN_VARIANTS, (row[0] or 0) + 1)

    def forget(self, *, project: str | None = None, before: str | None = None) -> int:
        """Delete the answers of a project, or those kept before a date (ISO), for good; how many."""
        if (project is None) == (before is None):
            raise ValueError("either a project or a date")
        if project is not None:
            return self._delete("project = ?", project)
        return self._delete("kept_at < ?", before)

    def forget_stage(self, project: str, stage: str, before: str = "") -> int:
        """Delete a project's answers to one stage, with `before` (ISO, UTC) only older ones; how many."""
        return self._delete(
            "project = ? and stage = ? and (? = '' or kept_at < ?)", project, stage, before, before
        )

    def _delete(self, condition: str, *values: str | None) -> int:
        if not self._path.is_file():
            return 0
        with self._store() as store:
            gone = store.execute(f"delete from said where {condition}", values).rowcount
            store.commit()
            with suppress(
                sqlite3.OperationalError
            ):  # overwritten already: this only makes the file smaller,
                store.execute("vacuum")  # and needs the room of a second one
        return int(gone)

    @contextmanager
    def _store(self) -> Iterator[sqlite3.Connection]:
        """The store, open for one use; what is not committed then is committed at the end."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self._path, timeout=_PATIENCE)) as store, store:
                store.execute("pragma secure_delete = on")
                store.execute(_SCHEMA)
                yield store
        except (OSError, sqlite3.Error) as error:
            raise OutputError(
                f"Der Antwortspeicher „{self._path}“ lässt sich nicht benutzen ({error}). Bitte "
                "Schreibrechte und freien Platz prüfen oder mit SZENARIO_HOME einen anderen Ordner nennen."
            ) from error
