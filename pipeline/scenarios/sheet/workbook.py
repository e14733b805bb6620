"""The sheet as a workbook to fill: an overview, and one tab per trend with drop-downs.

Everything is stored as text, also what looks like a formula. Each factor offers at least four rows.
The same sheet gives the same bytes.
"""

import io
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, get_args

from pipeline.core.archive import timeless
from pipeline.core.cells import LONGEST, escaped, fits
from pipeline.core.errors import SheetError
from pipeline.core.types import Factor, Role, Sheet
from pipeline.scenarios.sheet import base
from pipeline.scenarios.sheet.columns import BASE, CHOICES, COLUMNS, OVERVIEW, tab_names
from pipeline.scenarios.sheet.tables import rows_of
from pipeline.scenarios.sheet.todo import todos

FIELDS_OFFERED = 4
WIDTHS = {
    "trend": 16, "factor": 28, "definition": 36, "heute": 36, "leitfrage": 30, "rolle": 16, "label": 28,
    "text": 60, "group": 9, "plausibel": 10, "wertung": 10, "cards": 14,
}  # fmt: skip
HIDDEN = ("factor_id", "value_id")
PROMPTS = {
    "factor": "Einflussfaktor. In jeder Zeile nennen; ein neuer Name legt einen neuen Einflussfaktor an.",
    "definition": "Was gemeint ist, in ein bis zwei Sätzen. Es genügt die erste Zeile des Einflussfaktors.",
    "heute": "Wie es heute ist. Es genügt die erste Zeile des Einflussfaktors.",
    "leitfrage": "Was die Gruppe gefragt wird. Darf leer bleiben.",
    "label": "Ausprägung: Kurztitel aus zwei bis fünf Wörtern.",
    "text": "Der Zustand in ein bis zwei Sätzen, im Präsens.",
    "cards": "Karten, auf denen die Ausprägung beruht, mit Komma getrennt.",
}
LISTS = {
    "rolle": (get_args(Role), "Schlüsselfaktor, Umfeld oder Prämisse; leer heißt: nicht festgelegt."),
    "plausibel": (
        ("1", "2", "3", "4", "5"),
        "1 (kaum) bis 5 (sehr plausibel); leer heißt: nicht bewertet.",
    ),
    "wertung": (("+", "0", "-"), "+ günstig, 0 neutral, - ungünstig; leer heißt: nicht bewertet."),
}
HOW_TO = (
    "Je Trend ein Blatt, je Ausprägung eine Zeile. Zeilen dürfen verschoben und eingefügt werden.",
    "Pflicht sind die Spalten factor und label; alles andere darf leer bleiben, auch die leeren Zeilen.",
    "Beim Kopieren einer Zeile die ausgeblendete Spalte value_id leeren. Eine geleerte Zeile streicht.",
    "Zurück ins Projekt: szenario sheet PROJEKT --import DIESE-DATEI. Dieses Blatt wird nicht gelesen.",
)
FONT = "Calibri"
TEXT = "@"
BLUE, PALE, GREY = "FF0B4F7D", "FFE8F1F8", "FF666666"


def render(sheet: Sheet, title: str = "") -> bytes:
    """The workbook's bytes; raises SheetError where a text is longer than a cell can hold."""
    from openpyxl import Workbook

    book = Workbook()
    names = tab_names(factor.trend for factor in sheet.factors)
    overview = book.active
    overview.title = OVERVIEW
    choices = book.create_sheet(CHOICES)
    for number, factor in enumerate(sheet.factors, start=1):
        put(choices, number, 1, factor.name)
    choices.sheet_state = "hidden"
    for trend, name in names.items():
        factors = [factor for factor in sheet.factors if factor.trend == trend]
        _fill(book.create_sheet(name), factors, len(sheet.factors), _groups(sheet))
    if not names:
        _fill(book.create_sheet("Ohne Trend"), [], 1, [])
    _overview(overview, sheet, title, names)
    book.move_sheet(choices, offset=len(book.worksheets))
    base.write(book.create_sheet(BASE), sheet)
    buffer = io.BytesIO()
    book.save(buffer)
    return timeless(buffer.getvalue())


def _groups(sheet: Sheet) -> list[str]:
    return sorted({value.group for factor in sheet.factors for value in factor.values if value.group})


def _fill(page: Any, factors: Sequence[Factor], names: int, groups: Sequence[str]) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    plain = Font(name=FONT)
    head_font = Font(name=FONT, bold=True, color="FFFFFFFF")
    head_fill = PatternFill("solid", fgColor=BLUE)
    bands = (PatternFill("solid", fgColor=PALE), PatternFill("solid", fgColor="FFFFFFFF"))
    line = Border(bottom=Side(style="hair", color="FFB0B0B0"))
    top = Alignment(vertical="top", wrap_text=True)
    for column, name in enumerate(COLUMNS.known, start=1):
        cell = put(page, 1, column, name)
        cell.font, cell.fill = head_font, head_fill
    number = 1
    for band, factor in enumerate(factors):
        rows = rows_of(Sheet(factors=(factor,)))
        blank = {**dict.fromkeys(COLUMNS.known, ""), **_again(rows[0])}
        rows += [blank] * (FIELDS_OFFERED - len(rows))
        for row in rows:
            number += 1
            for column, name in enumerate(COLUMNS.known, start=1):
                cell = put(page, number, column, row[name])
                cell.number_format = TEXT  # what is typed here stays what was typed, "- kein Bus" too
                cell.alignment, cell.border, cell.fill, cell.font = top, line, bands[band % 2], plain
            page.row_dimensions[number].height = height_for(
                (row[name], WIDTHS.get(name, 10)) for name in COLUMNS.known if name not in HIDDEN
            )
    _finish(page, names, groups, max(number, 2))


