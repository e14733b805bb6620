"""`szenario model [PROJECT]`: which language model is used, what it can do, what is sent where."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.app.cli.options import AsJson, Model
from pipeline.app.cli.terminal import print_json

if TYPE_CHECKING:
    from pipeline.core.settings import ModelSettings


def command(
    project: Annotated[
        Path | None, typer.Argument(metavar="PROJEKT", help="Ordner des Projekts, für sein [model].")
    ] = None,
    model: Model = None,
    forget: Annotated[
        str | None,
        typer.Option(
            "--forget",
            metavar="PROJEKT|DATUM",
            help="Gespeicherte Antworten löschen: eines Projekts, oder vor JJJJ-MM-TT.",
        ),
    ] = None,
    json: AsJson = False,
) -> None:
    """Fragt das eingestellte Sprachmodell und sagt, was es kann und was wohin gesendet wird."""
    from pipeline.app import configuration
    from pipeline.app.model_settings import model_settings
    from pipeline.app.probing import forgotten, probed
    from pipeline.project import open_project

    if forget is not None:
        gone = forgotten(forget)
        if json:
            print_json({"forgotten": gone.answers, "pseudonyms": gone.pseudonyms})
        else:
            beside = " und die Pseudonyme des Projekts" if gone.pseudonyms else ""
            print(f"Gelöscht: {gone.answers} gespeicherte Antworten{beside}.")
        return
    opened = open_project(project) if project is not None else None
    table = configuration.model_table(opened) if opened is not None else {}
    settings = model_settings(table, model, offline=False)
    privacy = configuration.privacy_settings(opened) if opened is not None else None
    masked = privacy is not None and privacy.pseudonymise and (settings.external or privacy.always)
    if settings.offline:
        if json:
            print_json({"model": "offline"})
        else:
            print(
                "Kein Sprachmodell eingestellt: alles wird ohne Modell und ohne Netz gerechnet.\n"
                "Einstellen: SZENARIO_MODEL=openai:NAME und OPENAI_API_KEY oder OPENAI_BASE_URL setzen, "
                "oder [model] in szenario.toml."
            )
        return
    found = probed(settings)
    if json:
        print_json(
            {
                "model": settings.name,
                "address": settings.address or "(Anbieter)",
                "external": settings.external,
                "schema": found.schema,
                "streaming": found.streaming,
                "right": found.right,
                "seconds": round(found.seconds, 2),
                "traced": list(settings.traced),
                "pseudonyms": masked,
            }
        )
        return
    print(f"Modell:     {settings.name}")
    print(f"Server:     {settings.address or 'beim Anbieter'} ({_where(settings)})")
    seconds = f"{found.seconds:.1f}".replace(".", ",")
    print(f"Antwort:    {'richtig gerechnet' if found.right else 'falsch gerechnet'}, {seconds} s")
    schema = "wird eingehalten" if found.schema else "nur auf Anweisung; jede Antwort wird geprüft"
    print(f"Schema:     {schema}")
    print(f"Streaming:  {'ja' if found.streaming else 'nein'}")
    print(
        "Gesendet werden Ausprägungen, Pläne und Passagen des Projekts"
        + (", Passagen nur aus Dokumenten mit external_model: yes." if settings.external else ".")
    )
    for tracer in settings.traced:
        print(f"Dasselbe und jede Antwort geht außerdem an {tracer}, außer Haus.")
    if masked:
        print("Namen von Personen werden vorher durch Pseudonyme ersetzt, soweit sie gefunden werden.")
    elif settings.external:
        print("Namen von Personen gehen mit; [privacy] pseudonymise = true ersetzt sie.")


def _where(settings: "ModelSettings") -> str:
    return "außer Haus" if settings.external else "im Haus"
