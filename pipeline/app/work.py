"""A project and its run made ready for stages: settings, twins, record, lock."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.app import configuration
from pipeline.app.model_settings import model_settings
from pipeline.app.wiring import Approve, judge, offline_twins, twins
from pipeline.checks.judging import Judge
from pipeline.checks.prose.style_reading import load_style
from pipeline.core.errors import ProjectError
from pipeline.core.progress import Progress
from pipeline.core.settings import ModelSettings
from pipeline.project import Project, Run, locked, open_project, run_of
from pipeline.run import record
from pipeline.run.context import Context
from pipeline.scenarios.wishes import Wishes


def on_run(run: Run, progress: Progress) -> Context:
    """The context of an existing run for stages that need no project (check, report)."""
    written = record.load(run)
    return Context(
        project=Project(Path(written.folder or written.project)),
        run=run,
        settings=written.settings,
        twins=offline_twins(),
        progress=progress,
        record=written,
    )


@dataclass(frozen=True)
class Thinker:
    """The project of an existing run, and the model that is to think for it."""

    project: Project
    settings: ModelSettings


def thinker_of(run: Run, *, model: str | None, offline: bool, variant: int) -> Thinker:
    """Who thinks for an existing run; raises ProjectError where a model is wanted and its project gone."""
    written = record.load(run)
    project = Project(Path(written.folder or written.project))
    chosen = model_settings(configuration.model_table(project), model, offline, variant)
    if not chosen.offline and not project.folder.is_dir():
        raise ProjectError(
            f"Der Projektordner „{project.folder}“ dieses Laufs ist nicht da; ohne seine szenario.toml ist "
            "nicht bekannt, was an ein Sprachmodell gehen darf. Bitte den Ordner zurücklegen oder "
            "--offline angeben."
        )
    return Thinker(project, chosen)


def judge_on(
    run: Run,
    progress: Progress,
    texts: int,
    *,
    model: str | None,
    offline: bool,
    variant: int,
    approve: Approve,
) -> Judge:
    """Who judges so many texts of an existing run: as its project has it, where that is still there."""
    thinker = thinker_of(run, model=model, offline=offline, variant=variant)
    return judge(thinker.settings, thinker.project, run, texts, progress, approve)


def _insist_on_the_model(run: Run) -> None:
    """Raise ProjectError where a model made what is there and nobody said to go on without one."""
    made = record.load(run).stages if run.record.is_file() else {}
    models = {stage.model for stage in made.values() if stage.model}
    if models:
        name = ", ".join(sorted(models))
        raise ProjectError(
            f"Bündel oder Texte dieses Laufs stammen vom Sprachmodell {name}, und jetzt ist keines "
            f"eingestellt. Bitte --model {name} angeben, oder --offline: dann wird ohne Modell neu "
            "gerechnet, und die bisherigen Dateien kommen nach history/."
        )


@contextmanager
def at_work(
    folder: Path,
    out: Path | None,
    progress: Progress,
    *,
    model: str | None = None,
    offline: bool = False,
    variant: int = 0,
    approve: Approve | None = None,
    changes: Mapping[str, Any] | None = None,
    wishes: Wishes | None = None,
    whole: bool = True,
    patient: bool = False,
) -> Iterator[Context]:
    """The context of a run, held under its lock; raises ProjectError, LockedError, OutputError.

    A `patient` one waits a while for another command on the same run.

    Whoever may think gives `approve`; for reading documents it does not matter whether a model is set.
    """
    project = open_project(folder)
    settings = configuration.load(project, dict(changes or {}))
    for remark in configuration.remarks(project):
        progress.said(remark)
    if approve is not None:  # whoever thinks long is not told at the end that the style sheet is broken
        load_style(project.folder)
    run = run_of(project, out)
    thinker = model_settings(configuration.model_table(project), model, offline, variant)
    if approve is not None and thinker.offline and not offline:
        _insist_on_the_model(run)
    chosen = twins(
        thinker,
        project,
        run,
        settings,
        progress,
        approve,
        whole,
    )
    with locked(run, progress.said if patient else None):
        written = record.begin(run, project, settings)
        if approve is not None:
            written.suites = configuration.wanted_suites(project, written)
        yield Context(
            project=project,
            run=run,
            settings=settings,
            twins=chosen,
            progress=progress,
            record=written,
            wishes=wishes or Wishes(),
            store=configuration.vector_store(offline),
        )
