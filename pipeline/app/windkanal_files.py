"""What the Windkanal writes for people: a sheet to fill, never over one that is filled, and the picture."""

from pathlib import Path

from pipeline.core.errors import InputError, ProjectError
from pipeline.core.files import write_bytes
from pipeline.core.settings import Settings
from pipeline.project import Run
from pipeline.publish.colours import look
from pipeline.run.picturing import FOLDER
from pipeline.scenarios.windkanal.filled import read
from pipeline.scenarios.windkanal.nouns import Windkanal
from pipeline.scenarios.windkanal.taking import take
from pipeline.scenarios.windkanal.workbook import Head, render


def check_target(
    target: Path, windkanal: Windkanal, title: str, by: str, *, own: Path | None, source: Path | None
) -> None:
    """Raise ProjectError where writing the sheet would lose what a person has filled in.

    `own` is the file of measures, `source` the sheet that is being taken in and may be written anew.
    """
    if target.suffix.lower() != ".xlsx":
        raise ProjectError(f"„{target}“ soll ein Bogen zum Ausfüllen werden. Bitte auf .xlsx enden lassen.")
    if own is not None and own.resolve() == target.resolve():
        raise ProjectError(f"„{target}“ ist die Maßnahmendatei selbst. Bitte eine andere Datei nennen.")
    if not target.exists() or (source is not None and source.resolve() == target.resolve()):
        return
    try:
        filled = read(target, windkanal)
        lost = not take(windkanal, filled, title, filled.state.by if filled.state else by).difference.empty
    except InputError:
        lost = True
    if lost:
        raise ProjectError(
            f"„{target}“ gibt es schon, und darin steht anderes als im Windkanal. Ausgefülltes bitte "
            "zuerst mit --import übernehmen; sonst die Datei löschen oder einen anderen Namen nennen."
        )


def written(
    run: Run, windkanal: Windkanal, sheet: Path | None, settings: Settings, by: str
) -> tuple[Path, ...]:
    """Write the sheet, where it is wished, and the pictures; returns what was written."""
    files = []
    if sheet is not None:
        write_bytes(sheet, render(windkanal, _heads(windkanal), settings.title, by))
        files.append(sheet)
    return (*files, *(_drawn(run, windkanal) if settings.pictures else ()))


def _heads(windkanal: Windkanal) -> list[Head]:
    return [
        Head(cluster, name, look(place).colour, look(place).ink)
        for place, (cluster, name) in enumerate(windkanal.names.items())
    ]


def _drawn(run: Run, windkanal: Windkanal) -> list[Path]:
    """Draw the pictures anew, as SVG and PNG; a sheet that is no longer needed goes."""
    from pipeline.publish.pictures.canvas import png, svg
    from pipeline.publish.pictures.windkanal import NAME
    from pipeline.publish.pictures.windkanal import windkanal as drawn

    folder = run.file(FOLDER)
    made = {}
    for one in drawn(windkanal):
        made[folder / f"{one.name}.svg"] = svg(one)
        made[folder / f"{one.name}.png"] = png(one)
    for stale in folder.glob(f"{NAME}-*.*"):
        if stale not in made:
            stale.unlink()
    for path, data in made.items():
        write_bytes(path, data)
    return list(made)
