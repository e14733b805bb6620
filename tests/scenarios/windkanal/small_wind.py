"""A small Windkanal and its sheets, filled as people fill them in a spreadsheet program."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl

from pipeline.scenarios.windkanal.filled import read
from pipeline.scenarios.windkanal.holding import held
from pipeline.scenarios.windkanal.nouns import Measure, Windkanal
from pipeline.scenarios.windkanal.taking import Taken, take
from pipeline.scenarios.windkanal.workbook import HEAD, TAB, Head, render

NAMES = {"c1": "Die helle Talaue", "c2": "Die strenge Talaue", "c3": "Die leise Talaue"}
TITLES = ("Rufbus im ganzen Tal", "Lager am Kai", "Werkstatt für Lehrlinge")
PROJECT = "Talaue 2035"


def small(measures: int = 3) -> Windkanal:
    """Measures that nobody has judged yet."""
    some = [Measure(id=f"m{n:02d}", title=title) for n, title in enumerate(TITLES[:measures], 1)]
    return held(some, NAMES).windkanal


def sheet(folder: Path, windkanal: Windkanal, by: str = "", project: str = PROJECT) -> Path:
    """A sheet to fill, as a file."""
    colours = ("#0072B2", "#D55E00", "#009E73")
    heads = [Head(c, name, colours[n], "#FFFFFF") for n, (c, name) in enumerate(windkanal.names.items())]
    path = folder / f"bogen-{by or 'alle'}.xlsx"
    path.write_bytes(render(windkanal, heads, project, by))
    return path


def columns(page: Any) -> dict[str, int]:
    """Heading → column of the tab to fill."""
    return {cell.value: cell.column for cell in page[HEAD] if cell.value}


def fill(path: Path, cells: Mapping[tuple[str, str], object]) -> Path:
    """Put values into cells by (measure id, heading); of no measure: into the first free row."""
    book = openpyxl.load_workbook(path)
    page = book[TAB]
    at = columns(page)
    rows = {page.cell(row, 1).value: row for row in range(HEAD + 1, page.max_row + 1)}
    free = min(row for row in range(HEAD + 1, page.max_row + 1) if not page.cell(row, 2).value)
    for (measure, heading), value in cells.items():
        page.cell(rows.get(measure, free) if measure else free, at[heading]).value = value
    book.save(path)
    return path


def taken(path: Path, windkanal: Windkanal, by: str = "", project: str = PROJECT) -> Taken:
    """The sheet read and taken in."""
    return take(windkanal, read(path, windkanal), project, by)


def ratings(windkanal: Windkanal) -> dict[tuple[str, str], int]:
    """(measure, cluster) → rating, of what is filled."""
    return {
        (row.measure.id, cell.cluster): cell.rating
        for row in windkanal.measures
        for cell in row.cells
        if cell.rating is not None
    }
