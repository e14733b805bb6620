"""The influence matrix as a workbook to fill: how to, then one tab per group, named by its code.

The sums at the rim are formulas of ours; everything else is text or empty. No tab is protected, so
that rows and columns can be moved; all but the fields to fill is marked as locked for those who do.
The same sheet gives the same bytes.
"""

import io
import re
from collections.abc import Sequence
from typing import Any

from pipeline.core.archive import timeless
from pipeline.core.cells import clean, escaped
from pipeline.core.errors import SheetError
from pipeline.core.types import Sheet
from pipeline.scenarios.influence.matrix import ACTIVE, DEFAULT_GROUP, DIAGONAL, GUIDE, PASSIVE, label

SCALE = {0: "keine Wirkung", 1: "schwache Wirkung", 2: "mittlere Wirkung", 3: "starke Wirkung"}
HEAD = 3
"""The row that holds the factors of the columns; their rows begin below it, in column A."""
_HOW_TO = (
    "Gelesen wird von der Zeile zur Spalte; die Gegenrichtung hat ihr eigenes Feld.",
    "Gemeint ist die direkte Wirkung, ob fördernd oder hemmend. Was nur über einen dritten Faktor "
    "wirkt, steht dort.",
    "Ein leeres Feld heißt „nicht bewertet“ und zählt nie als 0. Teilweise gefüllt ist erlaubt.",
    "Kein Faktor wirkt auf sich selbst: die Felder mit – bleiben, wie sie sind.",
    "Zeilen und Spalten dürfen verschoben werden. Die Kennung vor dem Punkt bitte stehen lassen.",
    "Je Gruppe ein Blatt; der Name des Blattes ist der Name der Gruppe. Für eine weitere Gruppe ein "
    "leeres Blatt kopieren und umbenennen.",
    "Aktivsumme und Passivsumme rechnen sich selbst und werden nicht gelesen, dieses Blatt auch nicht.",
)
_BLUE, _PALE, _GREY, _DARK = "FF0B4F7D", "FFE8F1F8", "FF666666", "FFBFBFBF"
_FONT = "Calibri"
_REFUSED = re.compile(r"[\[\]:*?/\\]|^'|'$")


def render(sheet: Sheet, groups: Sequence[str] = (), horizon: int = 2035) -> bytes:
    """The workbook's bytes, one tab per group code (one tab "Gruppe 1" where none is given).

    Raises SheetError where there are fewer than two factors, or a code cannot name a tab.
    """
    from openpyxl import Workbook

    if len(sheet.factors) < 2:
        raise SheetError(
            f"Eine Einflussmatrix braucht mindestens zwei Einflussfaktoren; die Wertetafel hat "
            f"{len(sheet.factors)}. Bitte zuerst Einflussfaktoren anlegen."
        )
    tabs = tuple(groups) or (DEFAULT_GROUP,)
    _check_tabs(tabs)
    question = f"Wie stark wirkt der Faktor der Zeile auf den Faktor der Spalte – direkt, bis {horizon}?"
    book = Workbook()
    book.active.title = GUIDE
    _guide(book.active, sheet, question)
    for tab in tabs:
        _matrix(book.create_sheet(tab), [label(factor) for factor in sheet.factors], question)
    buffer = io.BytesIO()
    book.save(buffer)
    return timeless(buffer.getvalue())


def _check_tabs(tabs: Sequence[str]) -> None:
    taken = {GUIDE.casefold(), "history"}
    for tab in tabs:
        if not tab or tab != clean(tab) or "\n" in tab or len(tab) > 31 or _REFUSED.search(tab):
            raise SheetError(
                f"Der Gruppencode „{tab}“ kann kein Blattname sein. Möglich sind 1 bis 31 Zeichen ohne "
                "[ ] : * ? / \\ und ohne ' am Rand."
            )
        if tab.casefold() in taken:
            raise SheetError(
                f"Der Gruppencode „{tab}“ ist schon als Blattname vergeben. Bitte jede Gruppe anders "
                "benennen; Groß- und Kleinschreibung unterscheidet nicht."
            )
        taken.add(tab.casefold())


