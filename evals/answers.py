"""The answer store of a project or of a measurement, read whole: every question, and what came back.

The columns are those of pipeline/llm/memory.py, which only looks up single questions.
"""

import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from pipeline.core.errors import InputError
from pipeline.llm.memory import FILE, Answer


@dataclass(frozen=True)
class Kept:
    """One question and its answer; `reply` is the schema's name, None where the server knows no schemas.

    `failed`: the chain gave up on it.
    """

    project: str
    stage: str
    model: str
    variant: int
    messages: tuple[tuple[str, str], ...]
    reply: str | None
    answer: Answer
    failed: bool

    @property
    def again(self) -> bool:
        """Whether it asks for a better answer than the one before it."""
        return len(self.messages) > 2


def kept_in(home: Path) -> list[Kept]:
    """All answers in the order they were kept; none where nothing was ever asked."""
    path = home / FILE
    if not path.is_file():
        return []
    columns = "project, stage, asked, answer, tokens_in, tokens_out, ended, failed"
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as store:
            rows = store.execute(f"select {columns} from said order by rowid").fetchall()
    except sqlite3.Error as error:
        raise InputError(
            f"Der Antwortspeicher „{path}“ ist nicht lesbar ({error}). Bitte den Ordner prüfen."
        ) from error
    return [_kept(*row) for row in rows]


def _kept(project: str, stage: str, asked: str, *rest: str | int) -> Kept:
    question = json.loads(asked)
    text, tokens_in, tokens_out, ended, failed = rest
    messages: Sequence[Sequence[str]] = question["messages"]
    return Kept(
        project=project,
        stage=stage,
        model=question["model"],
        variant=question["variant"],
        messages=tuple((role, said) for role, said in messages),
        reply=question["schema"]["name"] if question["schema"] else None,
        answer=Answer(str(text), int(tokens_in), int(tokens_out), str(ended)),
        failed=bool(failed),
    )
