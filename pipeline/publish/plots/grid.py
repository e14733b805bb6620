"""The system grid to be touched: each factor tells its sums and the field it lies in."""

import statistics
from collections.abc import Sequence

from pipeline.publish.colours import COLOURS, LINE, SOFT
from pipeline.publish.pictures.system_grid import FIELDS, Summed, field
from pipeline.publish.plots.frame import Plot, framed, safe

_NAMED = 20
"""Up to so many factors carry their names; more would lie upon each other and are told on hover."""


def grid_plot(points: Sequence[Summed]) -> Plot | None:
    """The grid of the factors both of whose sums are known; None where there are none."""
    from plotly.graph_objects import Scatter

    known = [
        (one.name, one.active, one.passive)
        for one in points
        if one.active is not None and one.passive is not None
    ]
    if not known:
        return None
    drives = statistics.fmean(active for _, active, _ in known)
    driven = statistics.fmean(passive for _, _, passive in known)
    named = len(known) <= _NAMED
    dots = Scatter(
        x=[passive for _, _, passive in known],
        y=[active for _, active, _ in known],
        mode="markers+text" if named else "markers",
        text=[safe(name) for name, _, _ in known] if named else None,
        textposition="top center",
        textfont={"size": 11},
        cliponaxis=False,
        marker={"size": 10, "color": COLOURS[0]},
        hovertext=[
            f"<b>{safe(name)}</b><br>{field(active, passive, drives, driven)}"
            f"<br>Aktivsumme {_number(active)}, Passivsumme {_number(passive)}"
            for name, active, passive in known
        ],
        hoverinfo="text",
        showlegend=False,
    )
    axis = {"showgrid": False, "zeroline": False, "showline": True, "linecolor": LINE, "mirror": True}
    figure = framed(
        [dots],
        620,
        xaxis={**axis, "title": {"text": "Passivsumme (wird getrieben) →"}},
        yaxis={**axis, "title": {"text": "Aktivsumme (treibt) →"}},
        margin={"l": 70, "r": 20, "t": 20, "b": 60},
        shapes=[
            {"type": "line", "xref": "x", "yref": "paper", "x0": driven, "x1": driven, "y0": 0, "y1": 1},
            {"type": "line", "xref": "paper", "yref": "y", "x0": 0, "x1": 1, "y0": drives, "y1": drives},
        ],
        annotations=[
            _corner(name, row, column)
            for row, names in enumerate(FIELDS)
            for column, name in enumerate(names)
        ],
    )
    figure.update_shapes(line={"color": SOFT, "width": 1, "dash": "dash"})
    note = "Die Linien sind die Mittelwerte; die Felder ordnen die Faktoren untereinander. "
    note += "" if named else "Zeigen nennt den Faktor."
    alt = (
        f"Systemgitter von {len(known)} Einflussfaktoren mit den Feldern aktiv, kritisch, puffernd, passiv"
    )
    return Plot("systemgitter", "Systemgitter", alt, note.strip(), figure)


def _corner(name: str, row: int, column: int) -> dict[str, object]:
    return {
        "text": f"<b>{name}</b>",
        "xref": "paper",
        "yref": "paper",
        "x": 0.99 if column else 0.01,
        "y": 0.01 if row else 0.99,
        "showarrow": False,
        "font": {"size": 16, "color": SOFT},
    }


def _number(number: float) -> str:
    return f"{number:.1f}".replace(".", ",")
