"""The desk at which calls are made: the model, what is kept, what is counted, what may leave."""

import datetime
from collections.abc import Iterator, Sequence

from pipeline.app.configuration import Surroundings
from pipeline.app.model_settings import access
from pipeline.app.privacy import strictest
from pipeline.core.progress import Progress
from pipeline.core.settings import ModelSettings
from pipeline.llm.chain import Desk
from pipeline.project import Project, Run, run_of
from pipeline.run.own_texts import own_texts


def desk_of(settings: ModelSettings, project: str) -> Desk:
    """A desk for the model of these settings; raises ModelError where the provider is not there."""
    from pipeline.llm.callbacks import handlers
    from pipeline.llm.memory import Memory
    from pipeline.llm.model import chat_model
    from pipeline.llm.usage import Meter

    own = access(settings)
    return Desk(
        model=chat_model(settings, own.key, own.login),
        settings=settings,
        memory=Memory(Surroundings().home),
        meter=Meter(settings),
        project=project,
        now=lambda: datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        callbacks=handlers(settings.callbacks),
    )


def project_desk(
    settings: ModelSettings,
    project: Project,
    run: Run,
    progress: Progress,
    others: Sequence[Project] = (),
) -> Desk:
    """The desk of a project's run: with pseudonyms where a project wants them and texts leave.

    `others` are asked together with it, in the runs they have by default: what the strictest of all
    wants holds, and the pseudonyms know the texts of all.
    """
    folder = str(project.folder.resolve())
    desk = desk_of(settings, folder)
    for tracer in settings.traced:
        progress.said(f"Jede Anfrage und jede Antwort geht außerdem an {tracer}, außer Haus.")
    privacy = strictest([project, *others])
    if privacy.pseudonymise and (settings.external or privacy.always):
        from pipeline.llm.name_table import table_path
        from pipeline.llm.pseudonyms import Pseudonyms

        def texts() -> Iterator[str]:
            yield from own_texts(project, run)
            for other in others:
                yield from own_texts(other, run_of(other, None))

        desk.pseudonyms = Pseudonyms(
            table_path(Surroundings().home, folder),
            privacy,
            texts,
            progress.said,
        )
    return desk
