"""Ratings as a matrix: what stands in a row bears on what stands in the columns.

Rows and columns may stand in any order, and not all have to be there. Headings are ids, names that
only one value has, or names below (beside) those of their factors. An empty cell is unrated, and
nothing that stands in a matrix is dropped unseen.
"""

from collections.abc import Mapping

from pipeline.core.errors import InputError
from pipeline.scenarios.grid.headings import letter
from pipeline.scenarios.grid.tab import Tab
from pipeline.scenarios.ratings.collecting import Collected
from pipeline.scenarios.ratings.frame import Frame, Heading
from pipeline.scenarios.ratings.naming import Named

_BARRED = ("–", "—", "-", "−", "x", "X", "/")
"""What people put where nothing is to be rated: between values of one factor."""
_SHOWN = 3


def collect(tab: Tab, frame: Frame, named: Named, collected: Collected, by: str) -> None:
    """The ratings of a matrix, all of them `by` one; raises InputError naming what does not fit."""
    where = collected.place(f"Blatt „{tab.name}“") if tab.name else f"„{collected.file}“"
    _check_once({f"Zeile {at}": one for at, one in frame.rows.items()}, where)
    _check_once({f"Spalte {letter(at)}": one for at, one in frame.columns.items()}, where)
    cells = {
        (line.number, at): text
        for line in tab.lines
        if line.number > frame.head
        for at, text in enumerate(line.cells)
        if text and at > frame.side
    }
    _check_fit(
        {f"Zeile {row}": frame.rows.get(row) for row in sorted({row for row, _ in cells})}
        | {f"Spalte {letter(at)}": frame.columns.get(at) for at in sorted({at for _, at in cells})},
        where,
    )
    for (row, at), text in cells.items():
        source, target = frame.rows[row].value, frame.columns[at].value
        if source and target and not (text in _BARRED and named.siblings(source, target)):
            collected.add(source, target, text, f"{tab.place(row)}, Spalte {letter(at)}", by)


def _check_once(headings: Mapping[str, Heading], where: str) -> None:
    firsts: dict[str, str] = {}
    for spot, one in headings.items():
        if one.value and firsts.setdefault(one.value, spot) != spot:
            raise InputError(
                f"{where}, {spot}: „{one.told[:60]}“ steht zweimal (auch in {firsts[one.value]}). Bitte "
                "die doppelte Zeile oder Spalte löschen."
            )


def _check_fit(headings: Mapping[str, Heading | None], where: str) -> None:
    """Raise InputError where cells stand in rows or columns that no value of the sheet heads."""
    stray = {spot: one for spot, one in headings.items() if one is None or not one.value}
    if stray:
        named = [
            f"{spot} („{one.told[:60]}“)" if one else f"{spot} (ohne Namen)" for spot, one in stray.items()
        ]
        more = f" und {len(named) - _SHOWN} weitere" if len(named) > _SHOWN else ""
        raise InputError(
            f"{where} passt nicht zur Wertetafel; keine ihrer Ausprägungen ist {', '.join(named[:_SHOWN])}"
            f"{more}. Bitte dort die Ids der Wertetafel eintragen, oder löschen, was nicht bewertet wird."
        )