def _again(row: Mapping[str, str]) -> dict[str, str]:
    return {column: row[column] for column in ("trend", "factor_id", "factor")}


def height_for(cells: Iterable[tuple[str, float]]) -> float:
    """A row's height in points so that wrapped texts (text, width in characters) show whole.

    Programs do not measure rows of a file that none of them has written; an estimate has to do.
    """
    lines = 1
    for text, width in cells:
        lines = max(lines, sum(max(1, math.ceil(1.15 * len(part) / width)) for part in text.split("\n")))
    return min(15.0 * lines + 3, 400.0)


def _finish(page: Any, names: int, groups: Sequence[str], last: int) -> None:
    """Widths, frozen headings, hidden ids, drop-downs for the rows there are and 200 more."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    for column, name in enumerate(COLUMNS.known, start=1):
        letter = get_column_letter(column)
        dimension = page.column_dimensions[letter]
        dimension.width = WIDTHS.get(name, 10)
        dimension.hidden = name in HIDDEN
        dimension.number_format = TEXT  # rows that are yet to be filled, too
        area = f"{letter}2:{letter}{last + 200}"
        choice: dict[str, Any] = {}
        if name in LISTS:
            options, prompt = LISTS[name]
            choice = {"type": "list", "formula1": f'"{",".join(options)}"', "showErrorMessage": True}
            choice |= {"errorTitle": name, "error": f"Möglich sind: {', '.join(options)} oder nichts."}
        elif name == "factor":
            prompt = PROMPTS[name]
            choice = {"type": "list", "formula1": f"{CHOICES}!$A$1:$A${max(names, 1)}"}
        elif name == "group" and groups and len(",".join(groups)) < 250 and "," not in "".join(groups):
            prompt = "Code der Gruppe, von der die Ausprägung stammt."
            choice = {"type": "list", "formula1": '"' + ",".join(groups).replace('"', '""') + '"'}
        elif name in PROMPTS:
            prompt = PROMPTS[name]
        else:
            continue
        rule = DataValidation(allow_blank=True, showInputMessage=True, prompt=prompt, **choice)
        rule.add(area)
        page.add_data_validation(rule)
    page.freeze_panes = page.cell(row=2, column=COLUMNS.known.index("factor") + 2)
    _print_setup(page)


def _print_setup(page: Any) -> None:
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A3
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = "1:1"
    page.oddFooter.left.text, page.oddFooter.right.text = "&A", "Seite &P von &N"


def _overview(page: Any, sheet: Sheet, title: str, names: Mapping[str, str]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    put(page, 1, 1, title or "Wertetafel").font = Font(name=FONT, bold=True, size=16, color=BLUE)
    for number, text in enumerate(HOW_TO, start=2):
        put(page, number, 1, text).font = Font(name=FONT, color=GREY)
    open_points: dict[str, int] = {}
    owner = {value.id: factor.id for factor in sheet.factors for value in factor.values}
    for todo in todos(sheet):
        about = owner.get(todo.about, todo.about)
        open_points[about] = open_points.get(about, 0) + 1
    head = len(HOW_TO) + 3
    titles = ("Nr.", "Trend", "Einflussfaktor", "Rolle", "Ausprägungen", "Offene Punkte")
    for column, text in enumerate(titles, start=1):
        cell = put(page, head, column, text)
        cell.font = Font(name=FONT, bold=True, color="FFFFFFFF")
        cell.fill = PatternFill("solid", fgColor=BLUE)
    for number, factor in enumerate(sheet.factors, start=1):
        row = head + number
        told = (factor.trend, factor.name, factor.rolle or "")
        page.cell(row=row, column=1, value=number).alignment = Alignment(vertical="top")
        for column, text in enumerate(told, start=2):
            put(page, row, column, text).alignment = Alignment(vertical="top", wrap_text=True)
        for column, count in ((5, len(factor.values)), (6, open_points.get(factor.id, 0))):
            page.cell(row=row, column=column, value=count).alignment = Alignment(
                horizontal="center", vertical="top"
            )
        page.row_dimensions[row].height = height_for(zip(told, (28, 48, 18), strict=True))
        link = page.cell(row=row, column=2)
        if link.value:
            link.hyperlink = _link(names[factor.trend], factor.trend)
            link.font = Font(name=FONT, color=BLUE, underline="single")
    for letter, width in zip("ABCDEF", (6, 28, 48, 18, 14, 14), strict=True):
        page.column_dimensions[letter].width = width
    page.freeze_panes = f"A{head + 1}"
    _print_setup(page)
    page.page_setup.orientation, page.page_setup.paperSize = "portrait", page.PAPERSIZE_A4
    page.print_title_rows = f"{head}:{head}"


def _link(tab: str, tip: str) -> Any:
    from openpyxl.worksheet.hyperlink import Hyperlink

    quoted = tab.replace("'", "''")
    return Hyperlink(ref="", location=f"'{quoted}'!A1", tooltip=tip[:200])


def put(page: Any, row: int, column: int, text: str) -> Any:
    """A cell that holds text and nothing but text; an empty one stays empty."""
    cell = page.cell(row=row, column=column)
    if not text:
        return cell
    written = escaped(text)
    if len(written) > LONGEST or not fits(text):
        raise SheetError(
            f"Ein Text von {len(text)} Zeichen („{text[:40]}…“) passt in keine Excel-Zelle (höchstens "
            f"{LONGEST}). Bitte kürzen oder als CSV ausgeben."
        )
    cell.value = written
    cell.data_type = "s"  # whatever it looks like: no formula, no error value
    if text[0] in "=+-@'":
        cell.quotePrefix = True
    return cell
