"""`szenario history PROJECT`: what was asked and answered, judged, deleted, or handed on as cases."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.app.cli.options import AsJson, ProjectFolder


def command(
    project: ProjectFolder,
    show: Annotated[
        str | None, typer.Option("--show", metavar="NUMMER", help="Einen Dialog oder eine Frage zeigen.")
    ] = None,
    mark: Annotated[
        str | None, typer.Option("--mark", metavar="NUMMER", help="Eine Antwort beurteilen.")
    ] = None,
    helpful: Annotated[
        bool | None, typer.Option("--helpful/--not-helpful", help="Zu --mark: das Urteil.")
    ] = None,
    reason: Annotated[str, typer.Option("--reason", metavar="GRUND", help="Zu --mark: warum.")] = "",
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Zu --mark: wer urteilt.")] = "",
    forget: Annotated[
        str | None,
        typer.Option(
            "--forget",
            metavar="NUMMER|all",
            help="Für immer löschen: eine Nummer, oder alles samt Antworten eines Modells.",
        ),
    ] = None,
    before: Annotated[
        str,
        typer.Option("--before", metavar="DATUM", help="Nur Fragen vor diesem Tag; auch zu --forget all."),
    ] = "",
    export: Annotated[
        Path | None,
        typer.Option("--export", metavar="DATEI", help="Beurteilte Antworten als Prüffälle (YAML)."),
    ] = None,
    json: AsJson = False,
) -> None:
    """Zeigt, was gefragt und geantwortet wurde; urteilt, löscht, gibt Prüffälle aus."""
    from pipeline.app.cli import history_done, history_told
    from pipeline.app.remembering import history_of, start_of
    from pipeline.ask.history.kept import place
    from pipeline.project import open_project

    _together(show, mark, forget, export, judging=helpful is not None or bool(reason or by), before=before)
    opened = open_project(project)
    history, until = history_of(opened), start_of(before) if before else ""
    if show is not None:
        history_told.show(history.find(place(show)), opened, json)
    elif mark is not None:
        history_done.mark(history, mark, helpful, reason, by, json)
    elif forget is not None:
        history_done.forget(opened, forget, until, json)
    elif export is not None:
        history_done.export(history, opened, export, until, json)
    else:
        history_told.list_all(history.dialogues(until), json, before)


def _together(
    show: str | None,
    mark: str | None,
    forget: str | None,
    export: Path | None,
    *,
    judging: bool,
    before: str,
) -> None:
    """Refuse options that do not go together."""
    from pipeline.core.errors import ProjectError

    if sum(one is not None for one in (show, mark, forget, export)) > 1:
        raise ProjectError("Bitte nur eines auf einmal: --show, --mark, --forget oder --export.")
    if judging and mark is None:
        raise ProjectError(
            "--helpful, --not-helpful, --reason und --by gehören zu --mark NUMMER. Die Nummern nennt "
            "„szenario history PROJEKT“."
        )
    if before and (show or mark or (forget is not None and forget != "all")):
        raise ProjectError("--before DATUM gehört zur Liste, zu --export oder zu --forget all.")
