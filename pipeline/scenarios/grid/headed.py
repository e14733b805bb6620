"""What stands under which heading: rows below a header as text by column name.

What cannot be assigned is an error with tab and row; what is left aside is remarked.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from pipeline.core.errors import SheetError
from pipeline.scenarios.grid.tab import Grid, Line, Tab, Unread

_HEADER_WITHIN = 10


@dataclass(frozen=True)
class Entry:
    """One filled row below a header: where it stands and its text by column name.

    `spanned` are texts of merged cells that begin in a row above.
    """

    place: str
    tab: str
    number: int
    cells: Mapping[str, str]
    spanned: Mapping[str, str]

    def text(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass(frozen=True)
class Table:
    """The filled rows of one tab; `columns` are the known ones that its header, row `head`, names."""

    tab: str
    head: int
    columns: tuple[str, ...]
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Columns:
    """What a kind of table calls its columns; `aliases` are other words for them, in lower case."""

    known: tuple[str, ...]
    required: tuple[str, ...]
    aliases: Mapping[str, str]

    def named(self, cell: str) -> str:
        """The column a header cell means; the cell itself, in lower case, where it is unknown."""
        plain = " ".join(cell.lower().rstrip(":*").split())
        return self.aliases.get(plain, plain)


def tables(grid: Grid, columns: Columns, own: Sequence[str] = ()) -> tuple[tuple[Table, ...], list[str]]:
    """The tables of a grid, and remarks on what stands beside them.

    `own` are tabs of ours that hold nothing to read, unless a header names all required columns.
    Raises SheetError where a header lacks a required column or names one twice, or a cell stands
    under none.
    """
    found: list[Table] = []
    remarks: list[str] = list(grid.remarks)
    headless = None
    for tab in grid.tabs:
        filled = [line for line in tab.lines if line.filled]
        header = _header(filled, columns)
        if not filled or (tab.name in own and not _whole(header, columns)):
            continue
        remarks.extend(_unseen(grid.file, tab))
        if header is None:
            headless = headless or (tab, filled[0])
            remarks.append(
                Unread(f"„{grid.file}“: das Blatt „{tab.name}“ hat keine Kopfzeile und bleibt ungelesen.")
            )
            continue
        above = [line for line in filled if line.number < header.number]
        if above:
            remarks.append(
                Unread(
                    f"„{grid.file}“: was über der Kopfzeile steht, bleibt ungelesen "
                    f"({tab.place(above[0].number)})."
                )
            )
        found.append(_table(grid.file, tab, header, columns, remarks))
    if not found:
        if headless is None:
            raise SheetError(f"„{grid.file}“ ist leer. Erwartet wird eine Kopfzeile mit Spaltennamen.")
        missing = " und ".join(f"„{name}“" for name in columns.required)
        raise SheetError(
            f"„{grid.file}“: die Spalte {missing} fehlt in der Kopfzeile. Bekannt sind "
            f"{', '.join(columns.known)}."
        )
    return tuple(found), remarks


def _unseen(file: str, tab: Tab) -> Iterable[str]:
    if tab.hidden:
        yield f"„{file}“: das ausgeblendete Blatt „{tab.name}“ ist mitgelesen."
    if tab.hidden_rows:
        many = "Zeilen" if len(tab.hidden_rows) > 1 else "Zeile"
        yield (f"„{file}“, Blatt „{tab.name}“: ausgeblendete {many} {_ranges(tab.hidden_rows)} mitgelesen.")


def _header(filled: Sequence[Line], columns: Columns) -> Line | None:
    """The first row that names two known columns, or all required ones; None where there is none."""
    enough = min(2, len(columns.required))
    for line in filled[:_HEADER_WITHIN]:
        names = {columns.named(cell) for cell in line.cells if cell}
        if len(names & set(columns.known)) >= enough:
            return line
    return None


def _whole(header: Line | None, columns: Columns) -> bool:
    """Whether a header names all required columns."""
    return header is not None and set(columns.required) <= {columns.named(cell) for cell in header.cells}


def _table(file: str, tab: Tab, header: Line, columns: Columns, remarks: list[str]) -> Table:
    names = [columns.named(cell) for cell in header.cells]
    place = tab.place(header.number)
    missing = [name for name in columns.required if name not in names]
    if missing:
        told = " und ".join(f"„{name}“" for name in missing)
        where = f"{place}: " if tab.name else ""
        raise SheetError(
            f"„{file}“: {where}die Spalte {told} fehlt in der Kopfzeile. Bekannt sind "
            f"{', '.join(columns.known)}."
        )
    doubled = next((name for name in names if name in columns.known and names.count(name) > 1), None)
    if doubled:
        raise SheetError(
            f"„{file}“: die Spalte „{doubled}“ steht doppelt. Bekannt sind {', '.join(columns.known)}, "
            "jede höchstens einmal."
        )
    unknown = dict.fromkeys(name for name in names if name and name not in columns.known)
    for name in unknown:
        remark = Unread(f"„{file}“: die Spalte „{name}“ ist unbekannt und bleibt ungelesen.")
        if remark not in remarks:
            remarks.append(remark)
    entries = []
    for line in tab.lines:
        if line.number <= header.number or not line.filled:
            continue
        stray = next(
            (cell for at, cell in enumerate(line.cells) if cell and (at >= len(names) or not names[at])), ""
        )
        if stray:
            raise SheetError(
                f"„{file}“, {tab.place(line.number)}: „{stray[:60]}“ steht unter keiner Spalte. Bitte die "
                "Zelle leeren oder, in CSV, Texte mit Komma oder Semikolon in Anführungszeichen setzen."
            )
        entries.append(
            Entry(
                f"„{file}“, {tab.place(line.number)}",
                tab.name,
                line.number,
                _by_name(names, enumerate(line.cells), columns),
                _by_name(names, line.spanned.items(), columns),
            )
        )
    return Table(
        tab.name, header.number, tuple(name for name in names if name in columns.known), tuple(entries)
    )


def _by_name(names: Sequence[str], cells: Iterable[tuple[int, str]], columns: Columns) -> dict[str, str]:
    return {
        names[at]: cell for at, cell in cells if cell and at < len(names) and names[at] in columns.known
    }


def _ranges(numbers: Sequence[int]) -> str:
    """4, 5, 6, 9 → "4–6, 9"."""
    runs = []
    for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        members = [number for _, number in run]
        runs.append(str(members[0]) if len(members) == 1 else f"{members[0]}–{members[-1]}")
    return ", ".join(runs)
