"""The Windkanal as a picture: measures × scenarios, grouped by what follows, each cell with its sign.

The signs alone say all: colour only helps. A cell that nobody rated is empty with a dotted edge, a proposal
stands in brackets, a condition has a mark, dissent another. One sheet where it fits, otherwise several.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from pipeline.publish.colours import INK, LINE, PAPER, SOFT, diverging, look, readable_on
from pipeline.publish.pictures.breaking import wrapped
from pipeline.publish.pictures.canvas import (
    BOTTOM,
    HEIGHT,
    SMALL,
    SUBTITLE,
    TEXT,
    TOP,
    WIDTH,
    Paper,
    Picture,
    style,
)
from pipeline.publish.pictures.font import line_height, width
from pipeline.publish.pictures.marks import band, emblem, rule
from pipeline.publish.pictures.sheets import balanced, total
from pipeline.scenarios.windkanal.nouns import Assessed, Verdict, WindCell, Windkanal
from pipeline.scenarios.windkanal.scale import MEANING, sign
from pipeline.scenarios.windkanal.verdicts import ORDER, WORDS

NAME, TITLE = "windkanal", "Windkanal"
_SAYS: dict[Verdict, str] = {
    "robust": "hilft in jedem Szenario",
    "option": "hilft in einigen oder unter einer Bedingung, schadet in keinem",
    "risky": "schadet in mindestens einem Szenario",
    "open": "noch nicht überall bewertet, oder ändert nirgends etwas",
}
_GROUND = "#ECECEC"
_MEASURE, _AIR, _EMBLEM = 76.0, 1.0, 4.7
_GROUP, _LEGEND, _LINE = 5.4, 12.0, 4.4
_CONDITION, _DISSENT = "B", "≠"
_GAP = 5.0


@dataclass(frozen=True)
class _Row:
    """A measure with its cells, or a verdict where there is no measure."""

    lines: tuple[str, ...]
    row: Assessed | None
    height: float
    says: str = ""


def windkanal(found: Windkanal) -> tuple[Picture, ...]:
    """The sheets, the first named "windkanal", more of them "windkanal-2" and so on."""
    clusters = list(found.names)
    column = (WIDTH - _MEASURE) / len(clusters)
    heads = [wrapped(found.names[one], column - 5.5, TEXT, bold=True, most=5) for one in clusters]
    head = max(map(len, heads)) * line_height(TEXT) + 2 * _AIR
    sheets = balanced(_blocks(found), HEIGHT - TOP - head - _LEGEND - BOTTOM)
    return tuple(_page(found, heads, rows, (number, len(sheets))) for number, rows in enumerate(sheets, 1))


def _blocks(found: Windkanal) -> list[list[_Row]]:
    """The measures by verdict, those that hold everywhere first."""
    blocks = []
    for verdict in ORDER:
        rows = [_row(one) for one in found.measures if one.verdict == verdict]
        if rows:
            title = f"{WORDS[verdict].capitalize()} ({len(rows)})"
            blocks.append([_Row((title,), None, _GROUP, _SAYS[verdict]), *rows])
    return blocks


def _row(one: Assessed) -> _Row:
    lines = wrapped(one.measure.title, _MEASURE - 2 * _AIR - 11, TEXT, most=2)
    return _Row(lines, one, len(lines) * line_height(TEXT) + 1.3 * _AIR)


def _page(
    found: Windkanal, heads: Sequence[tuple[str, ...]], rows: Sequence[_Row], page: tuple[int, int]
) -> Picture:
    number, pages = page
    column = (WIDTH - _MEASURE) / len(heads)
    head = max(map(len, heads)) * line_height(TEXT) + 2 * _AIR
    part = f", Blatt {number} von {pages}" if pages > 1 else ""
    height = TOP + head + total(rows) + _LEGEND + BOTTOM
    with style():
        paper = Paper(TITLE + part, "Wie die Maßnahmen in den Szenarien ankommen", WIDTH, height)
        for place, lines in enumerate(heads):
            seen, x = look(place), _MEASURE + place * column
            band(paper.axes, x + 0.3, TOP, column - 0.6, head, seen.colour)
            emblem(paper.axes, x + 2.4, TOP + head / 2, seen, _EMBLEM, seen.ink)
            paper.write_lines(x + 4.6, TOP + head / 2, lines, bold=True, colour=seen.ink)
        y = TOP + head
        for row in rows:
            _draw(paper, row, y, column)
            y += row.height
        rule(paper.axes, (0, y), (WIDTH, y))
        cells = [cell for row in rows if row.row for cell in row.row.cells]
        _legend(paper, y + _LINE, cells)
        return paper.picture(NAME if number == 1 else f"{NAME}-{number}", _alt(found, rows, part))


def _draw(paper: Paper, row: _Row, y: float, column: float) -> None:
    middle = y + row.height / 2
    if row.row is None:
        band(paper.axes, 0, y, WIDTH, row.height, _GROUND)
        paper.write_lines(_AIR, middle, row.lines, points=SUBTITLE, bold=True)
        x = 2 * _AIR + width(row.lines[0], SUBTITLE, bold=True)
        paper.write(x + 2, middle, row.says, points=SMALL, colour=SOFT)
        return
    rule(paper.axes, (0, y), (WIDTH, y))
    paper.write(_AIR, middle, row.row.measure.id, points=SMALL, colour=SOFT, room=10)
    paper.write_lines(_AIR + 11, middle, row.lines)
    for place, cell in enumerate(row.row.cells):
        _cell(paper, cell, _MEASURE + place * column + 0.3, y + 0.3, column - 0.6, row.height - 0.6)


def _cell(paper: Paper, cell: WindCell, x: float, y: float, wide: float, high: float) -> None:
    from matplotlib.patches import Rectangle

    ground = diverging(cell.rating / 2 * 0.8) if cell.counts and cell.rating is not None else PAPER
    ink = readable_on(ground) if cell.counts else SOFT
    band(paper.axes, x, y, wide, high, ground)
    if not cell.counts:
        edge = Rectangle((x, y), wide, high, fill=False, edgecolor=LINE, linewidth=0.6, linestyle=":")
        paper.axes.add_artist(edge)
    told = sign(cell.rating)
    told = f"({told})" if cell.proposed and told else told
    paper.write(x + wide / 2, y + high / 2, told, points=SUBTITLE, bold=True, colour=ink, across="center")
    marks = _marks(cell)
    if marks:
        paper.write(x + wide - 1, y + high / 2, marks, points=SMALL, colour=ink, across="right")


def _marks(cell: WindCell) -> str:
    """Beside the sign: that it hangs on a condition, that people disagree."""
    return (_DISSENT if cell.dissent else "") + (_CONDITION if cell.condition else "")


def _legend(paper: Paper, y: float, cells: Collection[WindCell]) -> None:
    """The five steps on the first line, the marks that occur on the second."""
    x = _AIR
    for step, text in MEANING.items():
        x = _told(paper, x, y, sign(step), text)
    x, y = _AIR, y + _LINE
    for mark, text, there in (
        ("leer", "nicht bewertet", any(cell.rating is None for cell in cells)),
        ("( )", "vom Sprachmodell vorgeschlagen, zählt nicht", any(cell.proposed for cell in cells)),
        (_CONDITION, "unter einer Bedingung", any(cell.condition for cell in cells)),
        (_DISSENT, "strittig", any(cell.dissent for cell in cells)),
    ):
        if there:
            x = _told(paper, x, y, mark, text)


def _told(paper: Paper, x: float, y: float, mark: str, text: str) -> float:
    """A mark and what it means; returns where the next one begins."""
    paper.write(x, y, mark, bold=True, colour=INK)
    beside = x + width(mark, TEXT, bold=True) + 1.5
    paper.write(beside, y, text)
    return beside + width(text, TEXT) + _GAP


def _alt(found: Windkanal, rows: Sequence[_Row], part: str) -> str:
    shown = [row.row for row in rows if row.row]
    counts = [(WORDS[verdict], [one for one in shown if one.verdict == verdict]) for verdict in ORDER]
    told = "; ".join(
        f"{len(ones)} {word}: {', '.join(one.measure.title for one in ones)}"
        for word, ones in counts
        if ones
    )
    names = ", ".join(found.names.values())
    many = "1 Maßnahme" if len(shown) == 1 else f"{len(shown)} Maßnahmen"
    return f"{TITLE}{part}: {many} in {len(found.names)} Szenarien ({names}). {told}."
