"""run.json: for each stage what it read, what it wrote, and how long it took.

Before a stage writes, the digests of what it is about to write stand here as `pending`. A file on
disk that matches neither them nor the finished ones was changed by a person, also after a crash.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, Field

from pipeline import __version__
from pipeline.core.errors import RunError
from pipeline.core.files import digest, digest_of, read_json_as, to_json, write_text
from pipeline.core.settings import Settings
from pipeline.core.types import SCHEMA_VERSION
from pipeline.project import Project, Run


class StageRecord(BaseModel):
    """One stage: digests of its inputs and outputs, its cost, the model that took part ("" for none).

    `by` is the signature of who did its thinking, where a later look has to know it, and `decided` that of
    the last one who was no mere computing: what he decided may stand without him. `reads` is a short
    digest of each thing it read, so that what has changed can be told; `taken` the digests of files into
    which a person took an alternative: kept like what people edit, told as what it is; `prompts` those of
    the prompt files that what stands here was asked with, by name.
    """

    input: str = ""
    outputs: dict[str, str] = Field(default_factory=dict)
    pending: dict[str, str] = Field(default_factory=dict)
    seconds: float = 0.0
    calls: int = 0
    tokens: int = 0
    cost: float = 0.0
    model: str = ""
    by: str = ""
    decided: str = Field(default="", exclude_if=lambda decided: not decided)
    reads: dict[str, str] = Field(default_factory=dict)
    taken: dict[str, str] = Field(default_factory=dict, exclude_if=lambda taken: not taken)
    prompts: dict[str, str] = Field(default_factory=dict, exclude_if=lambda prompts: not prompts)


class RunRecord(BaseModel):
    """The whole run; `settings` are those of the last run, so that it can be checked alone.

    `suites` are those that its project declared last, as szenario.toml has them (None: the usual ones), and
    `kept` the digests of files that no stage makes and that count only as they were written, by name.
    """

    schema_version: int = SCHEMA_VERSION
    project: str
    folder: str = ""
    settings: Settings
    suites: list[int | str] | None = Field(default=None, exclude_if=lambda suites: suites is None)
    stages: dict[str, StageRecord] = Field(default_factory=dict)
    kept: dict[str, str] = Field(default_factory=dict, exclude_if=lambda kept: not kept)
    versions: dict[str, str] = Field(default_factory=dict)


def shortened(reads: Mapping[str, str]) -> dict[str, str]:
    """Each thing read, as a record keeps it."""
    return {name: digest(value.encode())[:16] for name, value in reads.items()}


def inputs_digest(reads: Mapping[str, str]) -> str:
    """One digest over all a stage reads; another version of the program is another input."""
    return digest(json.dumps({"version": __version__, **reads}, sort_keys=True).encode())


def load(run: Run) -> RunRecord:
    """The record of an existing run; raises InputError for one that is broken or of another schema."""
    return read_json_as(RunRecord, run.record)


def begin(run: Run, project: Project, settings: Settings) -> RunRecord:
    """The record to go on with: the one on disk under new settings, or a fresh one.

    Raises RunError where the run belongs to another project that is still there.
    """
    folder = str(project.folder.resolve())
    own = {"project": project.name, "folder": folder, "settings": settings}
    if not run.record.is_file():
        return RunRecord.model_validate(own)
    earlier = load(run)
    if earlier.folder not in ("", folder) and Path(earlier.folder).is_dir():
        raise RunError(
            f"Der Lauf „{run.folder}“ gehört zum Projekt „{earlier.folder}“. Bitte mit --out einen "
            "anderen Ordner nennen, damit sich die Texte nicht mischen."
        )
    return earlier.model_copy(update=own)


def keep_written(run: Run, name: str, text: str) -> None:
    """Write a file that no stage makes; it counts for as long as it is the very one."""
    write_text(run.file(name), text)
    record = load(run)
    record.kept[name] = digest_of(run.file(name))
    save(run, record)


def is_as_written(run: Run, name: str) -> bool:
    """Whether such a file is there and nobody changed it."""
    path = run.file(name)
    return path.is_file() and digest_of(path) == load(run).kept.get(name)


def save(run: Run, record: RunRecord) -> None:
    """Write the record; every stage does so before and after it writes its files."""
    versions: dict[str, Any] = {"szenarienwerk": __version__}
    write_text(run.record, to_json(record.model_copy(update={"versions": versions})))
