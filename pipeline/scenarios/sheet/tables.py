"""Value sheets in tables: rows into raw factors, and a sheet into rows.

What belongs to a factor may stand in any of its rows, in one of them or in a merged cell; two rows
that say different things are an error that names both. A row with a factor and nothing else keeps
the factor; one in which only ids are left has been emptied.
"""

import csv
import io
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.core.cells import defused
from pipeline.core.errors import SheetError
from pipeline.core.types import Sheet
from pipeline.scenarios.grid.files import open_grid
from pipeline.scenarios.grid.headed import Entry, Table, tables
from pipeline.scenarios.sheet.columns import COLUMNS, FACTOR_FIELDS, OWN_TABS, VALUE_FIELDS, tab_names

_LEFT_WHEN_EMPTIED = frozenset({"trend", "factor_id", "value_id"})


@dataclass(frozen=True)
class Cell:
    """What one row says about its factor, where it stands, and the id of the row's value."""

    place: str
    text: str
    value: str = ""


@dataclass(frozen=True)
class ValueRow:
    """One row that holds a value, its filled fields, and the columns of its tab."""

    entry: Entry
    fields: Mapping[str, str]
    columns: Collection[str]

    @property
    def id(self) -> str:
        return self.fields.get("id", "")

    @property
    def cleared(self) -> bool:
        """Only the id is left: a person has emptied the row."""
        return set(self.fields) == {"id"}


@dataclass
class FactorRows:
    """All rows of one factor: what they say of it by field, its values in order, the columns of
    the tabs that it stands in."""

    name: str
    said: dict[str, list[Cell]] = field(default_factory=dict)
    values: list[ValueRow] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    columns: set[str] = field(default_factory=set)

    @property
    def ids(self) -> list[str]:
        """The factor_ids that its rows give, each once."""
        return list(dict.fromkeys(cell.text for cell in self.said.get("id", [])))

    def one(self, name: str, known: str = "") -> str:
        """What the rows say of a field, where `known` stood before.

        Rows that still hold what was known do not weigh against one that was changed.
        """
        cells = _first_places(self.said.get(name, []))
        fresh = [text for text in cells if text != known]
        if len(fresh) > 1:
            raise SheetError(
                f"{cells[fresh[0]]} und {cells[fresh[1]]}: zu „{self.name}“ steht unter „{name}“ "
                "Verschiedenes. Bitte in allen Zeilen des Einflussfaktors gleich schreiben oder nur einmal."
            )
        return fresh[0] if fresh else known if known in cells else ""


def _first_places(cells: Sequence[Cell]) -> dict[str, str]:
    """Where each text stands first."""
    places: dict[str, str] = {}
    for cell in cells:
        places.setdefault(cell.text, cell.place)
    return places


@dataclass(frozen=True)
class Read:
    """A table file, read: its factors in order of appearance, and the tables they stand in.

    `empty_tabs` are tabs with a header and no filled row below it.
    """

    factors: tuple[FactorRows, ...]
    tables: tuple[Table, ...]
    empty_tabs: frozenset[str]
    remarks: tuple[str, ...]


def read(path: Path, known: Mapping[str, str] | None = None) -> Read:
    """The factors of a table file with all their rows; raises SheetError.

    `known` are names of factors by id, as they were before a person had the file.
    """
    found, remarks = tables(open_grid(path), COLUMNS, OWN_TABS)
    factors: dict[str, FactorRows] = {}
    empty = set()
    for table in found:
        filled = [entry for entry in table.entries if not _LEFT_WHEN_EMPTIED.issuperset(entry.cells)]
        if not filled:
            empty.add(table.tab)
        trend = _trend(table)
        for entry in filled:
            _add(factors, entry, table.columns, trend, remarks)
    read_factors = tuple(factors.values())
    _settle_ids(read_factors, known or {})
    _check_ids(read_factors)
    return Read(read_factors, found, frozenset(empty), tuple(remarks))


def raw_factors(read_file: Read) -> list[dict[str, Any]]:
    """The factors of a table as plain dicts, as they would stand in values.yaml."""
    return [
        {field: rows.one(field) for field in FACTOR_FIELDS.values() if field != "name"}
        | {"name": rows.name, "values": [dict(value.fields) for value in rows.values if not value.cleared]}
        for rows in read_file.factors
    ]


def _trend(table: Table) -> str:
    """The trend of a tab for new rows that name none: the one that the tab is named after."""
    trends = dict.fromkeys(entry.text("trend") for entry in table.entries if entry.text("trend"))
    return next((trend for trend in trends if tab_names([trend])[trend] == table.tab), "")


