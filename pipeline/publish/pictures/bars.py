"""Stability bars: how often each value stays in its scenario, the steadiest first.

A share is one of repetitions or of voices, never of futures. What is "offen" is drawn without a filling,
however long its bar: a title without a text is never placed with confidence.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.core.types import Cluster, Clusters, Confidence, Placement, Sheet
from pipeline.publish.colours import INK, LINE, PAPER, SOFT, Look, look, tinted
from pipeline.publish.pictures.breaking import wrapped
from pipeline.publish.pictures.canvas import (
    BOTTOM,
    HEIGHT,
    SMALL,
    SUBTITLE,
    TOP,
    WIDTH,
    Paper,
    Picture,
    style,
)
from pipeline.publish.pictures.font import line_height, width
from pipeline.publish.pictures.marks import CONFIDENCES, emblem, padlock, rule
from pipeline.publish.pictures.sheets import balanced, total
from pipeline.scenarios.bundles import FIRM, LIKELY
from pipeline.scenarios.placed import placements, unplaced

TITLE = "Wie fest die Zuordnungen sind"
REPEATED = (
    "Länge: wie oft die Zuordnung dieselbe bleibt, wenn Faktoren, Merkmale und Startwerte zufällig anders "
    "gewichtet sind"
)
BARE = "offen: von Hand gesetzt, nicht berechnet"
VOICED = "Länge: wie viele Stimmen des Sprachmodells dieselbe Zuordnung geben"
_LABEL, _BAR, _SHARE = 76.0, 54.0, 9.0
_OTHER = _LABEL + _BAR + _SHARE
_THICK, _AIR = 2.1, 0.7
_HEAD, _AFTER, _LEGEND = 12.0, 5.0, 7.0
_STRENGTH: Mapping[Confidence, float] = {"fest": 0.85, "wahrscheinlich": 0.25, "offen": 0.0}
_MEANING: Mapping[Confidence, str] = {
    "fest": f"fest (ab {100 * FIRM:.0f} %)",
    "wahrscheinlich": f"wahrscheinlich (ab {100 * LIKELY:.0f} %)",
    "offen": "offen (darunter oder ohne Text)",
}
_LOCKED = "von Hand festgelegt"


@dataclass(frozen=True)
class _Bar:
    """A bar of the cluster at a place; the first of a cluster has its heading above it."""

    place: int
    lines: tuple[str, ...]
    key: bool
    placement: Placement | None
    locked: bool
    first: bool

    @property
    def height(self) -> float:
        return len(self.lines) * line_height(SMALL) + _AIR + (_HEAD + _AFTER) * self.first


def bars(
    clusters: Clusters, sheet: Sheet, names: Mapping[str, str], *, voiced: bool = False
) -> tuple[Picture, ...]:
    """The bars of all clusters, `names` being theirs by id; with `voiced` the shares are of voices.

    Where no placements are known there is no picture.
    """
    blocks = [_bars(place, one, sheet) for place, one in enumerate(clusters.clusters)]
    sheets = balanced(blocks, HEIGHT - TOP - BOTTOM - _LEGEND - _HEAD - _AFTER)
    looks = {one.id: look(place) for place, one in enumerate(clusters.clusters)}
    heads = [names[one.id] for one in clusters.clusters]
    pictures = []
    for number, rows in enumerate(sheets, start=1):
        part = f", Blatt {number} von {len(sheets)}" if len(sheets) > 1 else ""
        name = f"stability-{number}" if len(sheets) > 1 else "stability"
        with style():
            height = TOP + total(rows) + (_HEAD + _AFTER) * (not rows[0].first) + _LEGEND + BOTTOM
            paper = Paper(TITLE + part, VOICED if voiced else REPEATED, height=height)
            _drawn(paper, rows, heads, looks, names)
            _legend(paper, height - BOTTOM - _LEGEND / 2)
            pictures.append(paper.picture(name, _told(TITLE + part, rows, heads, sheet)))
    return tuple(pictures)


def _bars(place: int, cluster: Cluster, sheet: Sheet) -> tuple[_Bar, ...]:
    """The bars of a cluster, by confidence and then by share."""
    factor_of = {value.id: factor for factor in sheet.factors for value in factor.values}
    order = sorted(placements(cluster), key=lambda one: (CONFIDENCES.index(one.confidence), -one.share))
    known: list[tuple[str, Placement | None]] = [(one.value, one) for one in order]
    found = []
    for number, (value, one) in enumerate([*known, *((bare, None) for bare in unplaced(cluster) if known)]):
        factor = factor_of[value]
        key = factor.rolle == "Schlüsselfaktor"
        lines = wrapped(factor.name or factor.id, _LABEL - 5, SMALL, bold=key, most=3)
        found.append(_Bar(place, lines, key, one, value in cluster.locks, number == 0))
    return tuple(found)


def _drawn(
    paper: Paper,
    rows: Sequence[_Bar],
    heads: Sequence[str],
    looks: Mapping[str, Look],
    names: Mapping[str, str],
) -> None:
    y = TOP
    for number, row in enumerate(rows):
        if row.first or number == 0:
            same = [each for each in rows if each.place == row.place]
            _head(paper, y, heads[row.place], look(row.place), sum(map(_own, same)))
            y += _HEAD
        middle = y + _own(row) / 2
        _bar(paper, middle, row)
        one = row.placement
        if one is not None and one.confidence != "fest" and one.runner_up in looks:
            other = looks[one.runner_up]
            emblem(paper.axes, _OTHER + 3, middle, other, 3.5)
            told = names[one.runner_up]
            paper.write(_OTHER + 5.5, middle, told, points=SMALL, room=WIDTH - _OTHER - 5.5)
        y += _own(row)
        if number + 1 < len(rows) and rows[number + 1].first:
            y += _AFTER


def _own(row: _Bar) -> float:
    return row.height - (_HEAD + _AFTER) * row.first


def _head(paper: Paper, y: float, name: str, seen: Look, below: float) -> None:
    """The cluster's name, and the axis over the height of its bars with both limits."""
    emblem(paper.axes, 1.5, y + 4, seen, 5.0)
    paper.write(4, y + 4, name, points=SUBTITLE, bold=True, room=_LABEL - 6, most=2)
    top, bottom = y + _HEAD - 0.8, y + _HEAD + below
    for share in (0.0, LIKELY, FIRM, 1.0):
        x = _LABEL + share * _BAR
        limit = share in (LIKELY, FIRM)
        colour = SOFT if limit else LINE
        rule(paper.axes, (x, top), (x, bottom), colour=colour, weight=0.6, dashed=limit)
        paper.write(
            x, top - 0.3, _percent(share), points=SMALL, colour=SOFT, across="center", along="bottom"
        )
    paper.write(_OTHER + 1.5, top - 0.3, "sonst am ehesten in", points=SMALL, colour=SOFT, along="bottom")


