"""The only place where offline or model is chosen.

Only small imports here: a question from cold comes through here and needs none of who makes scenarios.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from pipeline.app.configuration import vector_store
from pipeline.core.errors import InputError
from pipeline.core.progress import Progress
from pipeline.core.settings import ModelSettings, Settings
from pipeline.project import Project, Run
from pipeline.run.asking import outdated

if TYPE_CHECKING:
    from pipeline.app.estimate import Estimate
    from pipeline.ask.answering import Answerer
    from pipeline.checks.judging import Judge
    from pipeline.narratives.formats.making import FormatMaker, FormatName, Matter
    from pipeline.narratives.redraft.nouns import Redrafter
    from pipeline.run.context import Twins
    from pipeline.scenarios.windkanal.chains import WindProposer

Approve = Callable[["Estimate"], None]
"""Shows a person what calls will cost; raises where they are not wanted."""
ANEW = "repeat"
"""The stage of calls that only show how steady a judge is; no run rests on their answers."""


def offline_twins() -> "Twins":
    """Everybody who thinks without a model."""
    from pipeline.checks.judging import StatementJudge
    from pipeline.narratives.offline import SkeletonWriter
    from pipeline.narratives.planning import ComputedPlanner
    from pipeline.run.context import Twins
    from pipeline.scenarios.offline import LexiconNamer, TextRater

    return Twins(
        namer=LexiconNamer(),
        rater=TextRater(),
        planner=ComputedPlanner(),
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
) -> "Twins":
    """Who does the thinking in a run; calls out of the house have to be approved first.

    `whole` says whether all stages follow, or clusters alone.
    """
    if settings.offline:
        return offline_twins()
    from pipeline.app.desks import project_desk
    from pipeline.checks.chains import ModelJudge
    from pipeline.checks.prose.style_reading import load_style
    from pipeline.narratives.chains import ModelWriter
    from pipeline.narratives.plan_chains import ModelPlanner
    from pipeline.narratives.revise_chains import ModelReviser
    from pipeline.run.context import Twins
    from pipeline.run.retrieval import RunRetriever
    from pipeline.scenarios.chains import ModelNamer
    from pipeline.scenarios.concepts.rater import ConceptRater
    from pipeline.scenarios.proposal.chains import ModelProposer

    desk = project_desk(settings, project, run, progress)
    if settings.external and approve is not None:
        desk.approve = lambda: approve(_guess(settings, project, wanted, whole))
    since = partial(outdated, project, run)
    retriever = RunRetriever(run, settings.external, progress, since, vector_store())
    return Twins(
        namer=ModelNamer(desk, retriever),
        rater=ConceptRater(desk, retriever),
        planner=ModelPlanner(desk, retriever),
        writer=ModelWriter(desk, retriever, load_style(project.folder)),
        judge=ModelJudge(desk, retriever),
        meter=desk.meter,
        material=retriever.digest,
        model=settings.name,
        proposer=ModelProposer(desk, retriever),
        reviser=ModelReviser(desk, retriever, ModelJudge(desk, retriever, "draft")),
    )


def _guess(settings: ModelSettings, project: Project, wanted: Settings, whole: bool) -> "Estimate":
    """What a run will cost: to propose a sheet, its clusters alone, or the whole."""
    from pipeline.app.estimate import estimate, estimate_clusters, estimate_proposal, size_of
    from pipeline.scenarios import sheet

    if not sheet.given(project.folder):
        return estimate_proposal(settings, wanted)
    size = size_of(sheet.load(sheet.find(project.folder)).sheet)
    return estimate(settings, wanted, size) if whole else estimate_clusters(settings, wanted, size)


def judge(
    settings: ModelSettings, project: Project, run: Run, texts: int, progress: Progress, approve: Approve
) -> "Judge":
    """Who judges so many texts; calls out of the house have to be approved first."""
    if settings.offline:
        from pipeline.checks.judging import StatementJudge

        return StatementJudge()
    from pipeline.app.desks import project_desk
    from pipeline.app.estimate import estimate_check
    from pipeline.checks.chains import ModelJudge
    from pipeline.run.retrieval import RunRetriever

    desk = project_desk(settings, project, run, progress)
    if settings.external:
        desk.approve = partial(approve, estimate_check(settings, texts))
    since = partial(outdated, project, run)
    return ModelJudge(desk, RunRetriever(run, settings.external, progress, since, vector_store()))


def judges_anew(
    settings: ModelSettings,
    project: Project,
    run: Run,
    texts: int,
    times: int,
    progress: Progress,
    approve: Approve,
) -> "Iterator[Judge]":
    """Who judges so many texts anew, so many times; calls out of the house are approved once for all.

    Each draws answers that were never in the store; what they cost together is one budget.
    """
    if settings.offline:
        from pipeline.checks.judging import StatementJudge

        yield from (StatementJudge() for _ in range(times))
        return
    from pipeline.app.desks import project_desk
    from pipeline.app.estimate import estimate_check
    from pipeline.checks.chains import ModelJudge
    from pipeline.run.retrieval import RunRetriever

    desk = project_desk(settings, project, run, progress)
    if settings.external:
        desk.approve = partial(approve, estimate_check(settings, texts * times))
    since = partial(outdated, project, run)
    retriever = RunRetriever(run, settings.external, progress, since, vector_store())
    first = desk.memory.unused_variant(ANEW)
    for variant in range(first, first + times):
        desk = replace(desk, settings=settings.model_copy(update={"variant": variant}))
        yield ModelJudge(desk, retriever, ANEW)


def format_maker(
    settings: ModelSettings,
    project: Project,
    run: Run,
    texts: int,
    names: "frozenset[FormatName]",
    matter: "Matter",
    progress: Progress,
    approve: Approve,
) -> "FormatMaker":
    """Who makes these formats beside so many texts; calls out of the house have to be approved first."""
    if settings.offline:
        from pipeline.narratives.formats.offline import ComputedMaker

        return ComputedMaker()
    from pipeline.app.desks import project_desk
    from pipeline.app.estimate import estimate_formats
    from pipeline.narratives.formats.chains import ModelMaker, calls_of
    from pipeline.run.retrieval import RunRetriever

    desk = project_desk(settings, project, run, progress)
    if settings.external:
        desk.approve = partial(approve, estimate_formats(settings, calls_of(names, texts, matter)))
    since = partial(outdated, project, run)
    return ModelMaker(desk, RunRetriever(run, settings.external, progress, since, vector_store()))


def redrafter(
    settings: ModelSettings,
    project: Project,
    run: Run,
    places: int,
    progress: Progress,
    approve: Approve,
) -> "Redrafter":
    """Who words so many places of texts anew; calls out of the house have to be approved first."""
    if settings.offline:
        from pipeline.narratives.redraft.offline import ComputedRedrafter

        return ComputedRedrafter()
    from pipeline.app.desks import project_desk
    from pipeline.app.estimate import estimate_redrafts
    from pipeline.narratives.redraft.chains import ModelRedrafter
    from pipeline.run.retrieval import RunRetriever

    desk = project_desk(settings, project, run, progress)
    if settings.external:
        desk.approve = partial(approve, estimate_redrafts(settings, places))
    since = partial(outdated, project, run)
    return ModelRedrafter(desk, RunRetriever(run, settings.external, progress, since, vector_store()))


def wind_proposer(
    settings: ModelSettings,
    project: Project,
    run: Run,
    progress: Progress,
    approve: Approve,
    measures: int,
    scenarios: int,
) -> "WindProposer":
    """Who proposes how so many measures do in so many scenarios; calls out have to be approved first.

    Raises InputError without a model: nothing that is computed understands measures.
    """
    if settings.offline:
        raise InputError(
            "Verlangt ist ein Vorschlag für den Windkanal; dafür braucht es ein Sprachmodell, und keines "
            "ist eingestellt. Bitte --model MODELL angeben oder den Bogen von Hand füllen (--xlsx DATEI)."
        )
    from pipeline.app.desks import project_desk
    from pipeline.app.estimate import estimate_windkanal
    from pipeline.run.retrieval import RunRetriever
    from pipeline.scenarios.windkanal.chains import WindProposer

    desk = project_desk(settings, project, run, progress)
    if settings.external:
        desk.approve = partial(approve, estimate_windkanal(settings, measures, scenarios))
    since = partial(outdated, project, run)
    return WindProposer(desk, RunRetriever(run, settings.external, progress, since, vector_store()))


def answerer(
    settings: ModelSettings,
    project: Project,
    run: Run,
    progress: Progress,
    approve: Approve,
    questions: int = 1,
    others: Sequence[Project] = (),
) -> "Answerer":
    """Who answers so many questions; calls out of the house have to be approved first.

    `others` are the projects that are asked together with it.
    """
    if settings.offline:
        from pipeline.ask.offline import QuotingAnswerer

        return QuotingAnswerer()
    from pipeline.app.desks import project_desk
    from pipeline.app.estimate import estimate_answers
    from pipeline.ask.chains import ModelAnswerer

    desk = project_desk(settings, project, run, progress, others)
    if settings.external:
        desk.approve = partial(approve, estimate_answers(settings, questions))
    return ModelAnswerer(desk, progress)
