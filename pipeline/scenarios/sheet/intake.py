"""A filled table taken into the sheet it came from: what changed is told, what is missing is not lost.

Rows are known again by their ids, or by factor and label where ids are missing, so ids stay when
rows move. A column that a tab does not have leaves its field as it was. What belongs to a factor
neither goes with a row that is struck nor comes with one that moves. A trend that does not occur in
the file at all means that the file is a part of the sheet: its factors stay.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pipeline.core.types import Factor, FactorValue, Sheet
from pipeline.scenarios.grid.files import open_grid
from pipeline.scenarios.sheet import base, rows, tables
from pipeline.scenarios.sheet.columns import FACTOR_FIELDS, VALUE_FIELDS, tab_names
from pipeline.scenarios.sheet.difference import Difference, compare
from pipeline.scenarios.sheet.merge import merge
from pipeline.scenarios.sheet.unrated import unrated


@dataclass(frozen=True)
class Taken:
    """The sheet as the file wants it, what differs from before, and what a person should know.

    `kept` are names of factors that the file does not mention and that stay, `conflicts` what the
    file wanted and did not get.
    """

    sheet: Sheet
    difference: Difference
    kept: tuple[str, ...]
    remarks: tuple[str, ...]
    conflicts: tuple[str, ...]


def take_in(
    now: Sheet, path: Path, *, whole: bool = False, by_group: bool = False, reserved: Collection[str] = ()
) -> Taken:
    """A table file against the sheet as it stands; raises SheetError, and then nothing has changed.

    Where the file says in which state it was handed out, only what differs from that is taken. With
    `whole` the file is all there is: factors of missing trends are removed as well. With `by_group`
    ratings count as none before and nothing is struck. No new id is made that stands in `reserved`.
    """
    now = unrated(now) if by_group else now
    handed_out = base.read(open_grid(path))
    if handed_out is None or not set(handed_out.ids()) & set(now.ids()):
        handed_out = now  # no such note, or that of another project
    before = unrated(handed_out) if by_group else handed_out
    read = tables.read(path, {factor.id: factor.name for factor in before.factors})
    known = _Known(before, read.factors)
    raw = _in_order([(_stands(rows, read), _factor(rows, known)) for rows in read.factors], before)
    matched = {entry["id"] for entry in raw}
    trends = {entry["trend"] for entry in raw} | _emptied(before, read)
    kept = [
        factor
        for factor in before.factors
        if not whole and factor.id not in matched and factor.trend not in trends
    ]
    raw = _with_kept(raw, kept, before)
    taken_ids = {*before.ids(), *now.ids(), *reserved}
    merged = merge(
        before, rows.sheet(raw, path.name, reserved=taken_ids), now, path.name, strikes=not by_group
    )
    return Taken(
        sheet=merged.sheet,
        difference=compare(now, merged.sheet),
        kept=tuple(factor.name for factor in kept),
        remarks=(*read.remarks, *_without(read, before)),
        conflicts=merged.conflicts,
    )


def _without(read: tables.Read, before: Sheet) -> Iterator[str]:
    """Which columns the file does not have although the sheet says something there."""
    there = {column for one in read.tables for column in one.columns}
    said = {
        column
        for row in tables.rows_of(before)
        for column, text in row.items()
        if text and column != "trend"
    }
    missing = [column for column in (*FACTOR_FIELDS, *VALUE_FIELDS) if column in said - there]
    if missing:
        told = ", ".join(f"„{column}“" for column in missing)
        many = "Die Spalte fehlt" if len(missing) == 1 else "Diese Spalten fehlen"
        yield f"{many} in der Datei: {told}. Was die Wertetafel dort sagt, bleibt."


class _Known:
    """Finds for rows of a file the factors and values that they were before."""

    def __init__(self, before: Sheet, factors: Sequence[tables.FactorRows]) -> None:
        self.values = {value.id: value for factor in before.factors for value in factor.values}
        self._factors = {factor.id: factor for factor in before.factors}
        self._by_name = {_plain(factor.name): factor for factor in before.factors}
        self._homes = {value.id: factor for factor in before.factors for value in factor.values}
        self._claimed = {given for one in factors for given in one.ids}
        self._claimed_values = {value.id for one in factors for value in one.values if value.id}

    def factor(self, read: tables.FactorRows) -> Factor | None:
        given = read.one("id")
        if given:
            return self._factors.get(given)
        found = self._by_name.get(_plain(read.name))
        return found if found is not None and found.id not in self._claimed else None

    def unclaimed(self, factor: Factor | None) -> Iterator[FactorValue]:
        """The values of a factor before that no row of the file names by id."""
        for value in factor.values if factor else ():
            if value.id not in self._claimed_values:
                yield value

    def brought(self, cell: tables.Cell, field: str, factor: Factor | None) -> bool:
        """Whether a row that moved brings this along from the factor that it stood in."""
        home = self._homes.get(cell.value)
        if home is None or home == factor or (field == "trend" and factor is None):
            return False
        return bool(cell.text == getattr(home, field))

    def struck(self, row: tables.ValueRow) -> bool:
        """Whether a person has emptied a row that said something before."""
        before = self.values.get(row.id)
        return row.cleared and before != FactorValue(id=row.id, label="")


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _factor(read: tables.FactorRows, known: _Known) -> dict[str, Any]:
    before = known.factor(read)
    same = before is not None and not read.one("id")  # known by its name: as it is written here
    name = before.name if before is not None and same else read.name
    entry: dict[str, Any] = {"id": before.id if before else read.one("id"), "name": name}
    waiting = list(known.unclaimed(before))
    entry["values"] = [_value(row, known, waiting) for row in read.values if not known.struck(row)]
    ids = {value["id"] for value in entry["values"]}
    first_gone = before is not None and before.values and before.values[0].id not in ids
    said = {
        field: [cell for cell in cells if not known.brought(cell, field, before)]
        for field, cells in read.said.items()
        if field != "id"
    }
    own = replace(read, said=said)
    for column, field in FACTOR_FIELDS.items():
        if field not in entry:
            was = (getattr(before, field) or "") if before else ""
            entry[field] = own.one(field, known=was) if column in read.columns else was
            if first_gone or field == "trend":
                entry[field] = entry[field] or was
    return entry


def _value(row: tables.ValueRow, known: _Known, waiting: list[FactorValue]) -> dict[str, Any]:
    before = known.values.get(row.id) if row.id else None
    if not row.id:
        label = row.fields.get("label", "")
        before = next((value for value in waiting if value.label == label), None)
        if before is not None:
            waiting.remove(before)
    entry: dict[str, Any] = {"id": before.id if before else row.id}
    for column, field in VALUE_FIELDS.items():
        if field != "id":
            was = getattr(before, field) if before else ""
            entry[field] = row.fields.get(field, "") if column in row.columns else was
    return entry


def _stands(rows: tables.FactorRows, read: tables.Read) -> tuple[int, int]:
    """The tab and row where a factor begins; a row that moved to it stands elsewhere."""
    tabs = [table.tab for table in read.tables]
    own = ("", *rows.ids)
    first = next((one for one in rows.entries if one.text("factor_id") in own), rows.entries[0])
    return tabs.index(first.tab), first.number


def _in_order(
    read: Sequence[tuple[tuple[int, int], dict[str, Any]]], before: Sheet
) -> list[dict[str, Any]]:
    """Factors, each with its tab and row, in the order of before as far as their tabs leave it open.

    The places that a tab's factors had before are filled in the order that they have in it now; new
    ones follow the one they stand behind.
    """
    old = [factor.id for factor in before.factors]
    home = {entry["id"]: tab for (tab, _), entry in read}
    runs: dict[int, list[list[dict[str, Any]]]] = {}
    for (tab, _), entry in sorted(read, key=lambda one: one[0]):
        run = runs.setdefault(tab, [[]])
        if entry["id"] in old and any(one["id"] in old for one in run[-1]):
            run.append([])
        run[-1].append(entry)
    placed = [entry for one in old if one in home for entry in runs[home[one]].pop(0)]
    return placed + [entry for left in runs.values() for run in left for entry in run]


def _emptied(before: Sheet, read: tables.Read) -> set[str]:
    """Trends whose tab is there and holds no row any more."""
    names = tab_names(factor.trend for factor in before.factors)
    return {trend for trend, tab in names.items() if tab in read.empty_tabs}


def _with_kept(raw: list[dict[str, Any]], kept: Sequence[Factor], before: Sheet) -> list[dict[str, Any]]:
    """The factors of the file with those that stay, each behind the one it stood behind, without
    values that moved into the file."""
    order = [factor.id for factor in before.factors]
    moved = {value["id"] for entry in raw for value in entry["values"]}
    for factor in kept:
        stays = factor.model_dump()
        stays["values"] = [value for value in stays["values"] if value["id"] not in moved]
        earlier = set(order[: order.index(factor.id)])
        at = max((place for place, entry in enumerate(raw, start=1) if entry["id"] in earlier), default=0)
        raw = [*raw[:at], stays, *raw[at:]]
    return raw
