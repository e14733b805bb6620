"""Small signs drawn as shapes, so that no font and no colour is needed to tell them apart.

They are added as plain artists: matplotlib's own plotting functions measure the axes anew for each, which
took half the time of a picture with hundreds of signs.
"""

from typing import TYPE_CHECKING

from pipeline.core.types import Confidence
from pipeline.publish.colours import INK, LINE, PAPER, Look, tinted

if TYPE_CHECKING:
    from matplotlib.axes import Axes

CONFIDENCES: tuple[Confidence, ...] = ("fest", "wahrscheinlich", "offen")
RADIUS = 1.05
_STRENGTH = {"fest": 0.34, "wahrscheinlich": 0.15, "offen": 0.0}
_FILLED = {"fest": (0.0, 360.0), "wahrscheinlich": (90.0, 270.0)}


def shade(colour: str, confidence: Confidence | None) -> str:
    """The ground of a value: the firmer, the fuller; white where it is open or nothing is known."""
    return tinted(colour, _STRENGTH[confidence] if confidence else 0.0)


def sureness(axes: "Axes", x: float, y: float, confidence: Confidence) -> None:
    """A full, a half or an empty circle about a place."""
    from matplotlib.patches import Circle, Wedge

    axes.add_artist(Circle((x, y), RADIUS, facecolor=PAPER, edgecolor=INK, linewidth=0.6, zorder=3))
    if confidence in _FILLED:
        start, end = _FILLED[confidence]
        axes.add_artist(Wedge((x, y), RADIUS, start, end, facecolor=INK, linewidth=0, zorder=4))


def padlock(axes: "Axes", x: float, y: float) -> None:
    """A padlock about a place, 1.8 mm wide: somebody decided this."""
    from matplotlib.patches import Arc, Rectangle

    axes.add_artist(Rectangle((x - 0.9, y - 0.3), 1.8, 1.5, facecolor=INK, linewidth=0, zorder=4))
    axes.add_artist(Arc((x, y - 0.3), 1.2, 2.0, theta1=180, theta2=360, color=INK, linewidth=0.8, zorder=4))


def emblem(axes: "Axes", x: float, y: float, seen: Look, points: float, colour: str = "") -> None:
    """The marker of a cluster about a place, in its own colour or another."""
    from matplotlib.lines import Line2D

    own = Line2D([x], [y], linestyle="", marker=seen.marker, color=colour or seen.colour, zorder=4)
    own.set(markersize=points, markeredgewidth=0)
    axes.add_artist(own)


def rule(
    axes: "Axes",
    start: tuple[float, float],
    end: tuple[float, float],
    *,
    colour: str = LINE,
    weight: float = 0.5,
    dashed: bool = False,
) -> None:
    """A straight line from one place to another, `weight` points wide."""
    from matplotlib.lines import Line2D

    xs, ys = zip(start, end, strict=True)
    line = Line2D(xs, ys, color=colour, linewidth=weight, zorder=3)
    line.set_linestyle("--" if dashed else "-")
    axes.add_artist(line)


def band(axes: "Axes", x: float, y: float, width: float, height: float, colour: str) -> None:
    """A filled rectangle without an edge, by its upper left corner."""
    from matplotlib.patches import Rectangle

    axes.add_artist(Rectangle((x, y), width, height, facecolor=colour, linewidth=0, zorder=1))
