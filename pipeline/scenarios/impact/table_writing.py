"""A matrix laid out as CSV or XLSX, to be looked at, filled in and read back equal.

CSV is as a German spreadsheet opens it: semicolon, decimal comma, byte-order mark.
"""

import csv
import io
from collections.abc import Iterable
from typing import Any

from pipeline.core.archive import timeless
from pipeline.core.cells import clean, defused, escaped
from pipeline.scenarios.grid.csv_text import NAMING, delimiter_of
from pipeline.scenarios.grid.headings import letter
from pipeline.scenarios.grid.numbers import written
from pipeline.scenarios.impact.matrix import ImpactMatrix
from pipeline.scenarios.impact.table import READ_AS, SIDE, headings

TAB = "Matrix"
_DELIMITER = ";"
_FONT, _BLUE, _PALE, _GREY = "Calibri", "FF0B4F7D", "FFE8F1F8", "FFE3E3E3"
_AGAINST, _NEUTRAL, _FOR = "FFF2B48C", "FFFFFFFF", "FF9CC4E4"
"""Orange, white and blue are told apart without red and green, and printed in grey."""
_WIDEST, _NARROW, _TALLEST = 44, 5.5, 220


def to_csv(matrix: ImpactMatrix) -> bytes:
    """The bytes of a CSV file."""
    buffer = io.StringIO()
    rows = csv.writer(buffer, delimiter=_DELIMITER, lineterminator="\r\n")
    rows.writerows([defused(cell) for cell in row] for row in _head(matrix))
    named = headings(matrix)
    for group, variant, scores in zip(named.groups, named.variants, _rows(matrix), strict=True):
        cells = ("" if score is None else written(score) for score in scores)
        rows.writerow((defused(group), defused(variant), *cells))
    text = buffer.getvalue()
    if delimiter_of(text) != _DELIMITER or clean(matrix.title).startswith(NAMING):
        # A title full of commas would be taken for the columns, one that names a delimiter for that line.
        text = f"{NAMING}{_DELIMITER}\r\n{text}"
    return text.encode("utf-8-sig")


def to_xlsx(matrix: ImpactMatrix) -> bytes:
    """The bytes of a workbook of one tab; the same matrix gives the same bytes."""
    from openpyxl import Workbook

    book = Workbook()
    page = book.active
    page.title = TAB
    _write_headings(page, matrix)
    _write_scores(page, matrix)
    page.freeze_panes = page.cell(row=SIDE + 1, column=SIDE + 1)
    page.print_title_rows, page.print_title_cols = f"1:{SIDE}", f"A:{letter(SIDE - 1)}"
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", page.PAPERSIZE_A3
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    buffer = io.BytesIO()
    book.save(buffer)
    return timeless(buffer.getvalue())


