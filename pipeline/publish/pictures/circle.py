"""Values round a circle in the order of their trends, each with room for its words.

They are read like two columns, first down the left half, then down the right one. There the seats are at
equal heights, so that words of neighbours never meet; the circle is drawn out upright for it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil, sqrt

from pipeline.core.types import Sheet
from pipeline.publish.colours import INK, PAPER, SOFT
from pipeline.publish.pictures.breaking import wrapped
from pipeline.publish.pictures.canvas import SMALL, TEXT, WIDTH, Across, Paper
from pipeline.publish.pictures.font import line_height

_RADIUS = 34.0  # across, in millimetres
_WORDS = 3.0  # from the middle of a seat to its words
_GAP = 2.5  # between the words of two neighbours
_LINES = 2  # of a name, and of a label


@dataclass(frozen=True)
class Seat:
    """Where a value sits; `side` is +1 on the right, −1 on the left. `trend` is empty where it was said."""

    trend: str
    factor: str
    label: str
    x: float
    y: float
    side: int

    def draw(self, paper: Paper) -> None:
        """The seat with its words beside it."""
        paper.axes.scatter([self.x], [self.y], s=28, color=INK, edgecolors=PAPER, zorder=6)
        x = self.x + _WORDS * self.side
        y = self.y - self.height / 2
        across: Across = "left" if self.side > 0 else "right"
        for text, points, bold, colour in self._blocks:
            lines = wrapped(text, self._room, points, bold=bold, most=_LINES)
            paper.write_lines(
                x, y, lines, points=points, bold=bold, colour=colour, across=across, along="top"
            )
            y += len(lines) * line_height(points)

    @property
    def height(self) -> float:
        """How much its words take, in millimetres."""
        return sum(
            len(wrapped(text, self._room, points, bold=bold, most=_LINES)) * line_height(points)
            for text, points, bold, _ in self._blocks
        )

    @property
    def _room(self) -> float:
        return (WIDTH - self.x if self.side > 0 else self.x) - _WORDS

    @property
    def _blocks(self) -> list[tuple[str, float, bool, str]]:
        blocks = [(self.factor, SMALL, True, INK), (self.label, TEXT, False, INK)]
        return [(self.trend, SMALL, False, SOFT), *blocks] if self.trend else blocks


def seats(values: Sequence[str], sheet: Sheet, top: float) -> tuple[Seat, ...]:
    """A seat for each value, below `top`."""
    factor_of = {value.id: factor for factor in sheet.factors for value in factor.values}
    left = ceil(len(values) / 2)
    found: list[Seat] = []
    trend = ""
    for number, value in enumerate(values):
        side, down, count = (-1, number, left) if number < left else (1, number - left, len(values) - left)
        share = (down + 0.5) / count
        x = WIDTH / 2 + side * _RADIUS * sqrt(1 - (2 * share - 1) ** 2)
        factor = factor_of[value]
        said = factor.trend if factor.trend != trend or not down else ""
        trend = factor.trend
        found.append(Seat(said, factor.name, sheet.value(value).label, x, share, side))
    down_to = left * (max((one.height for one in found), default=0) + _GAP)
    return tuple(replace(one, y=top + one.y * down_to) for one in found)
