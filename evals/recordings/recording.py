"""A recording: an answer written by hand, the question it was given to, and the prompt's wording then.

A folder holds one file an answer, NNN-<package>-<verb>.json in the order of the answers. Nothing in
them tells of the machine they were made on, and none holds a key.
"""

import re
from collections.abc import Sequence
from pathlib import Path

from pydantic import Field

from evals.recordings.origin import prompts_of_today
from pipeline.core.errors import InputError
from pipeline.core.files import read_json_as, to_json, write_text
from pipeline.core.types import Noun

BY_HAND = "von Hand"
MODEL = "handgeschrieben"
"""What stands where a model's name would: such a run must not look like a model's."""

_NAMES = re.compile(r"\d{3,}-.+\.json")
_PATH = re.compile(r"(?<![\w.<›/])/(?:[\w.-]+/){2}|\b[A-Za-z]:\\\w+|\bfile://")
_KEY = re.compile(r"\b(?:sk|pk|rk)-[\w-]{12,}|\bBearer\s+\S{12,}")


class Recording(Noun):
    """One answer; `reply` is the name of the schema, None where the schema stood in the messages."""

    prompt: str
    prompt_digest: str
    reply: str | None = Field(alias="schema")
    messages: tuple[tuple[str, str], ...]
    answer: str
    written_by: str


def read_all(folder: Path) -> list[Recording]:
    """The recordings of a folder in their order; raises InputError where there are none."""
    paths = _files(folder)
    if not paths:
        raise InputError(
            f"In „{folder}“ liegt keine Aufzeichnung. Wie welche entstehen, steht in "
            "evals/recordings/README.md."
        )
    return [read_json_as(Recording, path) for path in paths]


def write_all(folder: Path, recordings: Sequence[Recording]) -> None:
    """Put these in the place of the recordings of a folder."""
    wanted: set[str] = set()
    for number, one in enumerate(recordings, start=1):
        name = f"{number:03d}-{one.prompt.replace('/', '-')}.json"
        write_text(folder / name, to_json(one.model_dump(mode="json", by_alias=True)))
        wanted.add(name)
    for path in _files(folder):
        if path.name not in wanted:
            path.unlink()


def stale(recordings: Sequence[Recording]) -> list[str]:
    """A German line for every prompt that has another wording today than in its recordings."""
    today = {prompt.name: prompt.digest for prompt in prompts_of_today()}
    counted: dict[str, int] = {}
    for one in recordings:
        if today.get(one.prompt) != one.prompt_digest:
            counted[one.prompt] = counted.get(one.prompt, 0) + 1
    return [
        f"{name} ({'1 Aufzeichnung' if count == 1 else f'{count} Aufzeichnungen'}): "
        + ("der Prompt ist seither geändert" if name in today else "den Prompt gibt es nicht mehr")
        for name, count in counted.items()
    ]


def private(recording: Recording) -> str:
    """A path of a machine or a key in a recording, as it stands there; "" where there is none."""
    for text in (recording.answer, *(said for _, said in recording.messages)):
        for pattern in (_PATH, _KEY):
            if found := pattern.search(text):
                return found.group()
    return ""


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    found = [path for path in folder.iterdir() if _NAMES.fullmatch(path.name)]
    return sorted(found, key=lambda path: int(path.name.partition("-")[0]))
