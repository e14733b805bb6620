"""A table of ratings, tab by tab, each a list or a matrix as its headings tell.

The tab of a matrix is named after the person or group that filled it; a list names them row by row.
"""

from pathlib import Path

from pipeline.core.errors import InputError
from pipeline.core.types import Sheet
from pipeline.scenarios.grid.files import open_grid
from pipeline.scenarios.grid.tab import Grid, Tab, Unread
from pipeline.scenarios.ratings import long_form, matrix_form
from pipeline.scenarios.ratings.collecting import Collected, Given
from pipeline.scenarios.ratings.frame import frame_of
from pipeline.scenarios.ratings.long_form import COLUMNS
from pipeline.scenarios.ratings.naming import Named
from pipeline.scenarios.ratings.whole import check_whole

MATRIX_TAB = "Matrix"
"""How we name the tab of a matrix that is nobody's."""
_NOBODY = ("tabelle", "sheet", "blatt", MATRIX_TAB.lower())


def rated(path: Path, sheet: Sheet) -> Given:
    """The ratings of a table, and remarks on what stands beside them; raises InputError."""
    grid = open_grid(path)
    named, collected = Named(sheet), Collected(path.name)
    filled = [tab for tab in grid.tabs if any(line.filled for line in tab.lines)]
    remarks = [*grid.remarks]
    read = 0
    for tab in filled:
        if long_form.is_list(tab):
            if path.suffix.lower() == ".csv":
                check_whole(path)
            by = tab.name if len(filled) > 1 else ""
            remarks.extend(long_form.collect(Grid(grid.file, (tab,)), named, collected, by))
        elif (frame := frame_of(tab, named)) is not None:
            if tab.hidden:
                remarks.append(f"„{path.name}“: das ausgeblendete Blatt „{tab.name}“ ist mitgelesen.")
            matrix_form.collect(tab, frame, named, collected, _by(tab, len(filled)))
        else:
            remarks.append(
                Unread(
                    f"„{path.name}“: das Blatt „{tab.name}“ ist weder Liste noch Matrix der Ausprägungen "
                    "und bleibt ungelesen."
                )
            )
            continue
        read += 1
    if not read:
        raise InputError(
            f"„{path.name}“ enthält keine Bewertungen: {_lacking(filled)}. Erwartet wird die Kopfzeile "
            "source,target,score,reason,by oder eine Matrix mit den Ausprägungen der Wertetafel als Zeilen "
            "und Spalten."
        )
    return Given(ratings=tuple(collected.ratings), remarks=tuple(remarks))


def _by(tab: Tab, tabs: int) -> str:
    """Whose matrix a tab is; nobody's where it has the name that programs give."""
    plain = tab.name.lower().rstrip("0123456789 ")
    return "" if tabs == 1 and plain in _NOBODY else tab.name


def _lacking(filled: list[Tab]) -> str:
    if not filled:
        missing = ", ".join(sorted(COLUMNS.required))
        return f"die Spalte {missing} fehlt"
    return "kein Blatt ist eine Liste oder eine Matrix"
