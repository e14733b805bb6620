"""values.xlsx and values.csv: one row per value, the columns named as in values.yaml."""

import csv
import io
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from pipeline.core.errors import SheetError
from pipeline.core.files import write_bytes
from pipeline.core.types import Sheet

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
    header = [str(cell or "").strip().lower() for cell in rows[0]]
    missing = [name for name in REQUIRED if name not in header]
    if missing:
        raise SheetError(
            f"„{path.name}“: die Spalte {' und '.join(f'„{name}“' for name in missing)} fehlt in der "
            f"Kopfzeile. Bekannt sind {', '.join(COLUMNS)}."
        )
    unknown = [name for name in header if name and name not in COLUMNS]
    if unknown:
        raise SheetError(
            f"„{path.name}“: die Spalte „{unknown[0]}“ ist unbekannt. Bekannt sind {', '.join(COLUMNS)}."
        )
    factors: dict[str, dict[str, Any]] = {}
    for number, row in enumerate(rows[1:], start=2):
        cells = {
            name: cell
            for name, cell in zip(header, row, strict=False)
            if name and cell is not None and str(cell).strip()
        }
        if cells:
            _add(factors, cells, number, path)
    return list(factors.values())


def _add(factors: dict[str, dict[str, Any]], cells: dict[str, Any], number: int, path: Path) -> None:
    name = str(cells.get("factor", "")).strip()
    if not name:
        raise SheetError(
            f"„{path.name}“, Zeile {number}: die Spalte „factor“ ist leer. Bitte den "
            "Einflussfaktor in jeder Zeile nennen."
        )
    factor_id = str(cells.get("factor_id", "")).strip()
    key = factor_id or name
    entry = factors.setdefault(key, {"id": factor_id or None, "name": name, "values": []})
    if entry["name"] != name:
        raise SheetError(
            f"„{path.name}“, Zeile {number}: zur factor_id „{factor_id}“ gehören zwei Namen "
            f"(„{entry['name']}“ und „{name}“). Bitte einen davon berichtigen."
        )
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
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    head = text.split("\n", 1)[0]
    delimiter = max(";,\t", key=head.count)
    return [list(row) for row in csv.reader(io.StringIO(text), delimiter=delimiter)]


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
    header = [str(cell.value or "").strip().lower() for cell in page[1]]
    changed = False
    for column in ("factor_id", "value_id"):
        if column not in header:
            header.append(column)
            page.cell(row=1, column=len(header), value=column)
            changed = True
    at_factor, at_value = header.index("factor_id") + 1, header.index("value_id") + 1
    known = _ids_by_row(sheet)
    for row in range(2, page.max_row + 1):
        name = str(page.cell(row=row, column=header.index("factor") + 1).value or "").strip()
        label = str(page.cell(row=row, column=header.index("label") + 1).value or "").strip()
        made = known.get((name, label))
        if made is None:
            continue
        for place, wanted in ((at_factor, made[0]), (at_value, made[1])):
            if not page.cell(row=row, column=place).value:
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
    known = _ids_by_row(sheet)
    at = {name: header.index(name) for name in ("factor", "label", "factor_id", "value_id")}
    for row in rows[1:]:
        row.extend([""] * (len(header) - len(row)))
        made = known.get((row[at["factor"]].strip(), row[at["label"]].strip()))
        for column, wanted in zip(("factor_id", "value_id"), made or (), strict=False):
            if not row[at[column]].strip():
                row[at[column]] = wanted
                changed = True
    if changed:
        data = path.read_bytes()
        head = data.split(b"\n", 1)[0]
        delimiter = max((";", ",", "\t"), key=lambda mark: head.count(mark.encode()))
        buffer = io.StringIO()
        csv.writer(buffer, delimiter=delimiter, lineterminator="\n").writerows(rows)
        write_bytes(path, buffer.getvalue().encode("utf-8-sig"))
    return changed


def _ids_by_row(sheet: Sheet) -> dict[tuple[str, str], tuple[str, str]]:
    return {
        (factor.name, value.label): (factor.id, value.id)
        for factor in sheet.factors
        for value in factor.values
    }
