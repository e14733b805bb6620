"""The Windkanal between run and people: measures taken in, sheets out and back, proposals, the picture.

Nothing but missing ids is written before all that was asked for is known to be in order, and nothing is
written over before a copy lies in history/. A sheet that a person may have filled is never written over.
"""

from dataclasses import dataclass
from pathlib import Path

from pipeline.app.windkanal_files import check_target, written
from pipeline.app.wiring import Approve, wind_proposer
from pipeline.app.work import thinker_of
from pipeline.core.errors import ProjectError
from pipeline.core.progress import Progress
from pipeline.core.settings import Settings
from pipeline.llm.usage import Usage
from pipeline.project import Project, Run, locked
from pipeline.run import record
from pipeline.run.context import fitting_clusters, read_sheet
from pipeline.run.windkanal import kept, with_measures, write_windkanal
from pipeline.scenarios.windkanal import measures
from pipeline.scenarios.windkanal.filled import read
from pipeline.scenarios.windkanal.nouns import Windkanal
from pipeline.scenarios.windkanal.taking import Difference, take
from pipeline.scenarios.windkanal.voices import voices_of


@dataclass(frozen=True)
class Wish:
    """What is asked of the Windkanal; `by` is whose sheet comes in, or goes out."""

    measures: Path | None = None
    xlsx: Path | None = None
    taken_from: Path | None = None
    by: str = ""
    dry_run: bool = False
    propose: bool = False


@dataclass(frozen=True)
class Thinking:
    """Who is to think: the model as the command line names it, and who lets calls go out."""

    model: str | None
    offline: bool
    variant: int
    approve: Approve


@dataclass(frozen=True)
class Done:
    """The Windkanal as it stands now, what a sheet changed, the copy of the old file, what was written.

    `used` is what proposals have cost, None where none were asked for.
    """

    windkanal: Windkanal
    difference: Difference
    before: Path | None
    files: tuple[Path, ...]
    used: Usage | None


def weigh(run: Run, wish: Wish, thinking: Thinking, progress: Progress) -> Done:
    """Do what is wished with the Windkanal of a run; raises InputError, ModelError, LockedError."""
    made = record.load(run)
    project, settings = Project(Path(made.folder or made.project)), made.settings
    with locked(run, progress.said):
        windkanal = _held(run, project, wish, progress)
        difference = Difference()
        if wish.taken_from is not None:
            taken = take(windkanal, read(wish.taken_from, windkanal), settings.title, wish.by)
            windkanal, difference = taken.windkanal, taken.difference
            for remark in taken.remarks:
                progress.said(remark)
            progress.said(_counted(difference))
        if wish.xlsx is not None:
            own = wish.measures or measures.find(project.folder)
            check_target(wish.xlsx, windkanal, settings.title, wish.by, own=own, source=wish.taken_from)
        if wish.dry_run:
            return Done(windkanal, difference, None, (), None)
        if wish.propose:
            return _proposed(run, windkanal, difference, wish, settings, thinking, progress)
        before = write_windkanal(run, windkanal)
        files = written(run, windkanal, wish.xlsx, settings, " ".join(wish.by.split()))
        return Done(windkanal, difference, before, files, None)


def _proposed(
    run: Run,
    windkanal: Windkanal,
    difference: Difference,
    wish: Wish,
    settings: Settings,
    thinking: Thinking,
    progress: Progress,
) -> Done:
    """With proposals in the open cells; what came in before is kept also where no model can be had."""
    thinker = thinker_of(run, model=thinking.model, offline=thinking.offline, variant=thinking.variant)
    left = sum(any(not voices_of(cell) for cell in row.cells) for row in windkanal.measures)
    proposer = wind_proposer(
        thinker.settings, thinker.project, run, progress, thinking.approve, left, len(windkanal.names)
    )
    # Before any call: whose names are to be replaced is looked up in what the run holds.
    before = write_windkanal(run, windkanal)
    progress.started("Vorschläge holen")
    sheet = read_sheet(run)
    windkanal = proposer.propose(windkanal, fitting_clusters(run, sheet), sheet, settings)
    later = write_windkanal(run, windkanal)
    files = written(run, windkanal, wish.xlsx, settings, " ".join(wish.by.split()))
    return Done(windkanal, difference, before or later, files, proposer.desk.meter.total())


def _held(run: Run, project: Project, wish: Wish, progress: Progress) -> Windkanal:
    """The measures of the project, or of the file that was named, with what is filled already."""
    earlier = kept(run)
    path = wish.measures or measures.find(project.folder)
    listed = None
    if path is not None:
        rows = earlier.measures if earlier else ()
        known = {row.measure.title: row.measure.id for row in rows}
        listed = measures.load(path, known, known.values(), fill=not wish.dry_run)
    elif earlier is None:
        raise ProjectError(
            f"Für den Windkanal fehlen die Maßnahmen: in „{project.folder}“ liegt keine {measures.NAME}. "
            "Bitte eine anlegen (measures: mit je title) oder mit --measures DATEI nennen."
        )
    found = with_measures(run, listed.measures if listed else None)
    for remark in (*(listed.remarks if listed else ()), *found.remarks):
        progress.said(remark)
    return found.windkanal


def _counted(difference: Difference) -> str:
    if difference.empty:
        return "Die Datei sagt nichts Neues."
    told = ((difference.added, "neu"), (difference.changed, "geändert"), (difference.removed, "geleert"))
    return f"In der Datei: {', '.join(f'{len(some)} {word}' for some, word in told if some)}."
