"""A table file as cells with their addresses, and what in them is no text (formulas, merged areas)."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.core.cells import clean, unescaped
from pipeline.core.errors import SheetError
from pipeline.scenarios.grid.files import open_grid
from pipeline.scenarios.grid.headings import letter
from pipeline.scenarios.grid.xlsx import open_workbook

Place = tuple[int, int]
"""Row and column, from 1."""


@dataclass(frozen=True)
class Page:
    """One tab: the text of each filled cell by place. `odd` are cells that hold no text of a person (what
    they hold, in German); `several`: the file has more tabs, so that a place names this one."""

    tab: str
    cells: Mapping[Place, str]
    odd: Mapping[Place, str]
    several: bool

    def at(self, place: Place) -> str:
        """How a person finds a cell: C7, or Windkanal!C7 in a file of several tabs."""
        address = f"{letter(place[1] - 1)}{place[0]}"
        return f"{self.tab}!{address}" if self.several else address


def pages(path: Path) -> tuple[Page, ...]:
    """The tabs of an XLSX or CSV file; raises SheetError where it is none that can be read."""
    if path.suffix.lower() not in (".xlsx", ".xlsm"):
        return tuple(
            Page(
                tab.name,
                {
                    (line.number, at): text
                    for line in tab.lines
                    for at, text in enumerate(line.cells, start=1)
                    if text
                },
                {},
                several=False,
            )
            for tab in open_grid(path).tabs
        )
    try:
        book = open_workbook(path)
    except SheetError:
        open_grid(path)  # which says what it is instead: missing, protected, of an old format
        raise
    shown = [page for page in book.worksheets if page._cells]
    return tuple(_page(page, several=len(shown) > 1) for page in shown)


def _page(page: Any, *, several: bool) -> Page:
    # page._cells holds only cells that exist, however far down somebody has formatted the tab.
    cells: dict[Place, str] = {}
    odd: dict[Place, str] = {}
    for place, cell in page._cells.items():
        text = _text(cell.value)
        if cell.data_type == "f":
            odd[place] = "eine Formel"
        elif cell.data_type == "e":
            odd[place] = f"der Fehlerwert {cell.value}"
        elif text:
            cells[place] = text
    for area in page.merged_cells.ranges:
        odd[area.min_row, area.min_col] = f"eine verbundene Zelle ({area.coord})"
    return Page(page.title, cells, odd, several)


def _text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else clean(unescaped(str(value)))
