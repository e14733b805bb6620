"""How the card table looks: the cards in grey as the groups wrote them, the editor's columns white."""

from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.scenarios.sheet.workbook import BLUE, FONT, PALE, TEXT, height_for, put

WIDTHS = {
    "card_id": 8, "group": 8, "card": 46, "photo": 14, "hint": 26, "action": 15, "factor": 30, "label": 26,
    "text": 46, "with": 8, "part_1": 30, "part_2": 30, "part_3": 20, "part_4": 20, "reason": 30,
}  # fmt: skip
GIVEN = ("card_id", "group", "card", "photo", "hint")
PROMPTS = {
    "action": "Ausprägung: factor und label ausfüllen. zusammenlegen: unter with die Karte, die bleibt. "
    "teilen: part_1, part_2 … verwerfen: Grund unter reason. offen: zurücknehmen. Leer: bleibt so.",
    "label": "Kurztitel der Ausprägung. Karten mit gleichem Kurztitel stützen dieselbe Ausprägung.",
    "text": "Text der Ausprägung; einmal je Kurztitel genügt.",
    "with": "Id der Karte, die bleibt, zum Beispiel k07.",
    "reason": "Warum geteilt, zusammengelegt oder verworfen.",
}
CHOICES = "Auswahl"


def fill(
    book: Any,
    name: str,
    columns: Sequence[str],
    rows: Sequence[Mapping[str, str]],
    factors: Sequence[str],
    actions: Sequence[str],
) -> None:
    """One tab with all cards, frozen headings, drop-downs for action and factor."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    page = book.active
    page.title = name
    choices = book.create_sheet(CHOICES)
    choices.sheet_state = "hidden"
    for number, factor in enumerate(factors, start=1):
        put(choices, number, 1, factor)
    head, given = PatternFill("solid", fgColor=BLUE), PatternFill("solid", fgColor=PALE)
    top = Alignment(vertical="top", wrap_text=True)
    line = Border(bottom=Side(style="hair", color="FFB0B0B0"))
    for at, column in enumerate(columns, start=1):
        cell = put(page, 1, at, column)
        cell.font, cell.fill = Font(name=FONT, bold=True, color="FFFFFFFF"), head
        letter = get_column_letter(at)
        page.column_dimensions[letter].width = WIDTHS[column]
        choice: dict[str, Any] = {}
        if column == "action":
            choice = {"type": "list", "formula1": f'"{",".join(actions)}"'}
        elif column == "factor" and factors:
            choice = {"type": "list", "formula1": f"{CHOICES}!$A$1:$A${len(factors)}"}
        if choice or column in PROMPTS:
            prompt = PROMPTS.get(column)
            rule = DataValidation(allow_blank=True, showInputMessage=bool(prompt), prompt=prompt, **choice)
            rule.add(f"{letter}2:{letter}{len(rows) + 1}")
            page.add_data_validation(rule)
    for number, row in enumerate(rows, start=2):
        for at, column in enumerate(columns, start=1):
            cell = put(page, number, at, row[column])
            cell.number_format = TEXT
            cell.alignment, cell.border, cell.font = top, line, Font(name=FONT)
            if column in GIVEN:
                cell.fill = given
        page.row_dimensions[number].height = height_for((row[c], WIDTHS[c]) for c in columns)
    page.freeze_panes = page.cell(row=2, column=len(GIVEN) - 1)
    page.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(rows) + 1}"
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", page.PAPERSIZE_A3
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = "1:1"