def _head(matrix: ImpactMatrix) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The two rows of headings, with the title in the corner."""
    named = headings(matrix)
    return (clean(matrix.title), READ_AS, *named.groups), (*named.corner, *named.variants)


def _rows(matrix: ImpactMatrix) -> Iterable[list[float | None]]:
    """The scores row by row, None where nobody judged."""
    for scores, judged in zip(matrix.scores.tolist(), matrix.judged.tolist(), strict=True):
        yield [score if known else None for score, known in zip(scores, judged, strict=True)]


def _write_headings(page: Any, matrix: ImpactMatrix) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    named = headings(matrix)
    group = Font(name=_FONT, bold=True, color="FFFFFFFF"), PatternFill("solid", fgColor=_BLUE)
    variant = Font(name=_FONT), PatternFill("solid", fgColor=_PALE)
    upright = Alignment(text_rotation=90, horizontal="center", vertical="bottom", wrap_text=True)
    flat, across = Alignment(vertical="top", wrap_text=True), Alignment(vertical="bottom")
    wrapped = Alignment(vertical="bottom", wrap_text=True)
    for row, texts in enumerate(_head(matrix), start=1):
        for column, text in enumerate(texts, start=1):
            cell = _put(page, row, column, text)
            cell.font, cell.fill = group if row == 1 else variant
            cell.alignment = across if column <= SIDE else upright if row > 1 else wrapped
    lines = (len(named.groups[at]) / size for at, size in zip(matrix.offsets, matrix.sizes, strict=True))
    page.row_dimensions[1].height = min(_TALLEST, 16 + 15 * (max(lines, default=0) // _NARROW))
    for row, texts in enumerate(zip(named.groups, named.variants, strict=True), start=SIDE + 1):
        for column, text in enumerate(texts, start=1):
            cell = _put(page, row, column, text)
            cell.font, cell.fill = group if column == 1 else variant
            cell.alignment = flat
    for start, size in zip(matrix.offsets, matrix.sizes, strict=True):
        first, last = SIDE + start + 1, SIDE + start + size
        page.merge_cells(f"{letter(first - 1)}1:{letter(last - 1)}1")
        page.merge_cells(f"A{first}:A{last}")
    for column, texts in enumerate((named.groups, named.variants)):
        longest = max(map(len, (*texts, named.corner[column], READ_AS)), default=0)
        page.column_dimensions[letter(column)].width = min(_WIDEST, max(16, 1.1 * longest + 2))
    for column in range(len(named.variants)):
        page.column_dimensions[letter(SIDE + column)].width = _NARROW
    page.row_dimensions[SIDE].height = min(_TALLEST, 30 + 5 * max(map(len, named.variants), default=0))


def _write_scores(page: Any, matrix: ImpactMatrix) -> None:
    from openpyxl.formatting.rule import ColorScaleRule

    own = [at for at, size in enumerate(matrix.sizes) for _ in range(size)]
    starts = set(matrix.offsets)
    # Each style is looked up once: 43,000 cells styled one by one took 6.7 s, so they take 2.7 s.
    styles: dict[tuple[bool, bool, bool], Any] = {}
    for row, scores in enumerate(_rows(matrix)):
        for column, score in enumerate(scores):
            cell = page.cell(row=SIDE + 1 + row, column=SIDE + 1 + column)
            cell.value = int(score) if score is not None and score.is_integer() else score
            kind = column in starts, row in starts, own[row] == own[column]
            if kind not in styles:
                _style(cell, *kind)
                styles[kind] = cell._style
            cell._style = styles[kind]
    between = " ".join(_between(matrix))
    if between:
        scale = ColorScaleRule(
            start_type="num", start_value=-3, start_color=_AGAINST, mid_type="num", mid_value=0,
            mid_color=_NEUTRAL, end_type="num", end_value=3, end_color=_FOR,
        )  # fmt: skip
        page.conditional_formatting.add(between, scale)


def _between(matrix: ImpactMatrix) -> Iterable[str]:
    """The ranges of cells between variants of different descriptors."""
    count = len(matrix.scores)
    for start, size in zip(matrix.offsets, matrix.sizes, strict=True):
        rows = SIDE + start + 1, SIDE + start + size
        for first, end in ((0, start), (start + size, count)):
            if first < end:
                yield f"{letter(SIDE + first)}{rows[0]}:{letter(SIDE + end - 1)}{rows[1]}"


def _style(cell: Any, left: bool, top: bool, own: bool) -> None:
    """A cell with lines where a descriptor begins, grey between variants of one descriptor."""
    from openpyxl.styles import Alignment, Border, PatternFill, Side

    hair, line = Side(style="hair", color="FFB0B0B0"), Side(style="thin", color="FF666666")
    cell.alignment = Alignment(horizontal="center", vertical="center")
    cell.border = Border(left=line if left else hair, top=line if top else hair, right=hair, bottom=hair)
    if own:
        cell.fill = PatternFill("solid", fgColor=_GREY)


def _put(page: Any, row: int, column: int, text: str) -> Any:
    cell = page.cell(row=row, column=column)
    if text:
        cell.value = escaped(text)
        cell.data_type = "s"
    return cell
