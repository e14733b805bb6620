"""Ids that we made, written back into the table they belong to; every other cell stays."""

from pathlib import Path

from pipeline.core.types import Sheet
from pipeline.scenarios.grid.fill_in import fill_in
from pipeline.scenarios.sheet import tables
from pipeline.scenarios.sheet.columns import COLUMNS


def add_ids(path: Path, sheet: Sheet) -> bool:
    """Write missing ids into the table's id columns; True where any was missing.

    `sheet` is what the table was read as.
    """
    read = tables.read(path)
    wanted: dict[tuple[str, int], dict[str, str]] = {}
    for rows, factor in zip(read.factors, sheet.factors, strict=True):
        for entry in rows.entries:
            if not entry.text("factor_id") and not entry.spanned.get("factor_id"):
                wanted.setdefault((entry.tab, entry.number), {})["factor_id"] = factor.id
        filled = [row for row in rows.values if not row.cleared]
        for row, value in zip(filled, factor.values, strict=True):
            if not row.id:
                wanted.setdefault((row.entry.tab, row.entry.number), {})["value_id"] = value.id
    if wanted:
        fill_in(path, COLUMNS, {table.tab: table.head for table in read.tables}, wanted)
    return bool(wanted)
