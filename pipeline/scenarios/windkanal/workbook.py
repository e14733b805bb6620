"""The Windkanal as a workbook to fill: one row per measure, three columns per scenario, and a legend.

Each column says by itself what it is of ("c1 · Bewertung"), so that columns and rows may be moved. The
measures stand fast (no password), everything to be filled is open. A proposal stands beside the cell it is
for and is never in it: only what a person enters is a judgement. The same input gives the same bytes.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.core.archive import timeless
from pipeline.scenarios.grid.headings import JOINT, letter
from pipeline.scenarios.sheet.workbook import BLUE, FONT, GREY, PALE, TEXT, height_for, put
from pipeline.scenarios.windkanal import handed_out, legend
from pipeline.scenarios.windkanal.handed_out import HandedOut
from pipeline.scenarios.windkanal.layout import print_setup
from pipeline.scenarios.windkanal.nouns import Assessed, Voice, Windkanal
from pipeline.scenarios.windkanal.scale import SIGNS, sign

TAB, LEGEND = "Windkanal", "Legende"
RATING, REASON, CONDITION, PROPOSAL = "Bewertung", "Grund", "Bedingung", "Vorschlag"
HEAD = 3
"""The row that names the columns; measures begin below it."""
FREE = 10
"""Rows for measures that are still to be added."""
OWN = (("Id", 7.0), ("Maßnahme", 30.0), ("Feld", 17.0), ("Ziel", 38.0), ("Stand", 26.0))
_WIDTHS = {RATING: 12.0, REASON: 28.0, CONDITION: 20.0, PROPOSAL: 26.0}
_SHADES = {"++": "FF3B87BD", "+": "FFAED0E8", "0": "FFF0F0F0", "−": "FFFBC9A2", "−−": "FFD9601A"}


@dataclass(frozen=True)
class Head:
    """How a scenario is headed: its id and name, its colour and what can be read on it (`#rrggbb`)."""

    cluster: str
    name: str
    colour: str
    ink: str


@dataclass(frozen=True)
class _Column:
    """A column of a scenario: where it stands (from 1) and what it holds."""

    at: int
    head: Head
    field: str


def render(windkanal: Windkanal, heads: Sequence[Head], title: str, by: str = "") -> bytes:
    """The workbook's bytes, with what is filled already; `by` gets a sheet with his own voice alone.

    Raises SheetError where a text is longer than a cell can hold.
    """
    from openpyxl import Workbook

    state = handed_out.handed_out(windkanal, title, by)
    book = Workbook()
    page = book.active
    page.title = TAB
    columns = _columns(windkanal, heads)
    _heads(page, columns, title, by)
    for number, row in enumerate(windkanal.measures, start=HEAD + 1):
        _row(page, number, row, columns, state)
    last = HEAD + len(windkanal.measures) + FREE
    for number in range(last - FREE + 1, last + 1):
        _open_row(page, number, columns)
    _rules(page, columns, last, len(windkanal.measures))
    legend.write(book.create_sheet(LEGEND), heads)
    handed_out.write(book.create_sheet(handed_out.TAB), state)
    buffer = io.BytesIO()
    book.save(buffer)
    return timeless(buffer.getvalue())


def _columns(windkanal: Windkanal, heads: Sequence[Head]) -> list[_Column]:
    """Three columns a scenario, and one for proposals where there are any."""
    proposed = any(cell.proposed for row in windkanal.measures for cell in row.cells)
    fields = (RATING, REASON, CONDITION, *([PROPOSAL] if proposed else []))
    pairs = [(head, field) for head in heads for field in fields]
    return [_Column(at, head, field) for at, (head, field) in enumerate(pairs, start=len(OWN) + 1)]


def _heads(page: Any, columns: Sequence[_Column], title: str, by: str) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    told = f"Windkanal: {title}" + (f" · Bogen von {by}" if by else "")
    put(page, 1, 1, told).font = Font(name=FONT, bold=True, size=14, color=BLUE)
    middle = Alignment(vertical="center", wrap_text=True)
    for at, (name, width) in enumerate(OWN, start=1):
        cell = put(page, HEAD, at, name)
        cell.font, cell.fill = Font(name=FONT, bold=True, color="FFFFFFFF"), PatternFill("solid", BLUE)
        cell.alignment = middle
        page.column_dimensions[letter(at - 1)].width = width
    for column in columns:
        fill = PatternFill("solid", fgColor=f"FF{column.head.colour[1:]}")
        ink = Font(name=FONT, bold=True, color=f"FF{column.head.ink[1:]}")
        above = page.cell(row=HEAD - 1, column=column.at)
        if column.field == RATING:
            above = put(page, HEAD - 1, column.at, column.head.name)
        cell = put(page, HEAD, column.at, f"{column.head.cluster}{JOINT}{column.field}")
        for one in (above, cell):
            one.font, one.fill = ink, fill
        cell.alignment = middle
        page.column_dimensions[letter(column.at - 1)].width = _WIDTHS[column.field]
    page.row_dimensions[HEAD - 1].height, page.row_dimensions[HEAD].height = 20, 34


def _row(page: Any, number: int, row: Assessed, columns: Sequence[_Column], state: HandedOut) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    measure = row.measure
    texts = (measure.id, measure.title, measure.field, measure.goal, measure.status)
    shown = [(text, width) for text, (_, width) in zip(texts, OWN, strict=True)]
    for at, text in enumerate(texts, start=1):
        cell = put(page, number, at, text)
        cell.font = Font(name=FONT, bold=at == 2, color=GREY if at == 1 else None)
        cell.fill, cell.alignment = PatternFill("solid", PALE), Alignment(vertical="top", wrap_text=True)
        cell.border = _line()
    cells = {cell.cluster: cell for cell in row.cells}
    for column in columns:
        cell = cells[column.head.cluster]
        voice = state.cells.get(handed_out.key(measure.id, cell.cluster), Voice())
        proposal = f"{sign(cell.rating)} {cell.reason}" if cell.proposed else ""
        if cell.proposed and cell.condition:
            proposal += f" (Bedingung: {cell.condition})"
        text = {RATING: sign(voice.rating), REASON: voice.reason, CONDITION: voice.condition}.get(
            column.field, proposal
        )
        put(page, number, column.at, text)
        shown.append((text, _WIDTHS[column.field]))
        _field(page, number, column)
    page.row_dimensions[number].height = height_for(shown)


def _open_row(page: Any, number: int, columns: Sequence[_Column]) -> None:
    """A row for a measure that is still to be named: all but its id is open."""
    from openpyxl.styles import Alignment, Font, Protection

    for at in range(1, len(OWN) + 1):
        cell = page.cell(row=number, column=at)
        cell.font, cell.border, cell.number_format = Font(name=FONT), _line(), TEXT
        cell.alignment, cell.protection = Alignment(vertical="top", wrap_text=True), Protection(at == 1)
    for column in columns:
        _field(page, number, column)
    page.row_dimensions[number].height = 18


def _field(page: Any, number: int, column: _Column) -> None:
    """The format of a cell to fill: what is typed stays what was typed, "+" and "-" too."""
    from openpyxl.styles import Alignment, Font, Protection

    cell = page.cell(row=number, column=column.at)
    rating, proposal = column.field == RATING, column.field == PROPOSAL
    cell.number_format, cell.border = TEXT, _line(left=rating)
    cell.font = Font(name=FONT, size=14 if rating else 10, bold=rating, italic=proposal,
                     color=GREY if proposal else None)  # fmt: skip
    across = "center" if rating else None
    cell.alignment = Alignment(horizontal=across, vertical="top", wrap_text=True)
    cell.protection = Protection(locked=proposal)


def _line(*, left: bool = False) -> Any:
    from openpyxl.styles import Border, Side

    hair = Side(style="hair", color="FFB0B0B0")
    return Border(bottom=hair, left=Side(style="thin", color="FF808080") if left else None)


def _rules(page: Any, columns: Sequence[_Column], last: int, measures: int) -> None:
    """Drop-downs, colours of the five steps, frozen heads, protection and print layout."""
    from openpyxl.formatting.rule import CellIsRule
    from openpyxl.styles import PatternFill
    from openpyxl.worksheet.datavalidation import DataValidation

    first = HEAD + 1
    choice = DataValidation(
        type="list", formula1=f'"{",".join(SIGNS.values())}"', allow_blank=True, showErrorMessage=True,
        errorTitle=RATING, error="Möglich sind ++, +, 0, −, −− oder nichts.",
    )  # fmt: skip
    page.add_data_validation(choice)
    for column in columns:
        if column.field != RATING:
            continue
        area = f"{letter(column.at - 1)}{first}:{letter(column.at - 1)}{last}"
        choice.add(area)
        for step, colour in _SHADES.items():
            fill = PatternFill("solid", bgColor=colour)
            page.conditional_formatting.add(area, CellIsRule("equal", [f'"{step}"'], fill=fill))
    page.freeze_panes = page.cell(row=first, column=3)
    page.print_title_rows, page.print_title_cols = f"{HEAD - 1}:{HEAD}", "A:B"
    page.print_area = f"A1:{letter(len(OWN) + len(columns) - 1)}{HEAD + measures}"
    protection = page.protection
    protection.sheet = True  # without a password; these may be done all the same:
    protection.formatCells = protection.formatColumns = protection.formatRows = False
    protection.insertRows = protection.sort = protection.autoFilter = False
    print_setup(page)
