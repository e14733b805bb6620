"""The only place where offline or model is chosen."""

from collections.abc import Callable
from functools import partial

from pipeline.app.desks import project_desk
from pipeline.app.estimate import (
    Estimate,
    estimate,
    estimate_check,
    estimate_clusters,
    estimate_proposal,
    size_of,
)
from pipeline.checks.judging import Judge, StatementJudge
from pipeline.core.progress import Progress
from pipeline.core.settings import ModelSettings, Settings
from pipeline.narratives.offline import SkeletonWriter
from pipeline.narratives.planning import AffinityPlanner
from pipeline.project import Project, Run
from pipeline.run.asking import outdated
from pipeline.run.context import Twins
from pipeline.run.retrieval import RunRetriever
from pipeline.scenarios import sheet
from pipeline.scenarios.offline import LexiconNamer, TextRater

Approve = Callable[[Estimate], None]
"""Shows a person what calls will cost; raises where they are not wanted."""


def offline_twins() -> Twins:
    """Everybody who thinks without a model."""
    return Twins(
        namer=LexiconNamer(),
        rater=TextRater(),
        planner=AffinityPlanner(),
        writer=SkeletonWriter(),
        judge=StatementJudge(),
    )


def twins(
    settings: ModelSettings,
    project: Project,
    run: Run,
    wanted: Settings,
    progress: Progress,
    approve: Approve | None = None,
    whole: bool = True,
) -> Twins:
    """Who does the thinking in a run; calls out of the house have to be approved first.

    `whole` says whether all stages follow, or clusters alone.
    """
    if settings.offline:
        return offline_twins()
    from pipeline.checks.chains import ModelJudge
    from pipeline.narratives.chains import ModelWriter
    from pipeline.narratives.plan_chains import ModelPlanner
    from pipeline.narratives.revise_chains import ModelReviser
    from pipeline.scenarios.chains import ModelNamer
    from pipeline.scenarios.concepts.rater import ConceptRater
    from pipeline.scenarios.proposal.chains import ModelProposer

    desk = project_desk(settings, project, run, progress)
    if settings.external and approve is not None:
        desk.approve = lambda: approve(_guess(settings, project, wanted, whole))
    retriever = RunRetriever(run, settings.external, progress, partial(outdated, project, run))
    return Twins(
        namer=ModelNamer(desk, retriever),
        rater=ConceptRater(desk, retriever),
        planner=ModelPlanner(desk, retriever),
        writer=ModelWriter(desk, retriever),
        judge=ModelJudge(desk, retriever),
        meter=desk.meter,
        material=retriever.digest,
        model=settings.name,
        proposer=ModelProposer(desk, retriever),
        reviser=ModelReviser(desk, retriever, ModelJudge(desk, retriever, "draft")),
    )


def _guess(settings: ModelSettings, project: Project, wanted: Settings, whole: bool) -> Estimate:
    """What a run will cost: to propose a sheet, its clusters alone, or the whole."""
    if not sheet.given(project.folder):
        return estimate_proposal(settings, wanted)
    size = size_of(sheet.load(sheet.find(project.folder)).sheet)
    return estimate(settings, wanted, size) if whole else estimate_clusters(settings, wanted, size)


def judge(
    settings: ModelSettings, project: Project, run: Run, texts: int, progress: Progress, approve: Approve
) -> Judge:
    """Who judges so many texts; calls out of the house have to be approved first."""
    if settings.offline:
        return StatementJudge()
    from pipeline.checks.chains import ModelJudge

    desk = project_desk(settings, project, run, progress)
    if settings.external:
        desk.approve = partial(approve, estimate_check(settings, texts))
    return ModelJudge(desk, RunRetriever(run, settings.external, progress, partial(outdated, project, run)))
