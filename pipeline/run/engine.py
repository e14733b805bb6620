"""Runs stages so that only what changed is done again, and nothing a person wrote is lost.

A stage is skipped while the digest of all it reads is the one of last time and its files are there.
A file changed by hand is kept and used downstream; only an explicit redo replaces it, after a copy
into history/. What a model made is copied there, too, before something else takes its place.
"""

import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from pipeline.core.files import digest, digest_of, remove_unfinished, write_bytes
from pipeline.core.numbering import numbered
from pipeline.run.context import Context
from pipeline.run.record import StageRecord, inputs_digest, save, shortened

Status = Literal["done", "skipped", "edited"]
HISTORY = "history"


@dataclass(frozen=True)
class Stage:
    """A stage: what it reads (name → digest) and the files it makes (name → bytes).

    `make` is given the names of its files that a person has changed. `before` and `after` run every
    time, for what has to follow the files (renamed texts, the index, the ledgers). A verdict does
    not `keeps_edits`: what a check found is not changed by hand, but made again. `by` names who did
    the thinking, for those who look at the run without him. `spares` are the files that not even a
    redo replaces: of those a person changed, and of all that are up to date where it is of one alone;
    `away` tells of a missing file whether a person may have deleted it, so that it is not made again.
    """

    name: str
    reads: Callable[[Context], dict[str, str]]
    make: Callable[[Context, frozenset[str]], dict[str, bytes]]
    after: Callable[[Context], None] | None = None
    before: Callable[[Context], None] | None = None
    keeps_edits: bool = True
    by: Callable[[Context], str] | None = None
    spares: Callable[[Context, frozenset[str]], frozenset[str]] = lambda _, __: frozenset()
    away: Callable[[Context, str], bool] = lambda _, __: False


@dataclass(frozen=True)
class Outcome:
    """What became of a stage; `edited` are the files kept because a person changed them, `calls` and
    `tokens` those of this time (run.json keeps those it was made with)."""

    name: str
    status: Status
    seconds: float
    calls: int
    tokens: int
    edited: tuple[str, ...]


def run_stages(context: Context, stages: list[Stage], redo: str | None) -> list[Outcome]:
    """Run stages in order; `redo` names the one to be made anew whatever stands there."""
    remove_unfinished(context.run.folder)
    context.redo = redo or ""
    return [_run(context, stage, stage.name == redo) for stage in stages]


def _run(context: Context, stage: Stage, redo: bool) -> Outcome:
    started = time.perf_counter()
    if stage.before is not None:
        stage.before(context)
    record = context.record.stages.get(stage.name, StageRecord())
    reads = stage.reads(context)
    read = inputs_digest(reads)
    edited = _edited(context, record)
    missing = lost(context, stage, record)
    same = record.input == read and record.outputs and not record.pending and not missing
    untouched = bool(same and not redo and (stage.keeps_edits or not edited))
    if untouched:
        status: Status = "edited" if edited else "skipped"
    else:
        kept = _kept(context, stage, edited, redo, record.input == read)
        _make(context, stage, record, read, kept, redo)
        edited = edited & kept
        status = "edited" if edited else "done"
        done = context.record.stages[stage.name]
        done.seconds = round(time.perf_counter() - started, 3)
        # A text that a person has worked on stays one in which the model of then took part.
        done.model = context.twins.model or (record.model if kept else "")
        done.by = stage.by(context) if stage.by is not None else ""
        done.decided = done.by or record.decided
        done.reads = shortened(reads)
        # What a model decided or wrote may stand although it is not asked again: so do its prompts.
        done.prompts = record.prompts if done.model or done.decided else {}
        if context.twins.meter is not None:
            used = context.twins.meter.of(stage.name)
            done.calls, done.tokens, done.cost = used.calls, used.tokens, used.cost or 0.0
            done.prompts = {**done.prompts, **context.twins.meter.prompts(stage.name)}
        save(context.run, context.record)
    if stage.after is not None:
        stage.after(context)
    for name in sorted(edited):
        context.progress.said(f"{name} {_why_kept(context, stage, name)} und bleibt, wie es ist.")
    done = context.record.stages[stage.name]
    seconds = round(time.perf_counter() - started, 3)
    calls, tokens = (0, 0) if untouched else (done.calls, done.tokens)
    return Outcome(stage.name, status, seconds, calls, tokens, tuple(sorted(edited)))


def lost(context: Context, stage: Stage, record: StageRecord) -> list[str]:
    """The files of a stage that are gone, those aside that a person may have deleted."""
    gone = [name for name in record.outputs if not context.run.file(name).is_file()]
    return [name for name in gone if not stage.away(context, name)]


def _kept(
    context: Context, stage: Stage, edited: frozenset[str], redo: bool, current: bool
) -> frozenset[str]:
    if redo:  # what nobody edited is spared only while it is still that of what the stage reads
        spared = stage.spares(context, edited)
        return spared if current else spared & edited
    return edited if stage.keeps_edits else frozenset()


def _why_kept(context: Context, stage: Stage, name: str) -> str:
    """A person wrote in the file, or chose an alternative for a place of it."""
    taken = context.record.stages[stage.name].taken.get(name)
    chosen = taken == digest_of(context.run.file(name))
    return "enthält übernommene Fassungen" if chosen else "ist von Hand bearbeitet"


def _edited(context: Context, record: StageRecord) -> frozenset[str]:
    """The files of a stage on disk that are neither what it wrote nor what it was about to write."""
    found = set()
    for name in {*record.outputs, *record.pending}:
        path = context.run.file(name)
        if path.is_file() and digest_of(path) not in (
            record.outputs.get(name),
            record.pending.get(name),
        ):
            found.add(name)
    return frozenset(found)


def _make(
    context: Context,
    stage: Stage,
    record: StageRecord,
    read: str,
    kept: frozenset[str],
    redo: bool,
) -> None:
    made = stage.make(context, kept)
    digests = {name: digest(data) for name, data in made.items()}
    replaced = [*record.outputs] if redo else []
    if record.model and not redo:  # paid for once, and perhaps read and liked
        replaced = [n for n, old in record.outputs.items() if n not in kept and digests.get(n) != old]
    copy_to_history(context, stage.name, [*replaced, *_foreign(context, record, made, kept)])
    context.record.stages[stage.name] = record.model_copy(update={"pending": digests})
    save(context.run, context.record)
    for name, data in made.items():
        if name not in kept:
            write_bytes(context.run.file(name), data)
    for name in record.outputs:
        if name not in made and name not in kept:
            context.run.file(name).unlink(missing_ok=True)
    context.record.stages[stage.name] = StageRecord(
        input=read,
        outputs=digests | {n: record.outputs.get(n, "") for n in kept - made.keys()},
        taken={n: chosen for n, chosen in record.taken.items() if n in kept},
    )
    save(context.run, context.record)


def _foreign(
    context: Context, record: StageRecord, made: dict[str, bytes], kept: frozenset[str]
) -> list[str]:
    """Files about to be replaced that are not ours as we know them: they are copied first."""
    found = []
    for name, data in made.items():
        path = context.run.file(name)
        if name not in kept and path.is_file():
            ours = (record.outputs.get(name), record.pending.get(name), digest(data))
            if digest_of(path) not in ours:
                found.append(name)
    return found


def copy_to_history(context: Context, stage: str, names: list[str]) -> None:
    """Copy files of the run as they are into a new folder of history/; those that are not there aside."""
    if not names:
        return
    folder = numbered(context.run.folder / HISTORY, stage)
    for name in names:
        source = context.run.file(name)
        if source.is_file():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target)
