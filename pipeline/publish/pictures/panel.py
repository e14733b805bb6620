"""One panel of a heat map: a symmetric matrix in colours, borders between its groups, signs in its cells.

The colours are one image, crisp because every cell has many pixels: tens of thousands of rectangles would
make an SVG too heavy for a report. What clearly does not go together also carries a white stroke, which a
grey print shows. A cell of which nothing is known, as on the diagonal, is grey with a dash.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pipeline.publish.colours import INK, PAPER, SOFT, UNKNOWN, diverging
from pipeline.publish.pictures.breaking import wrapped
from pipeline.publish.pictures.canvas import SMALL, Across, Paper
from pipeline.publish.pictures.font import line_height, width
from pipeline.publish.pictures.marks import rule

if TYPE_CHECKING:
    from numpy.typing import NDArray

NUMBER = 5.5
"""Points of the numbers of groups and tensions."""
_STROKE_FROM = -1 / 3  # of the scale
_PIXELS = 640  # of a panel's side, about
_FINEST = 12  # pixels of a cell's side, at least
_STROKE = 0.04  # half the width of a stroke, of a cell's side
_STEPS = 200  # of colour
_DECIMALS = 9
_DOT = 1.05  # millimetres, the radius


@dataclass(frozen=True)
class Grid:
    """Where a panel lies: its upper left corner and its side in millimetres, and the number of cells."""

    x: float
    y: float
    side: float
    cells: int

    def at(self, cell: float) -> float:
        """How far a cell begins from the corner, in millimetres."""
        return cell * self.side / self.cells


def coloured(paper: Paper, grid: Grid, scores: "NDArray[np.float64]", limit: float) -> None:
    """The matrix, cells × cells, NaN where unknown; scores of ±`limit` and beyond have the full colour."""
    _painted(paper, grid.x, grid.y, grid.side, grid.side, scores / limit)


def bordered(paper: Paper, grid: Grid, starts: Sequence[int]) -> None:
    """A frame, and lines before the first cell of each group but the first."""
    for start in (*starts, grid.cells):
        edge, weight = grid.at(start), 0.7 if start in (0, grid.cells) else 0.35
        across = (grid.x, grid.y + edge), (grid.x + grid.side, grid.y + edge)
        along = (grid.x + edge, grid.y), (grid.x + edge, grid.y + grid.side)
        rule(paper.axes, *across, colour=INK, weight=weight)
        rule(paper.axes, *along, colour=INK, weight=weight)


def numbered(paper: Paper, grid: Grid, middles: Sequence[float]) -> None:
    """Numbers from 1 above the columns at their middles; those that have no room are left out."""
    free = grid.x - 1
    for number, middle in enumerate(middles, start=1):
        x, half = grid.x + grid.at(middle), width(str(number), NUMBER) / 2
        if x - half > free:
            paper.write(
                x, grid.y - 0.4, str(number), points=NUMBER, colour=SOFT, across="center", along="bottom"
            )
            free = x + half + 0.3


def labelled(
    paper: Paper, grid: Grid, labels: Sequence[str], middles: Sequence[float], room: float
) -> None:
    """The labels with their numbers left of the rows, spread where they would cover each other."""
    points = min(SMALL, SMALL * grid.side / (len(labels) * line_height(SMALL)))
    places = _spread([grid.at(middle) for middle in middles], line_height(points), grid.side)
    most = max(1, int(grid.side / len(labels) / line_height(points)))
    for number, (label, place) in enumerate(zip(labels, places, strict=True), start=1):
        told = wrapped(f"{number} {label}", room, points, most=most)
        paper.write_lines(grid.x - 1.5, grid.y + place, told, points=points, across="right")


def marked(paper: Paper, grid: Grid, row: int, column: int, sign: str) -> None:
    """A sign upon a cell, and upon its mirror image where that is far enough."""
    apart = grid.at(abs(row - column)) * 2**0.5 > 2 * _DOT
    for one, other in ((row, column), (column, row))[: 1 + apart]:
        numbered_dot(paper, grid.x + grid.at(other + 0.5), grid.y + grid.at(one + 0.5), sign)


def numbered_dot(paper: Paper, x: float, y: float, sign: str) -> None:
    """A white dot with a number about a place."""
    from matplotlib.patches import Circle

    paper.axes.add_artist(Circle((x, y), _DOT, facecolor=PAPER, edgecolor=INK, linewidth=0.6, zorder=5))
    paper.write(x, y, sign, points=NUMBER, bold=True, across="center")


def scale(paper: Paper, x: float, y: float, wide: float, limit: float) -> None:
    """The colours with the scores they stand for, 6 mm high, from a place on."""
    _painted(paper, x, y, wide, 3, np.linspace(-1, 1, 27)[None, :])
    marks: tuple[tuple[float, Across], ...] = ((-1, "left"), (0, "center"), (1, "right"))
    for share, across in marks:
        score = f"{share * limit:+.2f}".replace("-", "−").replace(".", ",") if share else "0"
        place = x + (share + 1) / 2 * wide
        paper.write(place, y + 3.2, score, points=NUMBER, colour=SOFT, across=across, along="top")


def _painted(
    paper: Paper, x: float, y: float, wide: float, high: float, shares: "NDArray[np.float64]"
) -> None:
    limits = paper.axes.get_xlim(), paper.axes.get_ylim()
    corners = (x, x + wide, y + high, y)
    paper.axes.imshow(_image(shares), extent=corners, interpolation="none", aspect="auto", zorder=2)
    paper.axes.set(xlim=limits[0], ylim=limits[1])  # an image takes the axes for itself


def _image(shares: "NDArray[np.float64]") -> "NDArray[np.uint8]":
    """The pixels of shares of the scale (−1 to 1, cut beyond), red, green, blue."""
    steps = [_bytes(diverging(2 * step / _STEPS - 1)) for step in range(_STEPS + 1)]
    places = np.rint((np.clip(np.nan_to_num(shares), -1, 1) + 1) / 2 * _STEPS).astype(np.int_)
    colours = np.array(steps, dtype=np.uint8)[places]
    colours[np.isnan(shares)] = _bytes(UNKNOWN)
    side = max(_FINEST, _PIXELS // shares.shape[1])
    pixels = colours.repeat(side, axis=0).repeat(side, axis=1)
    across, along = np.indices((side, side))
    stroke = np.abs(across - along) <= _STROKE * side
    struck = np.kron(shares.round(_DECIMALS) <= _STROKE_FROM, stroke)
    pixels[struck.astype(np.bool_)] = _bytes(PAPER)
    dash = (across == side // 2) & (np.abs(along - side // 2) <= side // 6)
    pixels[np.kron(np.isnan(shares), dash).astype(np.bool_)] = _bytes(SOFT)
    return np.asarray(pixels)


def _bytes(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _spread(places: Sequence[float], gap: float, most: float) -> list[float]:
    """Ascending places moved apart to at least `gap`, none beyond `most` less half a gap."""
    spread: list[float] = []
    for place in places:
        spread.append(max(place, spread[-1] + gap if spread else gap / 2))
    for back in range(1, len(spread) + 1):
        spread[-back] = min(spread[-back], most - gap * (back - 0.5))
    return spread
