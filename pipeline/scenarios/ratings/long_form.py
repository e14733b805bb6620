"""Ratings as a list: one row says how one value bears on another, and who says so, and why."""

from pipeline.core.errors import InputError
from pipeline.scenarios.grid.headed import Columns, Entry, tables
from pipeline.scenarios.grid.tab import Grid, Tab
from pipeline.scenarios.ratings.collecting import Collected, unknown
from pipeline.scenarios.ratings.naming import Named

COLUMNS = Columns(
    known=("source", "target", "score", "reason", "by"),
    required=("source", "target", "score"),
    aliases={
        "von": "source", "quelle": "source", "auf": "target", "nach": "target", "ziel": "target",
        "stärke": "score", "wirkung": "score", "bewertung": "score", "grund": "reason",
        "begründung": "reason", "gruppe": "by", "group": "by", "person": "by", "origin": "by",
    },
)  # fmt: skip
_WITHIN = 10


def is_list(tab: Tab) -> bool:
    """Whether one of the first rows names two of the columns that a list needs."""
    filled = [line for line in tab.lines if line.filled][:_WITHIN]
    return any(len(_required(line.cells)) > 1 for line in filled)


def collect(grid: Grid, named: Named, collected: Collected, by: str) -> list[str]:
    """The ratings of a list, those without a person as `by`; returns remarks on what was not read."""
    tab = grid.tabs[0]
    head = next(line for line in tab.lines if len(_required(line.cells)) > 1)
    missing = set(COLUMNS.required) - _required(head.cells)
    if missing:
        where = f"{collected.place(tab.place(head.number))}" if tab.name else f"„{grid.file}“"
        raise InputError(
            f"{where}: die Spalte {', '.join(sorted(missing))} fehlt. Erwartet wird die Kopfzeile "
            "source,target,score,reason,by."
        )
    found, remarks = tables(grid, COLUMNS)
    for entry in (entry for table in found for entry in table.entries):
        source, target = (_value(entry, column, named) for column in ("source", "target"))
        spot = tab.place(entry.number)
        reason = entry.text("reason")
        collected.add(source, target, entry.text("score"), spot, entry.text("by") or by, reason)
    return remarks


def _required(cells: tuple[str, ...]) -> set[str]:
    return {COLUMNS.named(cell) for cell in cells} & set(COLUMNS.required)


def _value(entry: Entry, column: str, named: Named) -> str:
    found = named.value(entry.text(column))
    if found is None:
        raise unknown(entry.text(column), entry.place)
    return found
