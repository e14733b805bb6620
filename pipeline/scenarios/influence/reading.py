"""Filled influence matrices, read back: workbooks in our shape, or CSV with one mark a row."""

from pathlib import Path

from pipeline.core.errors import SheetError
from pipeline.core.types import Sheet
from pipeline.scenarios.grid.files import open_grid
from pipeline.scenarios.grid.headed import Columns, Entry, tables
from pipeline.scenarios.influence.marks import Marks
from pipeline.scenarios.influence.matrix import DEFAULT_GROUP, Influence, Names, influence
from pipeline.scenarios.influence.tabs import read_tabs

COLUMNS = Columns(
    known=("source", "target", "score", "group", "reason"),
    required=("source", "target", "score"),
    aliases={
        "von": "source", "quelle": "source", "auf": "target", "nach": "target", "ziel": "target",
        "stärke": "score", "wirkung": "score", "wert": "score", "gruppe": "group",
        "grund": "reason", "begründung": "reason",
    },
)  # fmt: skip


def read(path: Path, sheet: Sheet) -> Influence:
    """The marks of a filled workbook or a long CSV.

    Raises SheetError naming tab and cell, or row: no matrix found, unknown factors, scores other than
    0–3, a mark on the diagonal, one pair rated twice by a group.
    """
    marks = Marks(path.name, Names(sheet))
    if path.suffix.lower() in (".xlsx", ".xlsm"):
        remarks = read_tabs(path, marks)
    else:
        remarks = _read_rows(path, marks)
    return influence(sheet, marks.found.values(), remarks)


def _read_rows(path: Path, marks: Marks) -> list[str]:
    found, remarks = tables(open_grid(path), COLUMNS)
    for table in found:
        for entry in table.entries:
            if entry.text("score"):
                source, target = (_named(entry, column, marks) for column in ("source", "target"))
                group = entry.text("group") if "group" in table.columns else DEFAULT_GROUP
                if not group:
                    raise SheetError(
                        f"{entry.place}: die Spalte „group“ ist leer. Bitte in jeder Zeile die Gruppe "
                        "nennen oder die Spalte ganz weglassen."
                    )
                marks.add((source, target), group, entry.text("score"), entry.place, entry.text("reason"))
    return remarks


def _named(entry: Entry, column: str, marks: Marks) -> str:
    return marks.factor(entry.text(column), f"{entry.place}, Spalte „{column}“")
