"""The matrix in a workbook: each tab that has factors as rows and columns is one group's.

Rows and columns may stand in any order; what heads them tells the factor. Nothing that stands in a
matrix is dropped unseen: what cannot be assigned is an error with its cell.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pipeline.core.cells import clean, unescaped
from pipeline.core.errors import SheetError
from pipeline.scenarios.grid.xlsx import open_workbook
from pipeline.scenarios.influence.marks import Marks
from pipeline.scenarios.influence.matrix import ACTIVE, DIAGONAL, GUIDE, PASSIVE, Names

_HEAD_WITHIN = 20
Cells = Mapping[tuple[int, int], str]


def read_tabs(path: Path, marks: Marks) -> list[str]:
    remarks, matrices = [], 0
    for page in open_workbook(path).worksheets:
        cells = _texts(page)
        if page.title == GUIDE or not cells:
            continue
        corner = _corner(cells, marks.names)
        if corner is None:
            remarks.append(
                f"„{path.name}“: das Blatt „{page.title}“ ist keine Einflussmatrix und bleibt ungelesen."
            )
            continue
        matrices += 1
        if page.sheet_state != "visible":
            remarks.append(f"„{path.name}“: das ausgeblendete Blatt „{page.title}“ ist mitgelesen.")
        _read_matrix(page.title, cells, corner, marks)
    if not matrices:
        raise SheetError(
            f"„{path.name}“ enthält keine Einflussmatrix: kein Blatt hat Einflussfaktoren der Wertetafel "
            "als Zeilen und Spalten. Bitte die ausgegebene Vorlage füllen."
        )
    return remarks


def _texts(page: Any) -> dict[tuple[int, int], str]:
    """(row, column) → text of every filled cell, numbers as people write them, formulas as such."""
    # page._cells holds only cells that exist, however far down somebody has formatted the tab.
    texts = {}
    for place, cell in page._cells.items():
        value = cell.value
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if cell.data_type == "f":
            value = f"={str(getattr(value, 'text', value)).lstrip('=')}"
        text = "" if value is None else clean(unescaped(str(value)))
        if text:
            texts[place] = text
    return texts


def _corner(cells: Cells, names: Names) -> tuple[int, int] | None:
    """The row and the column that hold the factors; None where a tab is no matrix.

    The row is the first that names two factors; the column, left of these, the one that names most.
    """
    for row in sorted({row for row, _ in cells})[:_HEAD_WITHIN]:
        heads = {c: found for (r, c), text in cells.items() if r == row and (found := names.find(text))}
        if len(set(heads.values())) < 2:
            continue
        for start in sorted(heads):  # factors left of the matrix head no column: they stand in the corner
            below = [c for (r, c), text in cells.items() if r > row and c < start and names.find(text)]
            if below:
                return row, max(sorted(set(below)), key=below.count)
    return None


def _read_matrix(tab: str, cells: Cells, corner: tuple[int, int], marks: Marks) -> None:
    head, side = corner
    where = f"„{marks.file}“, Blatt „{tab}“"
    columns = _factors((at for at in cells if at[0] == head and at[1] > side), ACTIVE, cells, where, marks)
    rows = _factors((at for at in cells if at[0] > head and at[1] == side), PASSIVE, cells, where, marks)
    for at, text in sorted(cells.items()):
        if at[0] <= head or at[1] <= side:
            continue
        source, target = rows.get((at[0], side)), columns.get((head, at[1]))
        if source is None or target is None:
            raise SheetError(
                f"{where}, {_cell(at)}: „{text[:40]}“ steht in keiner Zeile und Spalte eines "
                "Einflussfaktors. Bitte löschen oder die Kennung vorn und oben ergänzen."
            )
        if source and target and not (source == target and text == DIAGONAL):
            marks.add((source, target), tab, text, f"{where}, {_cell(at)}")


def _factors(
    places: Iterable[tuple[int, int]], own: str, cells: Cells, where: str, marks: Marks
) -> dict[tuple[int, int], str]:
    """Place → factor id, "" for our sum `own`; raises SheetError where one is unknown or named twice."""
    found: dict[tuple[int, int], str] = {}
    firsts: dict[str, tuple[int, int]] = {}
    for at in sorted(places):
        if cells[at] == own:
            found[at] = ""
            continue
        factor = found[at] = marks.factor(cells[at], f"{where}, {_cell(at)}")
        if firsts.setdefault(factor, at) != at:
            raise SheetError(
                f"{where}, {_cell(at)}: „{cells[at][:60]}“ steht zweimal (auch in {_cell(firsts[factor])}"
                "). Bitte die doppelte Zeile oder Spalte löschen."
            )
    return found


def _cell(place: tuple[int, int]) -> str:
    from openpyxl.utils import get_column_letter

    return f"Zelle {get_column_letter(place[1])}{place[0]}"