def _bar(paper: Paper, middle: float, row: _Bar) -> None:
    one = row.placement
    paper.write_lines(0, middle, row.lines, points=SMALL, bold=row.key)
    if row.locked:
        padlock(paper.axes, _LABEL - 2.5, middle)
    if one is None:
        paper.write(_LABEL + 1, middle, BARE, points=SMALL, colour=SOFT)
        return
    _filled(paper, _LABEL, middle, one.share * _BAR, one.confidence, look(row.place))
    paper.write(_LABEL + _BAR + _SHARE - 0.5, middle, _percent(one.share), points=SMALL, across="right")


def _percent(share: float) -> str:
    """Rounded, but never up to a limit that is not reached."""
    rounded = round(100 * share)
    missed = any(share < limit <= rounded / 100 for limit in (LIKELY, FIRM, 1.0))
    return f"{rounded - missed} %"


def _filled(paper: Paper, x: float, y: float, wide: float, sure: Confidence, seen: Look) -> None:
    from matplotlib.patches import Rectangle

    corner = (x, y - _THICK / 2)
    colour = tinted(seen.colour, _STRENGTH[sure])
    edge, line = (SOFT, (0, (2, 1.5))) if sure == "offen" else (seen.colour, "-")
    ground = Rectangle(
        corner, wide, _THICK, facecolor=colour, edgecolor=edge, linewidth=0.6, linestyle=line
    )
    paper.axes.add_artist(ground)
    if sure == "wahrscheinlich":
        hatch = Rectangle(
            corner, wide, _THICK, fill=False, edgecolor=seen.colour, hatch="//////", linewidth=0
        )
        paper.axes.add_artist(hatch)


def _legend(paper: Paper, y: float) -> None:
    x = 0.0
    neutral = Look(INK, "", "o", "-", PAPER)
    for sure in CONFIDENCES:
        _filled(paper, x, y, 8, sure, neutral)
        paper.write(x + 9.5, y, _MEANING[sure], points=SMALL)
        x += 9.5 + width(_MEANING[sure], SMALL) + 5
    padlock(paper.axes, x + 1, y)
    paper.write(x + 3, y, _LOCKED, points=SMALL)
    paper.write(x + 3 + width(_LOCKED, SMALL) + 5, y, "Schlüsselfaktor", points=SMALL, bold=True)


def _told(title: str, rows: Sequence[_Bar], heads: Sequence[str], sheet: Sheet) -> str:
    """How many of each confidence, and what is open, by name."""
    factor_of = {value.id: factor.name for factor in sheet.factors for value in factor.values}
    parts = []
    for place in dict.fromkeys(row.place for row in rows):
        own = [row.placement for row in rows if row.place == place]
        known = [one for one in own if one is not None]
        counts = ", ".join(f"{sum(p.confidence == one for p in known)} {one}" for one in CONFIDENCES)
        unsure = [factor_of[p.value] for p in known if p.confidence == "offen"]
        counts += f" ({', '.join(unsure)})" if unsure else ""
        parts.append(f"{heads[place]}: {counts}" + f", {len(own) - len(known)} {BARE}" * (own != known))
    return f"{title}. {'; '.join(parts)}."
