"""`szenario eval --repeat`: the texts of a run judged anew, several times, past the store of answers.

The calls go under a stage of their own, with numbers of draws that were never used: so each answer is new,
also when the command is called again, and what is kept can be told from what the run rests on.
"""

from dataclasses import dataclass

from pipeline.app.wiring import Approve, judges_anew
from pipeline.app.work import thinker_of
from pipeline.core.progress import Progress
from pipeline.evaluation.material import Material
from pipeline.evaluation.repeating import flicker
from pipeline.evaluation.results import Flicker
from pipeline.project import Run
from pipeline.run.measured import OFFLINE


@dataclass(frozen=True)
class Repeats:
    """Who judges, and how often; `approve` lets calls go out."""

    times: int
    model: str | None
    offline: bool
    approve: Approve


def flicker_of(run: Run, material: Material, repeats: Repeats, progress: Progress) -> Flicker:
    """How steady the judge is on these texts; raises InputError where calls are not wanted."""
    thinker = thinker_of(run, model=repeats.model, offline=repeats.offline, variant=0)
    progress.started("Neu urteilen")
    judges = judges_anew(
        thinker.settings,
        thinker.project,
        run,
        len(material.narratives),
        repeats.times,
        progress,
        repeats.approve,
    )
    name = OFFLINE if thinker.settings.offline else thinker.settings.name
    return flicker(material.narratives, material.ground, judges, name, progress)
