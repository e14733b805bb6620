"""How firm each value stands in its cluster: one bar a value, the firmest first."""

from collections.abc import Mapping
from typing import Any

from pipeline.core.types import Cluster, Clusters, Confidence, Placement, Sheet
from pipeline.publish.colours import COLOURS, INK, LINE, UNKNOWN, tinted
from pipeline.publish.plots.frame import LISTED, Plot, framed, safe
from pipeline.scenarios.placed import placements, unplaced

_ROW, _EDGES = 130, 90  # in pixels
_LOOKS: dict[Confidence, tuple[str, str]] = {
    "fest": (COLOURS[0], ""),
    "wahrscheinlich": (tinted(COLOURS[0], 0.45), "/"),
    "offen": (UNKNOWN, "."),
}
"""Colour and pattern, so that a grey print tells them apart."""


def stability_plot(
    clusters: Clusters, sheet: Sheet, names: Mapping[str, str], share_of: str
) -> Plot | None:
    """The bars of all clusters, one row a cluster; `share_of` says of what the share is one.

    None where nothing is known of how firm the values stand.
    """
    from plotly.graph_objects import Bar

    if not any(placements(one) for one in clusters.clusters):
        return None
    traces = []
    for row, cluster in enumerate(clusters.clusters, start=1):
        ordered = sorted(
            placements(cluster), key=lambda one: (list(_LOOKS).index(one.confidence), -one.share)
        )
        for confidence, (colour, pattern) in _LOOKS.items():
            chosen = [(at, one) for at, one in enumerate(ordered) if one.confidence == confidence]
            places: list[int | None] = [at for at, _ in chosen]
            traces.append(
                Bar(
                    x=places or [None],  # without a bar Plotly would leave the kind out of the legend
                    y=[one.share for _, one in chosen],
                    name=confidence,
                    legendgroup=confidence,
                    showlegend=row == 1,
                    marker={
                        "color": colour,
                        "line": {"color": INK, "width": 0.5},
                        "pattern": {
                            "shape": pattern,
                            "bgcolor": colour,
                            "fgcolor": INK,
                            "size": 6,
                            "solidity": 0.15,
                        },
                    },
                    hovertext=[_told(one, cluster, sheet, names, share_of) for _, one in chosen],
                    hoverinfo="text",
                    xaxis=_axis("x", row),
                    yaxis=_axis("y", row),
                )
            )
    count = len(clusters.clusters)
    figure = framed(
        traces,
        _ROW * count + _EDGES,
        margin={"l": 60, "r": 20, "t": 10, "b": 60},
        bargap=0.15,
        annotations=[
            _name(names[one.id], row, count) for row, one in enumerate(clusters.clusters, start=1)
        ],
        **_axes(count, max(len(placements(one)) for one in clusters.clusters)),
    )
    note = (
        f"Ein Balken je Ausprägung: welcher Anteil {share_of} sie demselben Szenario zuordnet. Das sagt, "
        "wie eindeutig die Zuordnung ist, nicht, wie wahrscheinlich die Ausprägung eintritt."
    )
    bare = [value for one in clusters.clusters for value in unplaced(one)]
    if bare:
        labels = ", ".join(f"„{sheet.value(value).label}“" for value in bare[:LISTED])
        rest = f" und {len(bare) - LISTED} weitere" if len(bare) > LISTED else ""
        note += f" Ohne Balken, weil von Hand gesetzt und nicht berechnet, also offen: {labels}{rest}."
    alt = f"Stabilität der Zuordnung in {count} Szenarien"
    return Plot("stabilitaet", "Stabilität der Zuordnung", alt, note, figure)


def _axis(letter: str, row: int) -> str:
    return letter if row == 1 else f"{letter}{row}"


def _top(row: int, count: int) -> float:
    return 1 - (row - 1) / count


def _axes(count: int, most: int) -> dict[str, Any]:
    """One pair of axes for each row, from the top, with room for the name above the bars."""
    layout: dict[str, Any] = {}
    for row in range(1, count + 1):
        top, height = _top(row, count), 1 / count
        layout[f"xaxis{row if row > 1 else ''}"] = {
            "anchor": _axis("y", row),
            "range": [-0.7, most - 0.3],
            "showticklabels": False,
            "showgrid": False,
            "zeroline": False,
        }
        layout[f"yaxis{row if row > 1 else ''}"] = {
            "anchor": _axis("x", row),
            "domain": [max(top - 0.97 * height, 0), top - 0.28 * height],
            "range": [0, 1],
            "tickvals": [0, 0.5, 1],
            "ticktext": ["0", "50 %", "100 %"],
            "gridcolor": LINE,
            "zeroline": False,
        }
    return layout


def _name(name: str, row: int, count: int) -> dict[str, object]:
    return {
        "text": f"<b>{safe(name)}</b>",
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "y": _top(row, count) - 0.26 / count,
        "xanchor": "left",
        "yanchor": "bottom",
        "showarrow": False,
    }


def _told(one: Placement, cluster: Cluster, sheet: Sheet, names: Mapping[str, str], share_of: str) -> str:
    factor = next(factor for factor in sheet.factors if cluster.members[factor.id] == one.value)
    share = f"{100 * one.share:.0f} % {share_of}"
    lines = [
        f"{safe(factor.name)}: <b>{safe(sheet.value(one.value).label)}</b>",
        f"{one.confidence}, {share}",
    ]
    if one.runner_up in names:
        lines.append(f"nächstbestes Szenario: {safe(names[one.runner_up])}")
    if one.forced:
        lines.append("steht hier nur, weil der Einflussfaktor den Platz füllen muss")
    if one.why:
        lines.append(safe(one.why))
    return "<br>".join(lines)
