"""The heat map: how well the values of each scenario go together, ordered by trend; ratings come first.

One panel a scenario, all with one scale, so that they can be compared. Many factors are labelled by trend
alone, and a second picture shows the means of the trends. The worst tensions carry numbers, told below.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from pipeline.core.types import Cluster, Clusters, Rating, Sheet
from pipeline.publish.colours import SOFT, look
from pipeline.publish.going_together import Pairs
from pipeline.publish.pictures.breaking import wrapped
from pipeline.publish.pictures.canvas import BOTTOM, SMALL, SUBTITLE, TOP, WIDTH, Paper, Picture, style
from pipeline.publish.pictures.consistency import View, all_named, by_factor, by_trend_alone
from pipeline.publish.pictures.font import line_height
from pipeline.publish.pictures.marks import emblem
from pipeline.publish.pictures.panel import (
    Grid,
    bordered,
    coloured,
    labelled,
    marked,
    numbered,
    numbered_dot,
    scale,
)
from pipeline.publish.pictures.trends import by_trend
from pipeline.scenarios.affinity import ORIGIN, Affinity
from pipeline.scenarios.pairs.precedence import MODEL

RATED, COMPUTED = "Konsistenz der Szenarien", "Passung der Ausprägungen"
"""The title, by who says most of what is shown: consistency is a judgement, likeness of texts is none."""
_BY_RATINGS = "Bewertungen gehen vor (±3 ist ±1); was niemand bewertet hat, ist aus den Texten gerechnet"
_BY_TEXTS = "Alles ist aus den Texten gerechnet (Nähe, −1 bis 1), nichts davon hat jemand beurteilt"
_LABELS, _BETWEEN = 40.0, 5.0
_HEAD, _FOOT = 10.0, 12.0
_SCALE = 50.0
_FEW = 4  # scenarios stand two in a row, more of them three
_MOST, _LINES = {1: 3, 2: 3, 3: 1}, 3
"""Tensions told of a scenario, by rows of panels, so that an A4 sheet takes them; lines of each."""
_DOT = 4.0
_LEGEND = WIDTH - _LABELS - _SCALE - 4
_FACTORS = "Grau (–): ein Faktor mit sich selbst, oder nichts bekannt"
_TRENDS = "Grau (–): nichts bekannt"
_DOTS = "; Zahl im Kreis: Spannung"


@dataclass(frozen=True)
class _Told:
    """A tension: the cells where it stands and what is said of it."""

    row: int
    column: int
    lines: tuple[str, ...]


def heat(
    clusters: Clusters,
    sheet: Sheet,
    affinity: Affinity,
    names: Mapping[str, str],
    ratings: Sequence[Rating] = (),
) -> tuple[Picture, ...]:
    """The panels of all clusters, `names` being theirs by id; with many factors also by trend alone."""
    trends, found = by_trend(sheet), clusters.clusters
    pairs = Pairs(affinity, ratings)
    rated = [one.rated for one in pairs.within(found)]
    view = by_factor(found, trends, pairs.outweighed(affinity))
    title = RATED if 2 * sum(rated) > len(rated) else COMPUTED
    source = _BY_TEXTS
    if any(rated):
        view, source = replace(view, limit=1.0), _BY_RATINGS  # as on the page to be touched
    pictures = [_picture("consistency", title, "zweier Faktoren", source, view, found, names)]
    if not all_named(trends):
        alone = by_trend_alone(view, trends)
        title, pair = f"{title} nach Trends", "zweier Trends im Mittel"
        pictures.append(_picture("consistency-trends", title, pair, source, alone, found, names))
    return tuple(pictures)


def _picture(
    name: str,
    title: str,
    pair: str,
    source: str,
    view: View,
    clusters: Sequence[Cluster],
    names: Mapping[str, str],
) -> Picture:
    across = 2 if len(clusters) <= _FEW else 3
    side = (WIDTH - _LABELS - (across - 1) * _BETWEEN) / across
    rows = [range(len(clusters))[start : start + across] for start in range(0, len(clusters), across)]
    told = [_told(one, view, side - _DOT)[: _MOST.get(len(rows), 0)] for one in clusters]
    below = [max(_height(told[place]) for place in row) + _BETWEEN for row in rows]
    height = TOP + sum(_HEAD + side + extra for extra in below) + _FOOT + BOTTOM
    subtitle = f"Je blauer, desto besser passen die Ausprägungen {pair} zusammen; rostrot mit Strich: nicht"
    with style():
        paper = Paper(title, subtitle, height=height)
        y = TOP + _HEAD
        for row, extra in zip(rows, below, strict=True):
            for place in row:
                x = _LABELS + (place - row[0]) * (side + _BETWEEN)
                grid = Grid(x, y, side, len(view.scores[place]))
                _panel(paper, grid, place, names[clusters[place].id], view, told[place])
            labelled(paper, Grid(_LABELS, y, side, grid.cells), view.labels, view.middles, _LABELS - 2)
            y += side + extra + _HEAD
        y -= _HEAD
        scale(paper, _LABELS, y, _SCALE, view.limit)
        legend = f"{source}. " + (_FACTORS if view.cells else _TRENDS) + (_DOTS if any(told) else "")
        x = _LABELS + _SCALE + 4
        paper.write(x, y, legend, points=SMALL, colour=SOFT, along="top", room=_LEGEND, most=4)
        return paper.picture(name, _alt(title, source, view, clusters, names))


def _panel(paper: Paper, grid: Grid, place: int, name: str, view: View, tensions: Sequence[_Told]) -> None:
    coloured(paper, grid, view.scores[place], view.limit)
    bordered(paper, grid, view.starts)
    numbered(paper, grid, view.middles)
    emblem(paper.axes, grid.x + 1.5, grid.y - 6.5, look(place), 5.0)
    paper.write(grid.x + 4, grid.y - 6.5, name, points=SUBTITLE, bold=True, room=grid.side - 4, most=2)
    y = grid.y + grid.side + 2
    for number, one in enumerate(tensions, start=1):
        marked(paper, grid, one.row, one.column, str(number))
        numbered_dot(paper, grid.x + 1.5, y + line_height(SMALL) / 2, str(number))
        paper.write_lines(grid.x + _DOT, y, one.lines, points=SMALL, along="top")
        y += len(one.lines) * line_height(SMALL) + 0.6


def _told(cluster: Cluster, view: View, room: float) -> tuple[_Told, ...]:
    """The tensions between the factors of a view, the worst first."""
    cell = {cluster.members[factor.id]: place for place, factor in enumerate(view.cells)}
    label = {value.id: value.label for factor in view.cells for value in factor.values}
    told = []
    for one in sorted(cluster.tensions, key=lambda tension: tension.score):
        if one.first in cell and one.second in cell:
            by = "Texte" if one.origin == ORIGIN else one.origin.replace(MODEL, "Sprachmodell ")
            text = f"{label[one.first]} ↔ {label[one.second]}" + (f" ({by})" if by else "")
            lines = wrapped(text, room, SMALL, most=_LINES)
            told.append(_Told(cell[one.first], cell[one.second], lines))
    return tuple(told)


def _height(told: Sequence[_Told]) -> float:
    return sum(len(one.lines) * line_height(SMALL) + 0.6 for one in told) + (2 if told else 0)


def _alt(title: str, source: str, view: View, clusters: Sequence[Cluster], names: Mapping[str, str]) -> str:
    parts = []
    for one, scores in zip(clusters, view.scores, strict=True):
        pairs = scores[np.triu_indices(len(scores))]
        known = pairs[~np.isnan(pairs)]
        share = f"{100 * (known > 0).mean():.0f} % der Paare über null" if len(known) else "nichts bekannt"
        parts.append(f"{names[one.id]}: {share}, {len(one.tensions)} Spannungen")
    return f"{title} als farbige Felder. {source}. {'; '.join(parts)}. Trends: {', '.join(view.labels)}."
