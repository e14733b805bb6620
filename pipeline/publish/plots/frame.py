"""What all figures of the interactive page have in common: letters, colours, German, safe text."""

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from pipeline.publish.colours import DIVERGING, INK, LINE, PAPER

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

LISTED = 8
"""So many values are named on hover; the rest is counted."""
SCALE = [[step / (len(DIVERGING) - 1), colour] for step, colour in enumerate(DIVERGING)]
MARKERS = {
    "o": "circle",
    "s": "square",
    "^": "triangle-up",
    "D": "diamond",
    "v": "triangle-down",
    "P": "cross",
    "X": "x",
    "*": "star",
}
"""The markers of `Look` as Plotly names them."""
_FONT = '"Source Sans 3", "Segoe UI", system-ui, -apple-system, "DejaVu Sans", sans-serif'


@dataclass(frozen=True)
class Plot:
    """A figure of the page: `id` its anchor, `alt` what is to be seen, `note` what to say with it."""

    id: str
    title: str
    alt: str
    note: str
    figure: "Figure"

    @property
    def json(self) -> str:
        """The figure as JSON without any "<", ">" or "/", so that it ends no script element.

        The engine is named: Plotly would take orjson where it is installed, which writes other bytes.
        """
        from plotly.io.json import to_json_plotly

        return str(to_json_plotly(self.figure, engine="json"))


def framed(traces: list[Any], height: int, **layout: Any) -> "Figure":
    """A figure of some traces on white paper, `height` in pixels, numbers with a decimal comma."""
    from plotly.graph_objects import Figure

    common = {
        "template": "none",
        "height": height,
        "font": {"family": _FONT, "size": 13, "color": INK},
        "paper_bgcolor": PAPER,
        "plot_bgcolor": PAPER,
        "separators": ",.",
        "margin": {"l": 20, "r": 20, "t": 20, "b": 20},
        "hoverlabel": {"align": "left", "bgcolor": PAPER, "bordercolor": LINE, "font": {"color": INK}},
        "legend": {"orientation": "h", "yanchor": "top", "y": -0.02, "x": 0, "xanchor": "left"},
    }
    return Figure(data=traces, layout={**common, **layout})


def safe(text: str) -> str:
    """Text of people as Plotly shows it word for word."""
    return escape(" ".join(text.split()), quote=False)


def listed(lines: list[str], count: int) -> list[str]:
    """At most `LISTED` lines of `count`, and how many there are besides."""
    rest = count - len(lines[:LISTED])
    return [*lines[:LISTED], *([f"… und {rest} weitere"] if rest else [])]