def _matrix(page: Any, labels: Sequence[str], question: str) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    first, last, end = HEAD + 1, HEAD + len(labels), 1 + len(labels)
    _text(page, 1, 1, question).font = Font(name=_FONT, bold=True, size=14, color=_BLUE)
    scale = ", ".join(f"{score} = {words}" for score, words in SCALE.items())
    _text(page, 2, 1, f"{scale}; leer = nicht bewertet").font = Font(name=_FONT, color=_GREY)
    _text(page, HEAD, 1, "Zeile wirkt auf Spalte").font = Font(name=_FONT, bold=True, color=_BLUE)
    bold, blue = Font(name=_FONT, bold=True, color="FFFFFFFF"), PatternFill("solid", fgColor=_BLUE)
    upright = Alignment(text_rotation=90, vertical="bottom", horizontal="center", wrap_text=True)
    centred, left = Alignment(horizontal="center", vertical="center"), Alignment(vertical="center")
    line = Side(style="hair", color="FFB0B0B0")
    frame, unlocked = Border(left=line, right=line, top=line, bottom=line), Protection(locked=False)
    banded, sum_font = PatternFill("solid", fgColor=_PALE), Font(name=_FONT, bold=True, color=_BLUE)
    for column, text in enumerate((*labels, ACTIVE), start=2):
        cell = _text(page, HEAD, column, text)
        cell.font, cell.fill, cell.alignment = bold, blue, upright
        page.column_dimensions[get_column_letter(column)].width = 4.6
    for number, text in enumerate((*labels, PASSIVE)):
        row = first + number
        cell = _text(page, row, 1, text)
        cell.font, cell.fill, cell.alignment = bold, blue, left
        for column in range(2, end + 2):
            cell = page.cell(row=row, column=column)
            cell.alignment, cell.border = centred, frame
            if row <= last and column <= end:
                cell.protection = unlocked
                if number % 2:
                    cell.fill = banded
    for number in range(len(labels)):
        letter, row = get_column_letter(2 + number), first + number
        own = _text(page, row, 2 + number, DIAGONAL)
        own.fill, own.protection = PatternFill("solid", fgColor=_DARK), Protection(locked=True)
        page.cell(row=row, column=end + 1).value = f"=SUM(B{row}:{get_column_letter(end)}{row})"
        page.cell(row=last + 1, column=2 + number).value = f"=SUM({letter}{first}:{letter}{last})"
        page.cell(row=row, column=end + 1).font = sum_font
        page.cell(row=last + 1, column=2 + number).font = sum_font
    rule = DataValidation(
        type="list", formula1='"0,1,2,3"', allow_blank=True, showErrorMessage=True, errorTitle="Wirkung",
        error="Möglich sind 0, 1, 2 und 3 oder nichts.",
    )  # fmt: skip
    rule.add(f"B{first}:{get_column_letter(end)}{last}")
    page.add_data_validation(rule)
    page.column_dimensions["A"].width = min(75, max(24, *(1.15 * len(text) + 2 for text in labels)))
    page.column_dimensions[get_column_letter(end + 1)].width = 7
    page.row_dimensions[HEAD].height = min(300, 30 + 5 * max(len(text) for text in labels))
    page.freeze_panes = f"B{first}"
    page.print_title_rows, page.print_title_cols = f"{HEAD}:{HEAD}", "A:A"
    _print_setup(page)


def _guide(page: Any, sheet: Sheet, question: str) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    top = Alignment(vertical="top", wrap_text=True)
    _text(page, 1, 1, "Einflussmatrix").font = Font(name=_FONT, bold=True, size=16, color=_BLUE)
    _text(page, 2, 1, question).font = Font(name=_FONT, bold=True)
    lines = (*(f"{score} = {words}" for score, words in SCALE.items()), "leer = nicht bewertet", *_HOW_TO)
    for row, text in enumerate(lines, start=3):
        _text(page, row, 1, text).font = Font(name=_FONT, color=_GREY)
    head = len(lines) + 4
    for column, (text, width) in enumerate(
        (("Kennung", 14), ("Einflussfaktor", 64), ("Trend", 28), ("Was gemeint ist", 120)), start=1
    ):
        cell = _text(page, head, column, text)
        cell.font, cell.fill = (
            Font(name=_FONT, bold=True, color="FFFFFFFF"),
            PatternFill("solid", fgColor=_BLUE),
        )
        page.column_dimensions["ABCD"[column - 1]].width = width
    for row, factor in enumerate(sheet.factors, start=head + 1):
        for column, text in enumerate((factor.id, factor.name, factor.trend, factor.definition), start=1):
            _text(page, row, column, text).alignment = top
    _print_setup(page, tall=0)


def _print_setup(page: Any, tall: int = 1) -> None:
    """Landscape A3, one page wide and `tall` pages high (0: as many as it takes)."""
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A3
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, tall
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.oddFooter.left.text, page.oddFooter.right.text = "&A", "Seite &P von &N"


def _text(page: Any, row: int, column: int, text: str) -> Any:
    """A cell that holds text and nothing but text, whatever it looks like."""
    cell = page.cell(row=row, column=column)
    if text:
        cell.value = escaped(text)
        cell.data_type = "s"
        cell.quotePrefix = text[0] in "=+-@'"
    return cell
