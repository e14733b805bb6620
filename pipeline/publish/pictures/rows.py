"""What stands in the rows of a tableau: broken into lines, with how firm it is and what else is marked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.core.types import Cluster, Factor, Placement, Sheet
from pipeline.publish.pictures.breaking import wrapped
from pipeline.publish.pictures.canvas import SUBTITLE, TEXT
from pipeline.publish.pictures.font import line_height
from pipeline.publish.pictures.marks import RADIUS
from pipeline.publish.pictures.trends import by_trend

KEY = "Schlüsselfaktor"
LOCKED, FORCED, IMPLAUSIBLE = "Schloss", "⇥", "⚠"
FACTOR = 44.0
"""The width of the column of factors, in millimetres."""
AIR = 1.0
MARK = 2 * RADIUS + 2 * AIR
"""What the sign of confidence takes left of a value, with the air about it."""
SIGN = 3.0
"""What every other sign takes right of it."""
_TREND = 5.2
_MOST = 7  # lines of a value


@dataclass(frozen=True)
class Cell:
    """A value of a cluster; without a placement nothing is known of how firm it is."""

    lines: tuple[str, ...]
    placement: Placement | None
    signs: tuple[str, ...]


@dataclass(frozen=True)
class Row:
    """A factor with its cells, or a trend where `cells` is empty."""

    lines: tuple[str, ...]
    key: bool
    cells: tuple[Cell, ...]
    height: float


def blocks(clusters: Sequence[Cluster], sheet: Sheet, column: float, wide: float) -> list[list[Row]]:
    """The rows trend by trend."""
    placements = {(one.id, place.value): place for one in clusters for place in one.placements}
    found = []
    for trend in by_trend(sheet):
        rows = [_row(factor, clusters, placements, column) for factor in trend.factors]
        if trend.name:
            lines = wrapped(trend.name, wide - 2 * AIR, SUBTITLE, bold=True, most=1)
            rows.insert(0, Row(lines, True, (), _TREND))
        found.append(rows)
    return found


def _row(
    factor: Factor,
    clusters: Sequence[Cluster],
    placements: Mapping[tuple[str, str], Placement],
    column: float,
) -> Row:
    key = factor.rolle == KEY
    lines = wrapped(factor.name or factor.id, FACTOR - 2 * AIR, TEXT, bold=key, most=5)
    values = {value.id: value for value in factor.values}
    cells = []
    for one in clusters:
        value = values[one.members[factor.id]]
        placement = placements.get((one.id, value.id))
        signs = _signs(one, value.id, placement)
        room = column - MARK - AIR - SIGN * len(signs)
        cells.append(Cell(wrapped(value.label or value.id, room, TEXT, most=_MOST), placement, signs))
    most = max(len(lines), *(len(cell.lines) for cell in cells))
    return Row(lines, key, tuple(cells), most * line_height(TEXT) + 2 * AIR)


def _signs(cluster: Cluster, value: str, placement: Placement | None) -> tuple[str, ...]:
    forced = placement is not None and placement.forced
    given = {
        LOCKED: value in cluster.locks,
        FORCED: forced,
        IMPLAUSIBLE: value in cluster.implausible,
    }
    return tuple(sign for sign, there in given.items() if there)
