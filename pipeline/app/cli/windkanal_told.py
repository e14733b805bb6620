"""The Windkanal at the terminal: measures by what follows for them, and what that hangs on."""

import shutil
import textwrap
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pipeline.app.cli.terminal import many, spent
from pipeline.scenarios.windkanal.nouns import Assessed, Verdict, WindCell
from pipeline.scenarios.windkanal.scale import sign
from pipeline.scenarios.windkanal.taking import Change, Difference
from pipeline.scenarios.windkanal.verdicts import ORDER, WORDS

if TYPE_CHECKING:
    from pipeline.app.windkanal_work import Done

_MOST_CHANGES = 30
_CELL = 6


def print_windkanal(done: "Done", *, imported: bool, dry_run: bool) -> None:
    """Changes of a sheet, the table by verdict, and what was written."""
    if imported:
        _print_difference(done, dry_run=dry_run)
    names = done.windkanal.names
    for cluster, name in names.items():
        print(f"{cluster:<4} {name}")
    for verdict in ORDER:
        rows = [row for row in done.windkanal.measures if row.verdict == verdict]
        if rows:
            _print_group(verdict, rows, list(names))
    cells = [cell for row in done.windkanal.measures for cell in row.cells]
    told = _legend(cells)
    if told:
        print(f"\n{told}")
    if done.used is not None:
        print(spent(done.used))
    for path in done.files:
        print(f"Geschrieben: {path}")


def _print_group(verdict: Verdict, rows: Sequence[Assessed], clusters: Sequence[str]) -> None:
    print(f"\n{WORDS[verdict].upper()} ({many(len(rows), 'Maßnahme', 'n')})")
    print(f"  {'':<6}{''.join(f'{cluster:^{_CELL}}' for cluster in clusters)}")
    wide = max(60, shutil.get_terminal_size((100, 24)).columns)
    for row in rows:
        cells = "".join(f"{_shown(cell):^{_CELL}}" for cell in row.cells)
        print(f"  {row.measure.id:<6}{cells}  {row.measure.title}")
        indent = " " * (10 + _CELL * len(clusters))
        for line in _beneath(row):
            print(textwrap.fill(line, wide, initial_indent=indent, subsequent_indent=f"{indent}  "))


def _beneath(row: Assessed) -> Iterator[str]:
    """What the verdict hangs on: each harm with its reason, each condition, who disagrees how."""
    for cell in row.cells:
        harm = cell.counts and cell.rating is not None and cell.rating < 0
        told = [cell.reason if harm else "", f"Bedingung: {cell.condition}" if cell.condition else ""]
        if cell.dissent:
            told.append(
                "strittig: " + ", ".join(f"{one.by or '?'} {sign(one.rating)}" for one in cell.votes)
            )
        if any(told):
            mark = f"{cell.cluster} {'Vorschlag ' if cell.proposed else ''}{sign(cell.rating)}"
            yield f"{mark.strip()}: {' · '.join(text for text in told if text)}"


def _shown(cell: WindCell) -> str:
    """A cell as it stands in the table: · where nobody said anything, a proposal in brackets."""
    told = sign(cell.rating) or "·"
    told = f"({told})" if cell.proposed else told
    return told + ("≠" if cell.dissent else "") + ("*" if cell.condition else "")


def _legend(cells: Sequence[WindCell]) -> str:
    told = (
        ("· nicht bewertet", any(cell.rating is None for cell in cells)),
        ("( ) vorgeschlagen, zählt nicht", any(cell.proposed for cell in cells)),
        ("* unter einer Bedingung", any(cell.condition for cell in cells)),
        ("≠ strittig", any(cell.dissent for cell in cells)),
    )
    return "   ".join(text for text, there in told if there)


def _print_difference(done: "Done", *, dry_run: bool) -> None:
    difference: Difference = done.difference
    if difference.empty:
        return
    print("Das würde sich ändern (nichts geschrieben):" if dry_run else "Übernommen:")
    listed = [
        *((one, "+") for one in difference.added),
        *((one, "~") for one in difference.changed),
        *((one, "-") for one in difference.removed),
    ]
    for one, mark in listed[:_MOST_CHANGES]:
        print(f"  {mark} {_change(one)}")
    if len(listed) > _MOST_CHANGES:
        print(f"  … und {len(listed) - _MOST_CHANGES} weitere; --json nennt alle.")
    if done.before is not None:
        print(f"Was vorher da war: {done.before}")
    print()


def _change(one: Change) -> str:
    where = f"{one.measure} in {one.cluster}" if one.cluster else f"neue Maßnahme {one.measure}"
    if one.before and one.after:
        return f"{where}: {one.after}; bisher: {one.before}"
    return f"{where}: {one.after or one.before}"
