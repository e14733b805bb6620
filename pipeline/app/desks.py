"""The desk at which calls are made: the model, what is kept, what is counted, what may leave."""

import datetime
from functools import partial

from pipeline.app.configuration import Surroundings, privacy_settings
from pipeline.app.model_settings import access
from pipeline.core.progress import Progress
from pipeline.core.settings import ModelSettings
from pipeline.llm.chain import Desk
from pipeline.project import Project, Run
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


def project_desk(settings: ModelSettings, project: Project, run: Run, progress: Progress) -> Desk:
    """The desk of a project's run: with pseudonyms where the project wants them and texts leave."""
    folder = str(project.folder.resolve())
    desk = desk_of(settings, folder)
    for tracer in settings.traced:
        progress.said(f"Jede Anfrage und jede Antwort geht außerdem an {tracer}, außer Haus.")
    privacy = privacy_settings(project)
    if privacy.pseudonymise and (settings.external or privacy.always):
        from pipeline.llm.name_table import table_path
        from pipeline.llm.pseudonyms import Pseudonyms

        desk.pseudonyms = Pseudonyms(
            table_path(Surroundings().home, folder),
            privacy,
            partial(own_texts, project, run),
            progress.said,
        )
    return desk
