"""`szenario redraft` and `impact-of --redraft` at work: who words places anew, and who puts one in."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from pipeline.app.wiring import Approve, redrafter
from pipeline.app.work import on_run, thinker_of
from pipeline.core.progress import Progress
from pipeline.core.types import Sheet
from pipeline.llm.batches import together
from pipeline.narratives.redraft.note import note_of
from pipeline.narratives.redraft.nouns import Place, Redrafter
from pipeline.project import Run, locked
from pipeline.run import record
from pipeline.run.following import follow_texts
from pipeline.run.redrafting import Asked, Kept, keep, wanted_of, written_of
from pipeline.run.taking import Taken, take


@dataclass(frozen=True)
class Thinking:
    """Who is to think: the model as the command line names it, and who lets calls go out."""

    model: str | None
    offline: bool
    variant: int
    approve: Approve


def redraft(
    run: Run, cluster: str, place: Place, note: str | None, thinking: Thinking, progress: Progress
) -> Kept:
    """Write alternatives for one place beside its text; raises InputError, ModelError."""
    told = note_of(note)
    follow(run, progress)
    asked = Asked(written_of(run, cluster), place, told)
    return redraft_all(run, [asked], thinking, progress)[0]


def redraft_all(
    run: Run, asked: Sequence[Asked], thinking: Thinking, progress: Progress, sheet: Sheet | None = None
) -> list[Kept]:
    """Write alternatives for several places, side by side where a model writes them.

    `sheet` is the run's own but for wording that has changed since. Whatever comes is kept at once.
    """
    settings = record.load(run).settings
    wanted = [wanted_of(run, settings, one, sheet) for one in asked]
    thinker = thinker_of(run, model=thinking.model, offline=thinking.offline, variant=thinking.variant)
    writer: Redrafter = redrafter(
        thinker.settings, thinker.project, run, len(asked), progress, thinking.approve
    )
    progress.started("Fassungen schreiben", len(asked))

    def alone(number: int) -> list[Kept]:
        offer = writer.redraft(wanted[number])
        progress.advanced()
        with locked(run, progress.said):
            return [keep(run, asked[number].written, wanted[number], offer, writer.by)]

    return together([partial(alone, number) for number in range(len(asked))], writer.at_once)


def put_in(run: Run, cluster: str, place: Place, number: int, progress: Progress) -> Taken:
    """Put an alternative into its text; raises InputError, LockedError."""
    with locked(run):
        context = on_run(run, progress)
        follow_texts(context)
        return take(context, cluster, place, number)


def follow(run: Run, progress: Progress) -> None:
    """Let the ledgers follow renamed and edited texts."""
    with locked(run):
        follow_texts(on_run(run, progress))