def _add(
    factors: dict[str, FactorRows], entry: Entry, columns: Sequence[str], trend: str, remarks: list[str]
) -> None:
    name = entry.text("factor") or entry.spanned.get("factor", "")
    if not name:
        raise SheetError(
            f"{entry.place}: die Spalte „factor“ ist leer. Bitte den Einflussfaktor in jeder Zeile nennen."
        )
    rows = factors.setdefault(name, FactorRows(name))
    rows.entries.append(entry)
    rows.columns.update(columns)
    for column, field_name in FACTOR_FIELDS.items():
        text = entry.text(column) or entry.spanned.get(column, "")
        if column == "trend":
            text = text or (trend if len(rows.entries) == 1 else "")
        if text:
            rows.said.setdefault(field_name, []).append(Cell(entry.place, text, entry.text("value_id")))
    value = {field_name: entry.text(column) for column, field_name in VALUE_FIELDS.items()}
    spanned = [column for column in VALUE_FIELDS if entry.spanned.get(column)]
    if spanned:
        remarks.append(
            f"{entry.place}: unter „{spanned[0]}“ sind Zellen verbunden; ihr Text zählt für die erste."
        )
    if any(value.values()):
        filled = {name: text for name, text in value.items() if text}
        rows.values.append(ValueRow(entry, filled, columns))


def _settle_ids(factors: Sequence[FactorRows], known: Mapping[str, str]) -> None:
    """Leave each factor its own id: a row that a person gave to another factor, by the drop-down of
    names, still carries the hidden id of the one it left."""
    claims = Counter(one for rows in factors for one in rows.ids)
    sole = {rows.ids[0] for rows in factors if len(rows.ids) == 1}
    for rows in factors:
        ids = rows.ids
        if len(ids) < 2 and not any(claims[one] > 1 for one in ids):
            continue
        if rows.name in known.values():
            own = [one for one in ids if known.get(one, rows.name) == rows.name]
        else:
            own = [one for one in ids if one not in sole] if len(ids) > 1 else ids
        if len(own) < 2:
            rows.said["id"] = [cell for cell in rows.said["id"] if cell.text in own]


def _check_ids(factors: Sequence[FactorRows]) -> None:
    """An id belongs to one factor or one row; raises SheetError naming both places."""
    owners: dict[str, tuple[str, str]] = {}
    for rows in factors:
        given = _first_places(rows.said.get("id", []))
        if len(given) > 1:
            first, second = list(given)[:2]
            raise SheetError(
                f"{given[second]}: zum Einflussfaktor „{rows.name}“ gehören zwei factor_id („{first}“ und "
                f"„{second}“). Bitte eine davon berichtigen."
            )
        for factor_id, place in given.items():
            if factor_id in owners:
                raise SheetError(
                    f"{place}: zur factor_id „{factor_id}“ gehören zwei Namen („{owners[factor_id][0]}“ "
                    f"und „{rows.name}“; zuerst {owners[factor_id][1]}). Bitte gleich benennen oder, bei "
                    "einem neuen Einflussfaktor, die ausgeblendete Spalte factor_id leeren."
                )
            owners[factor_id] = (rows.name, place)
    seen: dict[str, str] = {}
    for rows in factors:
        for value in rows.values:
            if value.id in seen:
                raise SheetError(
                    f"Die value_id „{value.id}“ steht zweimal: {seen[value.id]} und {value.entry.place}. "
                    "Bitte in der kopierten Zeile die ausgeblendete Spalte value_id leeren; eine neue wird "
                    "vergeben."
                )
            if value.id:
                seen[value.id] = value.entry.place


def to_csv(sheet: Sheet, delimiter: str = ";") -> bytes:
    """The sheet as CSV with byte-order mark, as Excel opens it; text that would run is defused."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(COLUMNS.known)
    for row in rows_of(sheet):
        writer.writerow([defused(row[column]) for column in COLUMNS.known])
    return buffer.getvalue().encode("utf-8-sig")


def rows_of(sheet: Sheet) -> list[dict[str, str]]:
    """One row per value, by column; what belongs to the factor stands in its first row only, but
    its ids, name and trend in each. A factor without values has one row."""
    rows = []
    for factor in sheet.factors:
        whole = {column: _plain(getattr(factor, name)) for column, name in FACTOR_FIELDS.items()}
        again = {column: whole[column] for column in ("trend", "factor_id", "factor")}
        for number, value in enumerate(factor.values or (None,)):
            said = {column: _plain(getattr(value, name, None)) for column, name in VALUE_FIELDS.items()}
            rows.append({**dict.fromkeys(COLUMNS.known, ""), **(again if number else whole), **said})
    return rows


def _plain(value: object) -> str:
    if value is None:
        return ""
    return ", ".join(value) if isinstance(value, tuple) else str(value)
