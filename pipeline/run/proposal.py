"""Where a project has no value sheet: one is proposed, and the run waits until a person accepts it.

What the model proposed is kept in the run as it came (proposal.json); what a person edits lies in the
project folder. A proposal that lies there is never made again unasked, nor written over without a copy.
"""

import json
from dataclasses import dataclass
from pathlib import Path

from pipeline.core.errors import ProjectError
from pipeline.core.files import keep_copy, read_json_as, to_json, write_text
from pipeline.project import being_changed
from pipeline.run.context import Context, read_passages
from pipeline.run.documents import DOCUMENTS, read_documents, read_rights
from pipeline.run.engine import Outcome, Stage, run_stages
from pipeline.run.stages import READ
from pipeline.scenarios import sheet
from pipeline.scenarios.proposal import Material, ProposedSheet, written

NAME = "proposal"
FILE = "proposal.json"
_DECIDING = frozenset({"title", "region", "horizon", "scenarios", "trends"})


@dataclass(frozen=True)
class Waiting:
    """A run that stops at a proposal: the file a person has to accept, and what was done for it."""

    path: Path
    outcomes: tuple[Outcome, ...]


def propose(context: Context, redo: str | None) -> Waiting | None:
    """A proposal to wait for where there is no sheet; None where the stages can go on (or say what lacks).

    Raises ProjectError where a redo is asked for that would do nothing.
    """
    project = context.project.folder
    again = redo == NAME
    if sheet.given(project):
        if again:
            raise ProjectError(
                "Vorgeschlagen wird nur, wo es noch keine Wertetafel gibt, und hier liegt eine. Bitte ohne "
                "--redo proposal aufrufen oder die Wertetafel umbenennen."
            )
        return None
    path = project / sheet.PROPOSED
    if path.is_file() and not again:
        return Waiting(path, (_standing(context, path),))
    if context.twins.proposer is None:
        if again:
            raise ProjectError(
                "Für einen neuen Vorschlag wird ein Sprachmodell gebraucht. Bitte --model MODELL angeben."
            )
        return None
    outcomes = run_stages(context, [READ, PROPOSAL], redo)
    _put(context, path, again)
    return Waiting(path, tuple(outcomes))


def _reads(context: Context) -> dict[str, str]:
    proposer = context.twins.proposer
    chosen = context.settings.model_dump(mode="json", include=set(_DECIDING))
    return {
        **context.digests("passages.jsonl", DOCUMENTS),
        "settings": json.dumps(chosen, sort_keys=True),
        "proposer": proposer.signature if proposer else "",
    }


def _make(context: Context, kept: frozenset[str]) -> dict[str, bytes]:
    assert context.twins.proposer is not None  # propose() runs the stage with a proposer only
    documents = read_documents(context.run)
    material = Material(
        passages=tuple(passage.id for passage in read_passages(context.run)),
        titles={document.path: document.title for document in documents},
        rights=read_rights(context.run),
    )
    proposed = context.twins.proposer.propose(material, context.settings, context.progress)
    return {FILE: to_json(proposed).encode()}


PROPOSAL = Stage(NAME, _reads, _make)


def _put(context: Context, path: Path, again: bool) -> None:
    """Write the proposal beside the person's files; what lies there goes to history/ first."""
    proposed = read_json_as(ProposedSheet, context.run.file(FILE))
    text = written.to_text(proposed, sheet.struck(path.parent))
    with being_changed(context.project):
        if path.is_file():
            if not again or path.read_bytes() == text.encode():
                return
            copy = keep_copy(path)
            context.progress.said(f"Der bisherige Vorschlag liegt in {copy}.")
        write_text(path, text)
    for one in proposed.dropped:
        context.progress.said(one.told)


def _standing(context: Context, path: Path) -> Outcome:
    """The stage as it is while a proposal waits; "edited" once a person has worked on it."""
    edited = True
    if context.run.file(FILE).is_file():
        proposed = read_json_as(ProposedSheet, context.run.file(FILE))
        edited = path.read_bytes() != written.to_text(proposed, sheet.struck(path.parent)).encode()
    record = context.record.stages.get(NAME)
    calls, tokens = (record.calls, record.tokens) if record else (0, 0)
    return Outcome(
        NAME, "edited" if edited else "skipped", 0.0, calls, tokens, (path.name,) if edited else ()
    )
