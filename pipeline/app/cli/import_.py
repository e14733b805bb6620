"""`szenario import RUN FILE.docx`: a text edited in Word comes back, with what people said beside it."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.app.cli.options import AsJson, RunFolder
from pipeline.app.cli.terminal import lines, print_json


def command(
    run: RunFolder,
    file: Annotated[Path, typer.Argument(metavar="DATEI.docx", help="Die bearbeitete Word-Datei.")],
    accept_all: Annotated[
        bool, typer.Option("--accept-all", help="Alle offenen Änderungen der Nachverfolgung annehmen.")
    ] = False,
    reject_all: Annotated[
        bool, typer.Option("--reject-all", help="Alle offenen Änderungen ablehnen.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Nur zeigen, nichts schreiben.")] = False,
    json: AsJson = False,
) -> None:
    """Übernimmt Änderungen aus Word; Code 1, wenn etwas fehlt, daneben liegt oder nicht übernommen ist."""
    from pipeline.app.cli import import_told
    from pipeline.app.work import on_run
    from pipeline.core.errors import InputError
    from pipeline.project import locked, open_run
    from pipeline.publish.word.returned import Taking
    from pipeline.run.importing import import_word

    if accept_all and reject_all:
        raise InputError("--accept-all und --reject-all widersprechen sich. Bitte nur eines angeben.")
    found = open_run(run)
    try:
        data = file.read_bytes()
    except OSError as error:
        raise InputError(
            f"Die Datei „{file}“ lässt sich nicht lesen: {error.strerror}. Bitte den Pfad prüfen."
        ) from error
    taking: Taking = "accepted" if accept_all else "rejected" if reject_all else "none"
    with locked(found):
        done = import_word(on_run(found, lines()), data, file.name, taking, dry=dry_run)
    if json:
        print_json(import_told.as_json(done))
    else:
        import_told.tell(done, dry_run=dry_run)
    if done.missing or done.not_taken or any(one.conflict for one in done.changed):
        raise typer.Exit(1)
