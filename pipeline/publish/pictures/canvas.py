"""The common canvas: a white sheet in millimetres, with a title and a footer, as SVG and as PNG.

The same nouns give the same bytes: no clock, no random ids, only the font that matplotlib brings along,
and no setting of the machine. Text of people is text, never a formula. Every picture says that it is no
forecast. Drawing and writing happen under `style`, one picture at a time: matplotlib's settings belong to
the whole process.
"""

import io
import math
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from pipeline.publish.colours import INK, LINE, PAPER, SOFT
from pipeline.publish.pictures.breaking import wrapped
from pipeline.publish.pictures.font import MM_PER_POINT, line_height

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH, HEIGHT = 180.0, 262.0
"""The most that a sheet of A4 has room for, upright, in millimetres."""
_MARGIN = 3.0  # of white around what is drawn
TOP, BOTTOM = 16.0, 10.0
"""What the title and the footer take, in millimetres."""
TITLE, SUBTITLE, TEXT, SMALL = 12.0, 8.0, 7.0, 6.0
"""Sizes of letters, in points."""
Across = Literal["left", "center", "right"]
Along = Literal["top", "center", "bottom"]
FOOTER = "Keine Prognose: Szenarien sind mögliche Zukünfte; wie wahrscheinlich eine ist, sagt kein Bild."
_MM_PER_INCH = 25.4
_MIDDLE = 0.33  # from the middle of a line down to its baseline, in sizes of the letters
_DRAWING = threading.RLock()
_STYLE: dict[str, Any] = {
    "font.family": ["DejaVu Sans"],
    "font.sans-serif": ["DejaVu Sans"],
    "font.size": TEXT,
    "text.parse_math": False,
    "text.usetex": False,
    "text.color": INK,
    "hatch.linewidth": 0.5,
    "figure.facecolor": PAPER,
    "savefig.facecolor": PAPER,
    "svg.fonttype": "none",
}


@dataclass(frozen=True, eq=False)
class Picture:
    """A drawn picture: `name` is that of its files, `alt` says in words what is to be seen."""

    name: str
    title: str
    alt: str
    figure: "Figure"


@contextmanager
def style() -> Iterator[None]:
    """The settings all pictures are drawn and written with; the process's own come back afterwards."""
    import matplotlib.style

    with _DRAWING, matplotlib.style.context(["default", _STYLE]):
        yield


@dataclass(eq=False)
class Paper:
    """A sheet that is being drawn upon, under `style`; `axes` are its millimetres from the top left, y
    growing downwards. Free is what lies between `TOP` and `height - BOTTOM`; a narrow margin is added.
    """

    title: str
    subtitle: str = ""
    width: float = WIDTH
    height: float = HEIGHT
    axes: "Axes" = field(init=False)

    def __post_init__(self) -> None:
        from matplotlib.figure import Figure

        size = (self.width + 2 * _MARGIN) / _MM_PER_INCH, (self.height + 2 * _MARGIN) / _MM_PER_INCH
        self.axes = Figure(figsize=size, facecolor=PAPER).add_axes((0, 0, 1, 1))
        self.axes.set(xlim=(-_MARGIN, self.width + _MARGIN), ylim=(self.height + _MARGIN, -_MARGIN))
        self.axes.set_axis_off()
        self.write(0, 0.5, self.title, points=TITLE, bold=True, along="top")
        self.write(0, 7, self.subtitle, points=SUBTITLE, colour=SOFT, along="top", room=self.width, most=2)
        line = self.height - 6
        self.axes.plot((0, self.width), (line, line), color=LINE, linewidth=0.5)
        self.write(0, self.height - 2.5, FOOTER, points=SMALL, colour=SOFT)

    def write(
        self,
        x: float,
        y: float,
        text: str,
        *,
        points: float = TEXT,
        bold: bool = False,
        colour: str = INK,
        across: Across = "left",
        along: Along = "center",
        room: float = 0.0,
        most: int = 1,
        turned: float = 0.0,
    ) -> None:
        """A text at a place of the sheet; with `room` in at most so many lines of so many millimetres.

        `along` is the place of the whole block: lines of the same number stand at the same height,
        whatever letters they have. `turned` is counter-clockwise in degrees, about the place.
        """
        lines = wrapped(text, room or self.width, points, bold=bold, most=most)
        self.write_lines(
            x, y, lines, points=points, bold=bold, colour=colour, across=across, along=along, turned=turned
        )

    def write_lines(
        self,
        x: float,
        y: float,
        lines: Sequence[str],
        *,
        points: float = TEXT,
        bold: bool = False,
        colour: str = INK,
        across: Across = "left",
        along: Along = "center",
        turned: float = 0.0,
    ) -> None:
        """Lines that were broken already, as `write` sets them."""
        from pipeline.publish.pictures.line import Line

        first = {"top": 0.5, "center": 0.5 - len(lines) / 2, "bottom": 0.5 - len(lines)}[along]
        sine, cosine = math.sin(math.radians(turned)), math.cos(math.radians(turned))
        for number, line in enumerate(lines):
            down = (first + number) * line_height(points) + _MIDDLE * points * MM_PER_POINT
            if line:
                place = x + down * sine, y + down * cosine
                letters = Line(*place, line, points, bold=bold, colour=colour, across=across, turned=turned)
                self.axes.add_artist(letters)

    def picture(self, name: str, alt: str) -> Picture:
        """The finished sheet as a picture."""
        figure = self.axes.get_figure(root=True)
        assert figure is not None
        return Picture(name, self.title, alt, figure)


def svg(picture: Picture) -> bytes:
    """The picture as SVG, its texts as text."""
    import matplotlib

    buffer = io.BytesIO()
    facts = {"Date": None, "Creator": None, "Title": picture.title, "Description": picture.alt}
    with style():
        matplotlib.rcParams["svg.hashsalt"] = picture.name
        picture.figure.savefig(buffer, format="svg", metadata=facts)
    return buffer.getvalue()


def png(picture: Picture, dpi: int = 150) -> bytes:
    """The picture as PNG; at 150 dpi an upright sheet is 1098 pixels wide."""
    buffer = io.BytesIO()
    with style():
        picture.figure.savefig(buffer, format="png", dpi=dpi, metadata={"Software": None})
    return buffer.getvalue()
