"""values.xlsx and values.csv: one row per value, the columns named as in values.yaml."""

import csv
import io
from collections.abc import Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from pipeline.core.errors import SheetError
from pipeline.core.files import write_bytes
from pipeline.core.types import Sheet
from pipeline.sources.read.encoding import read_text

COLUMNS = (
    "trend", "factor_id", "factor", "definition", "heute", "rolle",
    "value_id", "label", "text", "group", "plausibel", "wertung",
)  # fmt: skip
REQUIRED = ("factor", "label")


def raw_factors(path: Path) -> list[dict[str, Any]]:
    """The rows of a table as factors in order of appearance; raises SheetError."""
    rows = _csv_rows(path) if path.suffix.lower() == ".csv" else _xlsx_rows(path)
    if not rows:
        raise SheetError(f"„{path.name}“ ist leer. Erwartet wird eine Kopfzeile mit Spaltennamen.")
    header = [_plain(cell).lower() for cell in rows[0]]
    missing = [name for name in REQUIRED if name not in header]
    if missing:
        raise SheetError(
            f"„{path.name}“: die Spalte {' und '.join(f'„{name}“' for name in missing)} fehlt in der "
            f"Kopfzeile. Bekannt sind {', '.join(COLUMNS)}."
        )
    unknown = [name for name in header if name and (name not in COLUMNS or header.count(name) > 1)]
    if unknown:
        found = "steht doppelt" if unknown[0] in COLUMNS else "ist unbekannt"
        raise SheetError(
            f"„{path.name}“: die Spalte „{unknown[0]}“ {found}. Bekannt sind {', '.join(COLUMNS)}, "
            "jede höchstens einmal."
        )
    factors: dict[str, dict[str, Any]] = {}
    for number, row in enumerate(rows[1:], start=2):
        cells = {name: cell for name, cell in zip_longest(header, row) if _plain(cell)}
        stray = cells.get("", cells.get(None))
        if stray is not None:
            raise SheetError(
                f"„{path.name}“, Zeile {number}: „{_plain(stray)}“ steht unter keiner Spalte. Bitte die "
                "Zelle leeren oder, in CSV, Texte mit Komma oder Semikolon in Anführungszeichen setzen."
            )
        if cells:
            _add(factors, cells, number, path)
    return list(factors.values())


def _add(factors: dict[str, dict[str, Any]], cells: dict[str, Any], number: int, path: Path) -> None:
    name = _plain(cells.get("factor"))
    if not name:
        raise SheetError(
            f"„{path.name}“, Zeile {number}: die Spalte „factor“ ist leer. Bitte den "
            "Einflussfaktor in jeder Zeile nennen."
        )
    factor_id = _plain(cells.get("factor_id"))
    entry = factors.setdefault(name, {"id": None, "name": name, "values": []})
    if factor_id:
        owner = next((one for one in factors.values() if one["id"] == factor_id), entry)
        if owner is not entry:
            raise SheetError(
                f"„{path.name}“, Zeile {number}: zur factor_id „{factor_id}“ gehören zwei Namen "
                f"(„{owner['name']}“ und „{name}“). Bitte einen davon berichtigen."
            )
        if entry["id"] not in (None, factor_id):
            raise SheetError(
                f"„{path.name}“, Zeile {number}: zum Einflussfaktor „{name}“ gehören zwei factor_id "
                f"(„{entry['id']}“ und „{factor_id}“). Bitte eine davon berichtigen."
            )
        entry["id"] = factor_id
    for field in ("trend", "definition", "heute", "rolle"):
        if field in cells:
            entry.setdefault(field, cells[field])
    value = {
        field: cells[column]
        for column, field in (("value_id", "id"), *((f, f) for f in COLUMNS[7:]))
        if column in cells
    }
    entry["values"].append(value)


def _csv_rows(path: Path) -> list[list[Any]]:
    text = read_text(path)
    try:
        return [list(row) for row in csv.reader(io.StringIO(text), delimiter=_delimiter(text))]
    except csv.Error as error:
        raise SheetError(
            f"„{path.name}“ ist keine lesbare CSV-Datei ({error}). Bitte prüfen, ob jedes "
            "Anführungszeichen wieder geschlossen wird."
        ) from error


def _delimiter(text: str) -> str:
    head = text.split("\n", 1)[0]
    return max(";,\t", key=head.count)


def _plain(cell: Any) -> str:
    return "" if cell is None else str(cell).strip()


def _xlsx_rows(path: Path) -> list[list[Any]]:
    workbook = _workbook(path)
    return [list(row) for row in workbook.active.iter_rows(values_only=True)]


def _workbook(path: Path) -> Any:
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        return openpyxl.load_workbook(path)
    except (BadZipFile, InvalidFileException, KeyError, OSError) as error:
        raise SheetError(
            f"„{path.name}“ ist keine lesbare XLSX-Datei. Bitte in Excel oder LibreOffice ohne "
            "Passwort als .xlsx speichern."
        ) from error


def add_ids(path: Path, sheet: Sheet) -> bool:
    """Write missing ids into the table's id columns; True where any was missing."""
    if path.suffix.lower() == ".csv":
        return _add_csv_ids(path, sheet)
    workbook = _workbook(path)
    page = workbook.active
    header = [_plain(cell.value).lower() for cell in page[1]]
    changed = False
    for column in ("factor_id", "value_id"):
        if column not in header:
            header.append(column)
            page.cell(row=1, column=len(header), value=column)
            changed = True
    at_factor, at_value = header.index("factor_id") + 1, header.index("value_id") + 1
    at_name = header.index("factor") + 1
    names = [_plain(page.cell(row=row, column=at_name).value) for row in range(2, page.max_row + 1)]
    for row, made in enumerate(_ids_in_order(names, sheet), start=2):
        for place, wanted in zip((at_factor, at_value), made, strict=False):
            if not _plain(page.cell(row=row, column=place).value):
                page.cell(row=row, column=place, value=wanted)
                changed = True
    if changed:
        buffer = io.BytesIO()
        workbook.save(buffer)
        write_bytes(path, buffer.getvalue())
    return changed


def _add_csv_ids(path: Path, sheet: Sheet) -> bool:
    rows = _csv_rows(path)
    header = [str(cell).strip().lower() for cell in rows[0]]
    changed = False
    for column in ("factor_id", "value_id"):
        if column not in header:
            header.append(column)
            rows[0].append(column)
            changed = True
    at = {name: header.index(name) for name in ("factor", "factor_id", "value_id")}
    for row in rows[1:]:
        row.extend([""] * (len(header) - len(row)))
    names = [row[at["factor"]].strip() for row in rows[1:]]
    for row, made in zip(rows[1:], _ids_in_order(names, sheet), strict=True):
        for column, wanted in zip(("factor_id", "value_id"), made, strict=False):
            if not row[at[column]].strip():
                row[at[column]] = wanted
                changed = True
    if changed:
        buffer = io.StringIO()
        delimiter = _delimiter(read_text(path))
        csv.writer(buffer, delimiter=delimiter, lineterminator="\n").writerows(rows)
        write_bytes(path, buffer.getvalue().encode("utf-8-sig"))
    return changed


def _ids_in_order(names: Sequence[str], sheet: Sheet) -> list[tuple[str, ...]]:
    """For each row's factor name the ids of its factor and value, in the order of the rows."""
    waiting = {
        factor.name: iter([(factor.id, value.id) for value in factor.values]) for factor in sheet.factors
    }
    return [next(waiting[name]) if name else () for name in names]
