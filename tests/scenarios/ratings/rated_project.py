"""A small sheet whose labels stand in two factors, as they do in real ones, and tables filled for it."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl

from pipeline.core.types import Factor, FactorValue, Sheet

SHEET = Sheet(
    factors=(
        Factor(
            id="bus",
            name="Angebot im Nahverkehr",
            values=(FactorValue(id="bus1", label="dicht"), FactorValue(id="bus2", label="dünn")),
        ),
        Factor(
            id="netz",
            name="Netz",
            values=(FactorValue(id="netz1", label="dicht"), FactorValue(id="netz2", label="gekappt")),
        ),
    )
)
IDS = ("bus1", "bus2", "netz1", "netz2")
Rows = Sequence[Sequence[Any]]


def put_csv(folder: Path, rows: Rows, delimiter: str = ";") -> Path:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=delimiter).writerows(rows)
    (folder / "ratings.csv").write_text(buffer.getvalue(), encoding="utf-8")
    return folder


def put_tabs(folder: Path, tabs: dict[str, Rows]) -> Path:
    """ratings.xlsx with rows by tab; "" is no cell."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in tabs.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append([None if cell == "" else cell for cell in row])
    book.save(folder / "ratings.xlsx")
    return folder


def told(found: Sequence[Any]) -> dict[tuple[str, str], float]:
    """(source, target) → score, each pair rated once."""
    scores = {(one.source, one.target): one.score for one in found}
    assert len(scores) == len(found)
    return scores
