"""`szenario diff RUN RUN`: clusters, texts, findings and settings of two runs side by side."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.app.cli.options import AsJson
from pipeline.app.cli.terminal import print_json


def command(
    before: Annotated[Path, typer.Argument(metavar="LAUF", help="Ordner des früheren Laufs.")],
    after: Annotated[Path, typer.Argument(metavar="LAUF", help="Ordner des späteren Laufs.")],
    html: Annotated[
        Path | None, typer.Option("--html", metavar="DATEI", help="Als Seite, nebeneinander.")
    ] = None,
    json: AsJson = False,
) -> None:
    """Stellt zwei Läufe nebeneinander: Bündel, Sätze, Befunde, Einstellungen."""
    from pipeline.app.cli.diff_told import tell
    from pipeline.core.errors import ProjectError
    from pipeline.core.files import write_text
    from pipeline.project import open_run
    from pipeline.publish.side_by_side import render
    from pipeline.run.comparing import difference

    if html is not None and html.is_dir():
        raise ProjectError(f"„{html}“ ist ein Ordner. Bitte eine Datei nennen, etwa vergleich.html.")
    found = difference(open_run(before), open_run(after))
    if html is not None:
        write_text(html, render(found))
    if json:
        print_json({**found.model_dump(mode="json"), **({"html": str(html)} if html is not None else {})})
        return
    tell(found)
    if html is not None:
        print(f"\nNebeneinander: {html}")
