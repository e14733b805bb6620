"""Which file is a table, and who reads it."""

from pathlib import Path

from pipeline.core.errors import SheetError
from pipeline.scenarios.grid import csv_text, xlsx
from pipeline.scenarios.grid.tab import Grid

SUFFIXES = (".xlsx", ".xlsm", ".csv")
_OLD = {
    ".xls": "das alte Excel-Format",
    ".xlsb": "das binäre Excel-Format",
    ".ods": "eine OpenDocument-Tabelle",
    ".numbers": "eine Numbers-Tabelle",
}


def open_grid(path: Path) -> Grid:
    """A table file's tabs; raises SheetError where it is none, protected, or of an old format."""
    suffix = path.suffix.lower()
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise SheetError(f"Die Datei „{path}“ gibt es nicht. Bitte den Pfad prüfen.") from error
    except OSError as error:
        raise SheetError(
            f"„{path}“ lässt sich nicht öffnen ({error.strerror}). Bitte Pfad und Leserechte prüfen."
        ) from error
    if suffix in _OLD:
        raise SheetError(
            f"„{path.name}“ ist {_OLD[suffix]} und wird nicht gelesen. Bitte in Excel oder LibreOffice "
            "öffnen und als .xlsx speichern."
        )
    if suffix not in SUFFIXES:
        raise SheetError(
            f"„{path.name}“ ist keine Tabelle, die gelesen werden kann. Möglich sind .xlsx, .xlsm und .csv."
        )
    return csv_text.read(data, path) if suffix == ".csv" else xlsx.read(data, path)
