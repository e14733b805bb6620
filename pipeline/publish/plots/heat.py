"""How the values of a cluster go together, pair by pair, ordered by trend; each pair tells who says so."""

from collections.abc import Sequence
from itertools import accumulate
from typing import Any

from pipeline.core.types import Cluster, Factor, Sheet
from pipeline.publish.colours import INK, LINE
from pipeline.publish.going_together import Pairs, Together
from pipeline.publish.pictures.trends import Trend, by_trend
from pipeline.publish.plots.frame import SCALE, Plot, framed, safe

_STRONG = 0.5
"""From this share of the scale on a pair carries its sign, so that a grey print tells it too."""
_CELL, _LEAST, _EDGES = 12, 420, 200  # in pixels


def heat_plot(cluster: Cluster, sheet: Sheet, pairs: Pairs, name: str, strongest: float) -> Plot:
    """The pairs of a cluster below the diagonal; `strongest` is the score at the ends of the scale."""
    from plotly.graph_objects import Heatmap

    trends = by_trend(sheet)
    factors = [factor for trend in trends for factor in trend.factors]
    values = [cluster.members[factor.id] for factor in factors]
    found = [
        [pairs.of(values[row], values[column]) for column in range(row)] for row in range(len(factors))
    ]
    places = list(range(len(factors)))
    heat = Heatmap(
        x=places,
        y=places,
        z=[_filled([one.score for one in row], len(places)) for row in found],
        text=[_filled([_sign(one, strongest) for one in row], len(places), "") for row in found],
        texttemplate="%{text}",
        textfont={"size": 9},
        hovertext=[
            _filled(
                [_told(row, at, one, factors, values, sheet) for at, one in enumerate(line)],
                len(places),
                "",
            )
            for row, line in enumerate(found)
        ],
        hoverinfo="text",
        hoverongaps=False,
        colorscale=SCALE,
        zmin=-strongest,
        zmid=0,
        zmax=strongest,
        xgap=0.5,
        ygap=0.5,
        showscale=False,
    )
    ticks = _middles(trends)
    axis = {
        "showgrid": False,
        "zeroline": False,
        "tickvals": [middle for middle, _ in ticks],
        "ticks": "",
        "automargin": True,
    }
    across = {
        **axis,
        "ticktext": [_short(trend) for _, trend in ticks],
        "tickangle": 40,
        "constrain": "domain",
    }
    along = {**axis, "ticktext": [_short(trend) for _, trend in ticks], "scaleanchor": "x"}
    figure = framed(
        [heat],
        max(len(places) * _CELL, _LEAST) + _EDGES,
        xaxis={**across, "range": [-0.5, len(places) - 0.5]},
        yaxis={**along, "range": [len(places) - 0.5, -0.5]},
        shapes=_lines(trends, len(factors)),
    )
    told = f"Passung der Ausprägungen von „{name}“ nach Trends"
    return Plot(f"passung-{cluster.id}", name, told, "", figure)


def strongest_score(clusters: Sequence[Cluster], pairs: Pairs) -> float:
    """The end of the scale for all clusters: 1 where anything is rated, else the strongest score."""
    found = list(pairs.within(clusters))
    known = [abs(one.score) for one in found if one.score is not None]
    return 1.0 if any(one.rated for one in found) else max(known, default=0.0) or 1.0


def _filled(cells: list[Any], count: int, empty: Any = None) -> list[Any]:
    return [*cells, *[empty] * (count - len(cells))]


def _sign(one: Together, strongest: float) -> str:
    if one.score is None or abs(one.score) < _STRONG * strongest:
        return ""
    return "+" if one.score > 0 else "−"


def _told(
    row: int, column: int, one: Together, factors: Sequence[Factor], values: list[str], sheet: Sheet
) -> str:
    lines = [
        f"{safe(factors[at].name)}: <b>{safe(sheet.value(values[at]).label)}</b>" for at in (row, column)
    ]
    return "<br>".join([*lines, safe(one.told)])


def _middles(trends: Sequence[Trend]) -> list[tuple[float, str]]:
    """Each trend with the middle of its factors."""
    ends = accumulate(len(trend.factors) for trend in trends)
    return [(end - (len(one.factors) + 1) / 2, one.name) for one, end in zip(trends, ends, strict=True)]


def _short(trend: str) -> str:
    return safe(trend if len(trend) <= 30 else f"{trend[:29].rstrip()}…")


def _lines(trends: Sequence[Trend], count: int) -> list[dict[str, Any]]:
    """Lines between the trends, within the triangle."""
    line = {"type": "line", "line": {"color": LINE, "width": 1}, "layer": "above"}
    ends = [end - 0.5 for end in accumulate(len(trend.factors) for trend in trends)][:-1]
    last = count - 0.5
    across = [{**line, "x0": -0.5, "x1": end, "y0": end, "y1": end} for end in ends]
    along = [{**line, "x0": end, "x1": end, "y0": end, "y1": last} for end in ends]
    diagonal = {
        **line,
        "line": {"color": INK, "width": 0.5},
        "x0": -0.5,
        "x1": last,
        "y0": -0.5,
        "y1": last,
    }
    return [*across, *along, diagonal]
