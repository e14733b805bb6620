"""The scenario tableau: what each factor is in each scenario, grouped by trend, and how firmly it stands.

One sheet where it fits, otherwise as many as it takes: at a size at which fifty factors would fit on one
A4 sheet nobody can read them. More than `_UPRIGHT` scenarios lie across.
"""

from collections.abc import Collection, Mapping, Sequence

from pipeline.core.types import Cluster, Clusters, Sheet
from pipeline.publish.colours import look
from pipeline.publish.pictures.breaking import wrapped
from pipeline.publish.pictures.canvas import (
    BOTTOM,
    HEIGHT,
    SUBTITLE,
    TEXT,
    TOP,
    WIDTH,
    Paper,
    Picture,
    style,
)
from pipeline.publish.pictures.font import line_height, width
from pipeline.publish.pictures.marks import (
    CONFIDENCES,
    RADIUS,
    band,
    emblem,
    padlock,
    rule,
    shade,
    sureness,
)
from pipeline.publish.pictures.rows import (
    AIR,
    FACTOR,
    FORCED,
    IMPLAUSIBLE,
    KEY,
    LOCKED,
    MARK,
    SIGN,
    Row,
    blocks,
)
from pipeline.publish.pictures.sheets import balanced, total

TITLE = "Szenario-Tableau"
_UPRIGHT = 5
_GROUND = "#ECECEC"
_EMBLEM = 4.7  # points
_LINE, _LEGEND, _GAP = 4.2, 11.0, 4.0
_SIGNS = {
    LOCKED: "von Hand festgelegt",
    FORCED: "nur, weil keine andere frei war",
    IMPLAUSIBLE: "den Gruppen unplausibel",
}


def tableau(clusters: Clusters, sheet: Sheet, names: Mapping[str, str]) -> tuple[Picture, ...]:
    """The sheets of the tableau, `names` being those of the clusters by id."""
    found = clusters.clusters
    wide, high = (WIDTH, HEIGHT) if len(found) <= _UPRIGHT else (HEIGHT, WIDTH)
    column = (wide - FACTOR) / len(found)
    room = column - 3 * AIR - 4
    heads = [wrapped(names[one.id], room, SUBTITLE, bold=True, most=5) for one in found]
    head = max(map(len, heads)) * line_height(SUBTITLE) + 2 * AIR
    pages = balanced(blocks(found, sheet, column, wide), high - TOP - head - _LEGEND - BOTTOM)
    return tuple(
        _page(found, names, heads, rows, (number, len(pages)), wide) for number, rows in enumerate(pages, 1)
    )


def _page(
    clusters: Sequence[Cluster],
    names: Mapping[str, str],
    heads: Sequence[tuple[str, ...]],
    rows: Sequence[Row],
    page: tuple[int, int],
    wide: float,
) -> Picture:
    number, pages = page
    column = (wide - FACTOR) / len(clusters)
    head = max(map(len, heads)) * line_height(SUBTITLE) + 2 * AIR
    height = TOP + head + total(rows) + _LEGEND + BOTTOM
    part = f", Blatt {number} von {pages}" if pages > 1 else ""
    with style():
        paper = Paper(TITLE + part, "Was in welchem Szenario gilt und wie fest es dort steht", wide, height)
        for place, lines in enumerate(heads):
            seen, x = look(place), FACTOR + place * column
            band(paper.axes, x + 0.3, TOP, column - 0.6, head, seen.colour)
            emblem(paper.axes, x + 2.6, TOP + head / 2, seen, _EMBLEM, seen.ink)
            paper.write_lines(x + 5, TOP + head / 2, lines, points=SUBTITLE, bold=True, colour=seen.ink)
        y = TOP + head
        for row in rows:
            _draw(paper, row, y, column)
            y += row.height
        rule(paper.axes, (0, y), (wide, y))
        _legend(paper, y + _LINE, {sign for row in rows for cell in row.cells for sign in cell.signs})
        name = "tableau" if pages == 1 else f"tableau-{number}"
        return paper.picture(name, _told(clusters, names, rows, part))


def _draw(paper: Paper, row: Row, y: float, column: float) -> None:
    middle = y + row.height / 2
    if not row.cells:
        band(paper.axes, 0, y, paper.width, row.height, _GROUND)
        paper.write_lines(AIR, middle, row.lines, points=SUBTITLE, bold=True)
        return
    rule(paper.axes, (0, y), (paper.width, y))
    paper.write_lines(AIR, middle, row.lines, bold=row.key)
    for place, cell in enumerate(row.cells):
        x = FACTOR + place * column
        sure = cell.placement.confidence if cell.placement else None
        band(paper.axes, x + 0.3, y, column - 0.6, row.height, shade(look(place).colour, sure))
        if sure:
            sureness(paper.axes, x + AIR + RADIUS, middle, sure)
        paper.write_lines(x + MARK, middle, cell.lines)
        for offset, sign in enumerate(reversed(cell.signs)):
            _sign(paper, x + column - SIGN * (offset + 0.5) - 0.4, middle, sign)


def _sign(paper: Paper, x: float, y: float, sign: str) -> None:
    if sign == LOCKED:
        padlock(paper.axes, x, y)
    else:
        paper.write(x, y, sign, points=SUBTITLE, across="center")


def _legend(paper: Paper, y: float, signs: Collection[str]) -> None:
    """How firm on the first line, what else is marked on the second."""
    paper.write(AIR, y, "Zuordnung:")
    x = AIR + width("Zuordnung:", TEXT) + 2 * AIR
    for sure in CONFIDENCES:
        sureness(paper.axes, x + RADIUS, y, sure)
        paper.write(x + MARK, y, sure)
        x += MARK + width(sure, TEXT) + _GAP
    x, y = AIR, y + _LINE
    for sign, meaning in _SIGNS.items():
        if sign in signs:
            _sign(paper, x + RADIUS, y, sign)
            paper.write(x + MARK, y, meaning)
            x += MARK + width(meaning, TEXT) + _GAP
    paper.write(x, y, KEY, bold=True)


def _told(clusters: Sequence[Cluster], names: Mapping[str, str], rows: Sequence[Row], part: str) -> str:
    factors = [row for row in rows if row.cells]
    sure = [cell.placement.confidence for row in factors for cell in row.cells if cell.placement]
    counts = ", ".join(f"{sure.count(one)} {one}" for one in CONFIDENCES)
    return (
        f"{TITLE}{part}: {len(factors)} Einflussfaktoren in {len(clusters)} Szenarien "
        f"({', '.join(names[one.id] for one in clusters)}); Zuordnungen: {counts}."
    )
