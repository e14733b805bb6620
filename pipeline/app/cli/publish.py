"""`szenario publish RUN`: files to hand over, where the gate lets them pass."""

from datetime import date
from typing import Annotated, Any

import typer

from pipeline.app.cli.options import AsJson, RunFolder
from pipeline.app.cli.terminal import RELEASED_BY, finished, print_json, progress

ALL = "docx,pptx,pdf,html,md,json"


def command(
    run: RunFolder,
    formats: Annotated[str, typer.Option("--format", metavar="LISTE", help="Formate, mit Komma.")] = ALL,
    basis: Annotated[
        str | None,
        typer.Option("--basis", metavar="ART", help="Grundlagen der Sätze: none, notes oder margin."),
    ] = None,
    waive: Annotated[
        list[str] | None,
        typer.Option("--waive", metavar="BEFUND", help="Diesen Befund zulassen; mehrfach."),
    ] = None,
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Wer zulässt oder freigibt.")] = "",
    reason: Annotated[str, typer.Option("--reason", metavar="GRUND", help="Warum zugelassen wird.")] = "",
    body: Annotated[str, typer.Option("--body", metavar="STELLE", help="Verantwortliche Stelle.")] = "",
    scope: Annotated[
        str, typer.Option("--scope", metavar="ZWECK", help="Freigeben, und wofür (mit --by, --body).")
    ] = "",
    json: AsJson = False,
) -> None:
    """Schreibt die Dateien zur Weitergabe und das Dossier; Code 1, wenn die Prüfung dagegen steht."""
    from pipeline.app import configuration
    from pipeline.app.publishing import Waive, Wanted, chosen_formats, publish, waived
    from pipeline.app.work import on_run
    from pipeline.core.errors import RunError
    from pipeline.project import locked, open_run
    from pipeline.run.asking import outdated
    from pipeline.run.engine import run_stages
    from pipeline.run.following import follow_texts
    from pipeline.run.left import as_left
    from pipeline.run.measured import spoilt
    from pipeline.run.stages import CHECK

    found = open_run(run)
    wanted_formats = chosen_formats(formats)
    narrator = progress()
    today = date.today().isoformat()
    try:
        with locked(found):
            context = on_run(found, narrator)
            if outdated(context.project, found):
                raise RunError(
                    "Der Lauf ist nicht auf dem Stand der Dokumente und ihrer Rechte und wird so nicht "
                    "veröffentlicht. Bitte zuerst „szenario run PROJEKT“ ausführen."
                )
            house = configuration.publish_settings(context.project)
            suites = configuration.kept_suites(context)
            if told := spoilt(found):
                narrator.said(told)
            follow_texts(context)
            run_stages(as_left(context), [CHECK], None)
            if waive:
                waived(found, context.settings, suites, Waive(waive, by, reason, today))
            shown = configuration.shown_basis(basis or house.basis)
            wanted = Wanted(wanted_formats, shown, today, by, body, scope)
            done = publish(context, suites, house, wanted)
    finally:
        finished(narrator)
    if json:
        print_json(_as_json(done))
    else:
        _show(done)
    if done.ruling.verdict != "pass":
        raise typer.Exit(1)


def _as_json(done: Any) -> dict[str, Any]:
    ruling = done.ruling.model_dump(mode="json")
    return {
        "files": [str(path) for path in done.files],
        **ruling,
        "released": done.released,
        "left_out": list(done.left_out),
        "moved": list(done.moved),
        "to_review": done.to_review,
    }


def _show(done: Any) -> None:
    ruling = done.ruling
    for one in ruling.obstacles:
        where = f"{one.cluster}, Satz {one.sentence}" if one.sentence else one.cluster or "alle Texte"
        word = "SPERRT" if one.sort == "block" else "OFFEN"
        print(f"{word:<8}{one.id}  {where}: {one.message}")
    for one in ruling.lapsed:
        told = f"Die Ausnahme {one.finding} ({one.by}) gilt nicht mehr"
        print(f"HINWEIS {told}: Was sie zuließ, hat sich geändert.")
    if ruling.verdict != "pass":
        print("\nEs ist nichts veröffentlicht. " + _what_to_do(ruling, done.to_review))
        return
    for path in done.files:
        print(path)
    for one in ruling.waived:
        print(f"Zugelassen von {one.waiver.by}: {one.obstacle.message} Grund: {one.waiver.reason}")
    for line in done.left_out:
        print(line)
    if done.working_titles:
        print(f"Noch Arbeitstitel: {', '.join(done.working_titles)}. Ändern in der Überschrift des Textes.")
    if done.moved:
        print(f"Dateien einer früheren Veröffentlichung liegen jetzt hier: {', '.join(done.moved)}")
    if done.lapsed_release:
        print("Die frühere Freigabe gilt nicht mehr: Das Freigegebene hat sich seither geändert.")
    print(done.released or f"Geprüft, aber noch eine Arbeitsfassung. {RELEASED_BY}")


def _what_to_do(ruling: Any, to_review: int) -> str:
    told = []
    if any(not one.waivable for one in ruling.obstacles):
        told.append("Rohgerüste und fehlende Texte bitte im Ordner narratives/ schreiben.")
    if any(one.waivable and one.sort == "block" for one in ruling.obstacles):
        told.append(
            "Was sperrt, bitte berichtigen oder mit --waive BEFUND --by NAME --reason GRUND zulassen."
        )
    if to_review:
        waiting = "1 offener Satz wartet" if to_review == 1 else f"{to_review} offene Sätze warten"
        told.append(f"{waiting} in review.yaml auf verdict (ok oder wrong), by und date.")
    return " ".join(told)
