"""`szenario eval-judge` at work: the ranking is measured on the texts as they stand, and the model where
one is set; what came of it is kept in the run, and the gate goes by it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.app.wiring import Approve, judge
from pipeline.app.work import on_run, thinker_of
from pipeline.core.errors import RunError
from pipeline.core.progress import Progress
from pipeline.evaluation.limits import load_limits
from pipeline.evaluation.measuring import measure, texts_to_judge
from pipeline.evaluation.mutants import mutants_of
from pipeline.evaluation.results import JudgeFigures
from pipeline.evaluation.review import NAME as REVIEW
from pipeline.evaluation.review import load_reviews
from pipeline.evaluation.suites import known_metrics
from pipeline.evaluation.trust import NAME as JUDGE
from pipeline.evaluation.trust import trust_in
from pipeline.project import Run, locked
from pipeline.run.context import read_ground
from pipeline.run.following import follow_texts
from pipeline.run.measured import keep, measured_ranking, read_judges
from pipeline.run.narratives import narratives_of


@dataclass(frozen=True)
class Measured:
    """The figures of the judge in use, of all that were measured in the run, and in German what is lacking
    before they may be relied on."""

    in_use: JudgeFigures
    judges: Sequence[JudgeFigures]
    told: Sequence[str]


def measure_judges(
    run: Run, *, model: str | None, offline: bool, approve: Approve, progress: Progress
) -> Measured:
    """Measure who judges the texts of a run; raises RunError for one without texts, ModelError."""
    lines = load_limits(known_metrics()).get(JUDGE, {})
    with locked(run, progress.said):
        context = on_run(run, progress)
        if "draft" not in context.record.stages:
            raise RunError(
                f"Der Lauf „{run.folder}“ hat keine Texte, an denen sich messen ließe. Bitte zuerst "
                "„szenario run PROJEKT“ ausführen."
            )
        thinker = thinker_of(run, model=model, offline=offline, variant=0)
        follow_texts(context)
        progress.started("Prüfer messen")
        ranking = measured_ranking(run, context.settings)
        in_use = ranking
        if not thinker.settings.offline:
            ground, reviewed = read_ground(run, context.settings), load_reviews(run.file(REVIEW))
            narratives = narratives_of(run, ground.clusters)
            mutants = mutants_of(narratives, ground)
            texts = texts_to_judge(narratives, ground, mutants, reviewed)
            asked = judge(thinker.settings, thinker.project, run, texts, progress, approve)
            in_use = measure(narratives, ground, asked, thinker.settings.name, reviewed, mutants)
            keep(run, in_use)
    name = "" if in_use is ranking else in_use.judge
    trust = trust_in(ranking, None if in_use is ranking else in_use, name, lines)
    return Measured(in_use, read_judges(run).judges, trust.told)
