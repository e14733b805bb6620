"""`szenario new DIR`: a project to start from, small enough to read, complete enough to run."""

from importlib.resources import files
from pathlib import Path
from typing import Annotated

import typer

from pipeline.app.cli.options import AsJson
from pipeline.app.cli.terminal import print_json
from pipeline.core.errors import ProjectError


def command(
    folder: Annotated[Path, typer.Argument(metavar="ORDNER", help="Ordner des neuen Projekts.")],
    json: AsJson = False,
) -> None:
    """Legt ein Projekt mit Muster-Wertetafel und Muster-Dokument an."""
    from pipeline.core.files import write_bytes

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ProjectError(
            f"„{folder}“ ist schon da und nicht leer. Bitte einen neuen Ordner nennen; überschrieben "
            "wird nichts."
        )
    template = files("pipeline.app").joinpath("vorlage")
    for source in ("szenario.toml", "values.yaml", "documents/notiz.md"):
        write_bytes(folder / source, template.joinpath(source).read_bytes())
    if json:
        print_json({"path": str(folder)})
    else:
        print(f"Projekt angelegt: {folder}\nWeiter mit: szenario run {folder}")
