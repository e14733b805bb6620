"""Cells filled into a table file that a person made: every other cell, tab and format stays."""

import csv
import io
from collections.abc import Mapping
from pathlib import Path

from pipeline.core.cells import clean, defused, escaped, restored, unescaped
from pipeline.core.files import write_bytes
from pipeline.scenarios.grid.csv_text import delimiter_of, records
from pipeline.scenarios.grid.headed import Columns
from pipeline.scenarios.grid.xlsx import open_workbook
from pipeline.sources.read.encoding import read_text

Wanted = Mapping[tuple[str, int], Mapping[str, str]]
"""(tab, row) → column → text; only empty cells are filled."""


def fill_in(path: Path, columns: Columns, headers: Mapping[str, int], wanted: Wanted) -> None:
    """Fill empty cells of a table file; `headers` is the row of the header of each tab.

    A column that is missing is added at the right of the header.
    """
    if path.suffix.lower() == ".csv":
        _fill_csv(path, columns, headers[""], wanted)
    else:
        _fill_xlsx(path, columns, headers, wanted)


def _fill_xlsx(path: Path, columns: Columns, headers: Mapping[str, int], wanted: Wanted) -> None:
    from openpyxl.cell import MergedCell

    workbook = open_workbook(path, to_write=True)
    for (tab, number), cells in wanted.items():
        page = workbook[tab]
        head = headers[tab]
        names = {
            columns.named(clean(unescaped(str(cell.value)))): cell.column
            for cell in page[head]
            if cell.value is not None and str(cell.value).strip()
        }
        for column, text in cells.items():
            if column not in names:
                names[column] = max(names.values()) + 1
                page.cell(row=head, column=names[column], value=column)
            cell = page.cell(row=number, column=names[column])
            if isinstance(cell, MergedCell):
                continue  # it shows what the first cell of its area holds
            if cell.value is None or not str(cell.value).strip():
                cell.value = escaped(text)
                cell.data_type = "s"
    buffer = io.BytesIO()
    workbook.save(buffer)
    if workbook.vba_archive:
        workbook.vba_archive.close()
    write_bytes(path, buffer.getvalue())


def _fill_csv(path: Path, columns: Columns, head: int, wanted: Wanted) -> None:
    text = read_text(path)
    delimiter = delimiter_of(text)
    rows = records(text, path)
    header = rows[head - 1]
    for (_, number), cells in wanted.items():
        row = rows[number - 1]
        for column, put in cells.items():
            names = [columns.named(clean(restored(cell.strip(" ")))) for cell in header]
            if column not in names:
                header.append(column)
                names.append(column)
            row.extend([""] * (len(header) - len(row)))
            at = names.index(column)
            if not row[at].strip():
                row[at] = defused(put)
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=delimiter, lineterminator="\n").writerows(
        [defused(restored(cell)) for cell in row] for row in rows
    )
    write_bytes(path, buffer.getvalue().encode("utf-8-sig"))
