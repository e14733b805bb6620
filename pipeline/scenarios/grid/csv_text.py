"""CSV with comma, semicolon or tab, in any encoding, with or without Excel's "sep=" line."""

import csv
import io
from pathlib import Path

from pipeline.core.cells import clean, restored
from pipeline.core.errors import SheetError
from pipeline.scenarios.grid.tab import Grid, Line, Tab
from pipeline.sources.read.encoding import decode

NAMING = "sep="
"""How the first line begins where it names the delimiter, as Excel's may."""
_MARKS = ",;\t"
_ZIP = b"PK\x03\x04"


def read(data: bytes, path: Path) -> Grid:
    """The only tab of a CSV file; raises SheetError."""
    if data.startswith(_ZIP):
        raise SheetError(f"„{path.name}“ heißt .csv, ist aber keine CSV-Datei. Bitte in .xlsx umbenennen.")
    rows = records(decode(data), path)
    lines = tuple(
        Line(number, tuple(clean(restored(cell.strip(" "))) for cell in row), {})
        for number, row in enumerate(rows, start=1)
        if not (number == 1 and row and row[0].startswith(NAMING))
    )
    return Grid(path.name, (Tab("", lines),))


def records(text: str, path: Path) -> list[list[str]]:
    """The rows of a CSV text; raises SheetError where an open quote would swallow what follows."""
    reader = csv.reader(io.StringIO(text), delimiter=delimiter_of(text), strict=True)
    rows = []
    try:
        for row in reader:
            rows.append(row)
    except csv.Error as error:
        raise SheetError(
            f"„{path.name}“ ist ab Zeile {len(rows) + 1} keine lesbare CSV-Datei ({error}). Bitte prüfen, "
            "ob dort jedes Anführungszeichen wieder geschlossen wird."
        ) from error
    return rows


def delimiter_of(text: str) -> str:
    """The delimiter of a CSV text: the one it names ("sep=;", as Excel does), else the one that
    stands most often in the first line that holds any; the comma where none does."""
    lines = text.split("\n")
    named = lines[0].strip()
    if named.startswith(NAMING) and len(named) == len(NAMING) + 1:
        return named[-1]
    head = next((line for line in lines if any(mark in line for mark in _MARKS)), "")
    return max(_MARKS, key=head.count)
