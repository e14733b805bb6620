"""The only place where offline or model is chosen."""

import datetime
from collections.abc import Callable
from functools import partial

from pipeline.app.configuration import Surroundings
from pipeline.app.estimate import Estimate, estimate
from pipeline.core.progress import Progress
from pipeline.core.settings import ModelSettings, Settings
from pipeline.llm.chain import Desk
from pipeline.narratives.offline import SkeletonWriter
from pipeline.project import Project, Run
from pipeline.run.context import Twins
from pipeline.run.retrieval import RunRetriever
from pipeline.scenarios.offline import LexiconNamer

Approve = Callable[[Estimate], None]
"""Shows a person what calls will cost; raises where they are not wanted."""


def offline_twins() -> Twins:
    """Everybody who thinks without a model."""
    return Twins(namer=LexiconNamer(), writer=SkeletonWriter())


def desk_of(settings: ModelSettings, project: str) -> Desk:
    """The desk at which a run's calls are made; raises ModelError where the provider is not there."""
    from pipeline.llm.memory import Memory
    from pipeline.llm.model import chat_model
    from pipeline.llm.usage import Meter

    around = Surroundings()
    return Desk(
        model=chat_model(settings, around.api_key),
        settings=settings,
        memory=Memory(around.home),
        meter=Meter(settings),
        project=project,
        now=lambda: datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
    )


def twins(
    settings: ModelSettings,
    project: Project,
    run: Run,
    wanted: Settings,
    progress: Progress,
    approve: Approve | None = None,
) -> Twins:
    """Who does the thinking in a run; calls out of the house have to be approved first."""
    if settings.offline:
        return offline_twins()
    from pipeline.narratives.chains import ModelWriter
    from pipeline.scenarios.chains import ModelNamer

    desk = desk_of(settings, str(project.folder.resolve()))
    if settings.external and approve is not None:
        desk.approve = partial(approve, estimate(settings, wanted))
    retriever = RunRetriever(run, settings.external, progress)
    return Twins(
        namer=ModelNamer(desk, retriever),
        writer=ModelWriter(desk, retriever),
        meter=desk.meter,
        model=settings.name,
    )
