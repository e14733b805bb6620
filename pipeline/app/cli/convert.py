"""`szenario convert IN OUT`: matrices between ScenarioWizard (.scw) and tables, or out of a project."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.app.cli.options import AsJson
from pipeline.app.cli.terminal import finished, many, print_json, progress


def command(
    source: Annotated[
        Path, typer.Argument(metavar="VON", help="Matrix (.scw, .xlsx, .csv) oder Projektordner.")
    ],
    target: Annotated[Path, typer.Argument(metavar="NACH", help="Zieldatei (.scw, .xlsx, .csv).")],
    force: Annotated[
        bool, typer.Option("--force", help="Eine vorhandene Zieldatei überschreiben.")
    ] = False,
    json: AsJson = False,
) -> None:
    """Wandelt Bewertungsmatrizen um: ScenarioWizard, Excel, CSV."""
    from pipeline.app.converting import convert

    narrator = progress()
    try:
        matrix = convert(source, target, narrator, force=force)
    finally:
        finished(narrator)
    if json:
        print_json({"path": str(target)})
        return
    shape = many(len(matrix.descriptors), "Deskriptor", "en"), many(len(matrix.scores), "Variante", "n")
    print(f"Geschrieben: {target} ({shape[0]}, {shape[1]}).")
