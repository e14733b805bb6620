"""The map of scenarios to be touched: each tells its name and the values in which it differs."""

from collections.abc import Mapping

from pipeline.core.types import Sheet
from pipeline.publish.colours import INK, PAPER, look
from pipeline.publish.pictures.space_map import told
from pipeline.publish.plots.frame import MARKERS, Plot, framed, listed, safe
from pipeline.scenarios.landscape import Landscape, Place, differing

_GREY = "#B4B4B4"
_ABOVE = "top center"


def space_plot(landscape: Landscape, names: Mapping[str, str]) -> Plot:
    """The map of the clusters under their `names` by id, the consistent scenarios behind them."""
    from plotly.graph_objects import Scatter

    sheet = landscape.sheet
    traces = []
    if landscape.background:
        traces.append(
            Scatter(
                x=[place.x for place in landscape.background],
                y=[place.y for place in landscape.background],
                mode="markers",
                name="konsistente Szenarien",
                marker={"size": 5, "color": _GREY},
                hovertext=[
                    _of_background(place, landscape, sheet, names) for place in landscape.background
                ],
                hoverinfo="text",
            )
        )
    for number, place in enumerate(landscape.clusters):
        seen = look(number)
        traces.append(
            Scatter(
                x=[place.x],
                y=[place.y],
                mode="markers+text",
                name=safe(names[place.cluster]),
                text=[safe(names[place.cluster])],
                textposition=_ABOVE if number % 2 == 0 else "bottom center",
                textfont={"size": 14, "weight": 700, "color": INK, "shadow": f"0 0 4px {PAPER}"},
                cliponaxis=False,
                marker={
                    "size": 17,
                    "symbol": MARKERS[seen.marker],
                    "color": seen.colour,
                    "line": {"color": PAPER, "width": 1.5},
                },
                hovertext=[_of_cluster(place, landscape, sheet, names)],
                hoverinfo="text",
            )
        )
    bare = {"visible": True, "showticklabels": False, "showgrid": False, "zeroline": False, "mirror": True}
    across = {**bare, "range": _range([place.x for place in landscape.places]), "constrain": "domain"}
    along = {**bare, "range": _range([place.y for place in landscape.places]), "scaleanchor": "x"}
    figure = framed(traces, 620, xaxis=across, yaxis=along)
    alt = f"Karte der Szenarien {', '.join(names[place.cluster] for place in landscape.clusters)}"
    note = "Je näher, desto weniger Einflussfaktoren unterscheiden die Szenarien. "
    return Plot("karte", "Karte der Szenarien", alt, note + " ".join(told(landscape)), figure)


def _range(numbers: list[float]) -> list[float]:
    low, high = min(numbers), max(numbers)
    edge = (high - low) * 0.12 or 0.1
    return [low - edge, high + edge]


def _of_cluster(place: Place, landscape: Landscape, sheet: Sheet, names: Mapping[str, str]) -> str:
    """The cluster's values that no other one has; where it shares all, that is said."""
    others = [one for one in landscape.clusters if one.cluster != place.cluster]
    own = [
        position
        for position, choice in enumerate(place.choice)
        if all(other.choice[position] != choice for other in others)
    ]
    count = len(sheet.factors)
    head = f"<b>{safe(names[place.cluster])}</b>"
    said = f"nur hier: {len(own)} von {count} Ausprägungen" if others else f"{count} Ausprägungen"
    return "<br>".join([head, said, *_values(place, own, sheet)])


def _of_background(place: Place, landscape: Landscape, sheet: Sheet, names: Mapping[str, str]) -> str:
    """The nearest cluster and the values in which the scenario differs from it."""
    apart = {one.cluster: differing(place, one) for one in landscape.clusters}
    nearest = min(apart, key=lambda cluster: len(apart[cluster]))
    found = list(apart[nearest])
    head = f"Konsistentes Szenario, am nächsten: <b>{safe(names[nearest])}</b>"
    said = f"anders in {len(found)} von {len(sheet.factors)} Einflussfaktoren"
    return "<br>".join([head, said, *_values(place, found, sheet)])


def _values(place: Place, positions: list[int], sheet: Sheet) -> list[str]:
    lines = []
    for position in positions:
        factor = sheet.factors[position]
        lines.append(f"{safe(factor.name)}: {safe(factor.values[place.choice[position]].label)}")
    return listed(lines, len(positions))
