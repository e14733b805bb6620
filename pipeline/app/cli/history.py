"""`szenario history PROJECT`: what was asked and answered, judged, deleted, or handed on as cases."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.app.cli.options import AsJson, ProjectFolder
from pipeline.app.cli.terminal import many, print_json

if TYPE_CHECKING:
    from pipeline.ask.history import History


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
        typer.Option("--forget", metavar="NUMMER|all", help="Für immer löschen: eine Nummer oder alles."),
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
    from pipeline.app.cli import history_told
    from pipeline.app.remembering import history_of, start_of
    from pipeline.ask.kept import place
    from pipeline.core.errors import ProjectError
    from pipeline.project import open_project

    chosen = [one for one in (show, mark, forget, export) if one is not None]
    if len(chosen) > 1:
        raise ProjectError("Bitte nur eines auf einmal: --show, --mark, --forget oder --export.")
    if (helpful is not None or reason or by) and mark is None:
        raise ProjectError(
            "--helpful, --not-helpful, --reason und --by gehören zu --mark NUMMER. Die Nummern nennt "
            "„szenario history PROJEKT“."
        )
    if before and (show or mark or (forget is not None and forget != "all")):
        raise ProjectError("--before DATUM gehört zur Liste, zu --export oder zu --forget all.")
    opened = open_project(project)
    history, until = history_of(opened), start_of(before) if before else ""
    if show is not None:
        history_told.show(history.find(place(show)), opened, json)
    elif mark is not None:
        _mark(history, mark, helpful, reason, by, json)
    elif forget is not None:
        gone = history.forget_all(until) if forget == "all" else history.forget(place(forget))
        if json:
            print_json({"forgotten": gone})
        else:
            print(f"Gelöscht: {many(gone, 'Frage', 'n')} mit Antwort und Rückmeldungen.")
    elif export is not None:
        from pipeline.app.exporting import export_feedback

        cases = export_feedback(history, opened, export, until)
        if json:
            print_json({"path": str(export), **{kind: len(some) for kind, some in cases.plain.items()}})
        else:
            count = "1 Prüffall" if len(cases) == 1 else f"{len(cases)} Prüffälle"
            open_ones = f", davon {len(cases.incomplete)} zu ergänzen" if cases.incomplete else ""
            print(f"{export}: {count}{open_ones}.")
    else:
        history_told.list_all(history.dialogues(until), json)


def _mark(history: "History", number: str, helpful: bool | None, reason: str, by: str, json: bool) -> None:
    from pipeline.ask.kept import place
    from pipeline.core.errors import ProjectError

    if helpful is None:
        raise ProjectError(
            f"Zu --mark {number} fehlt das Urteil. Bitte --helpful oder --not-helpful angeben, gern mit "
            "--reason GRUND."
        )
    judged = history.judge(place(number), helpful, reason, by)
    if json:
        print_json({"id": str(judged), "helpful": helpful, "reason": reason, "by": by})
    else:
        print(f"Festgehalten zu {judged}: {'hilfreich' if helpful else 'nicht hilfreich'}.")
