"""A matrix read from a table: the same headings above and beside, numbers or nothing in between.

Nothing that stands in the table is dropped unseen: what is no score is an error with its cell.
"""

from collections.abc import Sequence
from itertools import zip_longest

import numpy as np

from pipeline.core.errors import InputError
from pipeline.scenarios.grid.headings import letter
from pipeline.scenarios.grid.numbers import number
from pipeline.scenarios.grid.tab import Grid, Line, Tab
from pipeline.scenarios.impact.matrix import Descriptor, ImpactMatrix
from pipeline.scenarios.impact.table import PLAIN, SIDE, WITH_IDS, descriptors

_WITHIN = 10


def read(grid: Grid) -> ImpactMatrix:
    """The matrix of a table; raises InputError naming the cell or heading that does not fit."""
    tab = _tab(grid)
    where = f"„{grid.file}“"
    lines = [line for line in tab.lines if line.filled]
    head = next((at for at, line in enumerate(lines[:_WITHIN]) if _is_corner(line)), 1)
    if head == 0 or len(lines) < head + 2 or not any(lines[head].cells[SIDE:]):
        raise InputError(
            f"{where}: erwartet wird eine Matrix mit zwei Kopfzeilen und zwei Kopfspalten (Deskriptor und "
            "Variante). Ein Muster schreibt „szenario convert“ aus jeder .scw-Datei."
        )
    rows = lines[head + 1 :]
    over, variants = lines[head - 1], lines[head]
    last = max(len(over.cells), len(variants.cells))
    above = tuple((_cell(over, at), _cell(variants, at)) for at in range(SIDE, last))
    beside = tuple((_cell(line, 0), _cell(line, 1)) for line in rows)
    for first, place in ((above[0], f"Spalte {letter(SIDE)}"), (beside[0], tab.place(rows[0].number))):
        if not first[0]:
            raise InputError(
                f"{where}, {place}: bei der ersten Variante fehlt der Deskriptor. Bitte seinen Namen "
                "eintragen."
            )
    with_ids = variants.cells[:SIDE] == WITH_IDS
    found = descriptors(above, with_ids)
    _check_same(found, descriptors(beside, with_ids), rows, tab, where)
    scores = np.array([_scores(line, len(rows), tab, where) for line in rows])
    judged = ~np.isnan(scores)
    return ImpactMatrix(found, np.where(judged, scores, 0.0), judged, _cell(over, 0))


def _tab(grid: Grid) -> Tab:
    """The only tab that holds a matrix."""
    filled = [tab for tab in grid.tabs if any(line.filled for line in tab.lines)]
    ours = [tab for tab in filled if any(map(_is_corner, tab.lines[:_WITHIN]))] or filled
    if len(ours) != 1:
        found = f"{len(ours)} Blätter ({', '.join(tab.name for tab in ours)})" if ours else "nichts"
        raise InputError(
            f"„{grid.file}“: erwartet wird ein Blatt mit einer Matrix, gefunden ist {found}. Bitte jede "
            "Matrix in einer eigenen Datei ablegen."
        )
    return ours[0]


def _is_corner(line: Line) -> bool:
    return line.cells[:SIDE] in (PLAIN, WITH_IDS)


def _cell(line: Line, at: int) -> str:
    return line.cells[at] if at < len(line.cells) else ""


def _check_same(
    above: Sequence[Descriptor], beside: Sequence[Descriptor], rows: Sequence[Line], tab: Tab, where: str
) -> None:
    """Raise InputError at the first row that does not carry the heading of its column."""
    wanted, found = _told(above), _told(beside)
    for at, (column, row) in enumerate(zip_longest(wanted, found)):
        if column is None:
            raise InputError(
                f"{where}, {tab.place(rows[at].number)}: zu „{row}“ gibt es keine Spalte. Bitte Zeilen "
                "und Spalten in gleicher Folge und Zahl anlegen."
            )
        if row != column:
            stands = f"in {tab.place(rows[at].number)} steht „{row}“" if row else "es fehlt die Zeile"
            raise InputError(
                f"{where}: zur Spalte {letter(at + SIDE)} („{column}“) gehört die {at + 1}. Zeile, "
                f"{stands}. Bitte Zeilen und Spalten in gleicher Folge und Zahl anlegen."
            )


def _told(found: Sequence[Descriptor]) -> list[str]:
    return [f"{one.id or one.name}: {name}" for one in found for name in one.variant_ids or one.variants]


def _scores(line: Line, count: int, tab: Tab, where: str) -> list[float]:
    """The scores of a row, nan where nobody judged."""
    scores = [np.nan] * count
    for at, text in enumerate(line.cells[SIDE:]):
        if not text:
            continue
        score = number(text)
        if score is None or at >= count:
            wrong = "steht rechts der Matrix" if at >= count else "ist keine Zahl"
            raise InputError(
                f"{where}, {tab.place(line.number)}, Spalte {letter(at + SIDE)}: „{text[:40]}“ {wrong}. "
                "Bitte eine Zahl wie -2 oder 0 eintragen, oder nichts, wenn nicht bewertet ist."
            )
        scores[at] = score
    return scores
