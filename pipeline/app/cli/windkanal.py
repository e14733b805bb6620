"""`szenario windkanal RUN`: measures held against scenarios; a sheet to fill, and back; what holds."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.app.cli.options import AsJson, Model, Offline, RunFolder, Variant, Yes
from pipeline.app.cli.terminal import finished, print_json, progress

if TYPE_CHECKING:
    from pipeline.app.windkanal_work import Done

File = Path | None


def command(
    run: RunFolder,
    measures: Annotated[
        File, typer.Option("--measures", metavar="DATEI", help="Maßnahmen (sonst massnahmen.yaml).")
    ] = None,
    xlsx: Annotated[File, typer.Option("--xlsx", metavar="DATEI", help="Bogen zum Ausfüllen.")] = None,
    import_: Annotated[
        File, typer.Option("--import", metavar="DATEI", help="Ausgefüllten Bogen (.xlsx, .csv) übernehmen.")
    ] = None,
    by: Annotated[
        str, typer.Option("--by", metavar="NAME", help="Wessen Bogen das ist; mehrere bilden den Median.")
    ] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Import: nur zeigen, nichts schreiben.")
    ] = False,
    propose: Annotated[
        bool, typer.Option("--propose", help="Offene Zellen vom Sprachmodell vorschlagen lassen.")
    ] = False,
    model: Model = None,
    offline: Offline = False,
    variant: Variant = 0,
    yes: Yes = False,
    json: AsJson = False,
) -> None:
    """Erprobt Maßnahmen an allen Szenarien: robust, Option, riskant oder offen."""
    from pipeline.app.approval import approval
    from pipeline.app.cli.windkanal_told import print_windkanal
    from pipeline.app.windkanal_work import Thinking, Wish, weigh
    from pipeline.project import open_run

    _check_useful(by=by, dry_run=dry_run, xlsx=xlsx, import_=import_, propose=propose)
    found = open_run(run)
    narrator = progress()
    try:
        done = weigh(
            found,
            Wish(measures, xlsx, import_, by, dry_run, propose),
            Thinking(model, offline, variant, approval(yes, narrator)),
            narrator,
        )
    finally:
        finished(narrator)
    if json:
        print_json(_as_json(done, imported=import_ is not None))
    else:
        print_windkanal(done, imported=import_ is not None, dry_run=dry_run)


def _check_useful(*, by: str, dry_run: bool, xlsx: File, import_: File, propose: bool) -> None:
    """An option that would do nothing is a misunderstanding, not a wish."""
    from pipeline.core.errors import ProjectError

    if by and xlsx is None and import_ is None:
        raise ProjectError("--by allein bewirkt nichts. Bitte zusammen mit --xlsx oder --import angeben.")
    if dry_run and import_ is None:
        raise ProjectError("--dry-run allein bewirkt nichts. Bitte zusammen mit --import DATEI angeben.")
    if dry_run and propose:
        raise ProjectError("--propose fragt das Sprachmodell und schreibt. Bitte ohne --dry-run aufrufen.")


def _as_json(done: "Done", *, imported: bool) -> dict[str, Any]:
    told: dict[str, Any] = {
        "measures": [
            {
                "id": row.measure.id,
                "title": row.measure.title,
                "cells": [cell.model_dump(mode="json") for cell in row.cells],
                "verdict": row.verdict,
            }
            for row in done.windkanal.measures
        ]
    }
    if imported:
        told["changes"] = done.difference.model_dump(mode="json")
        told["before"] = str(done.before) if done.before else None
    if done.files:
        told["files"] = [str(path) for path in done.files]
    return told
