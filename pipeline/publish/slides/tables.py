"""Tables on slides: as many rows as have room, the head again on each slide, nothing below 12 points."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from pipeline.publish.colours import LINE, readable_on
from pipeline.publish.letters import line
from pipeline.publish.slides.master import EMU, INSET, Place
from pipeline.publish.slides.text import (
    LEADING,
    READABLE,
    SMALLEST,
    Paragraph,
    Room,
    Run,
    abridged,
    height,
    shared_out,
)
from pipeline.publish.slides.writing import write_paragraphs

_HEAD_LINES = 3
_PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""PowerPoint's "no style, no grid": nothing of its own on any client's master."""


@dataclass(frozen=True)
class Box:
    """A cell; `colour` fills it, "" leaves the paper."""

    text: str
    bold: bool = False
    colour: str = ""

    def set_at(self, size: float) -> Paragraph:
        """Its text as it is measured and set, at a size in points."""
        return Paragraph((Run(line(self.text), self.bold),), size, before=0)


@dataclass(frozen=True)
class Grid:
    """A table: its head, its rows, and the shares of its columns in the width."""

    head: tuple[Box, ...]
    rows: tuple[tuple[Box, ...], ...]
    shares: tuple[float, ...]
    size: float = SMALLEST


def parted(grid: Grid, place: Place) -> Sequence[Grid]:
    """The table at the best size at which it has room in a place, else in parts at the smallest."""
    for size in READABLE:
        parts = _parts(replace(grid, size=size), place)
        if len(parts) == 1:
            break
    return parts


def _parts(grid: Grid, place: Place) -> Sequence[Grid]:
    """The table in parts that have room; a row that is higher than that goes on in the next."""
    inner = _inner(grid, place)
    grid = replace(grid, head=_short(grid, inner))
    room = place.height / EMU - _row_height(grid.head, inner, grid.size)
    parts: list[list[tuple[Box, ...]]] = [[]]
    free = room
    waiting = list(grid.rows)[::-1]
    while waiting:
        row = waiting.pop()
        needed = _row_height(row, inner, grid.size)
        if needed > free and parts[-1]:
            parts.append([])
            free = room
        if needed > free:
            row, rest = _cut(row, inner, free, grid.size)
            waiting.append(rest)
            needed = free
        parts[-1].append(row)
        free -= needed
    return [replace(grid, rows=tuple(rows)) for rows in parts]


def _row_height(row: Sequence[Box], inner: Sequence[float], size: float) -> float:
    """How high a row stands, in points; `inner` are the widths of its cells that can be written on."""
    return INSET.height + max(
        height(box.set_at(size), width) for box, width in zip(row, inner, strict=True)
    )


def add_table(slide: Any, grid: Grid, place: Place, told: str) -> None:
    """The table on a slide; `told` says to a screen reader what it is."""
    widths = _widths(grid, place)
    rows = (grid.head, *grid.rows)
    inner = _inner(grid, place)
    heights = [round(_row_height(row, inner, grid.size) * EMU) for row in rows]
    frame = slide.shapes.add_table(
        len(rows), len(grid.head), place.left, place.top, place.width, sum(heights)
    )
    frame.name = told
    frame._element.nvGraphicFramePr.cNvPr.set("descr", f"Tabelle: {told}")
    table = frame.table
    table._tbl.tblPr.find("{*}tableStyleId").text = _PLAIN
    table.horz_banding = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = round(width * EMU)
    for made, row, high in zip(table.rows, rows, heights, strict=True):
        made.height = high
        for cell, box in zip(made.cells, row, strict=True):
            _fill(cell, box, grid.size)


def _fill(cell: Any, box: Box, size: float) -> None:
    """Text, a thin line below it, and the colour; in the order that the format wants."""
    from pptx.oxml import parse_xml

    fill = (
        f'<a:solidFill><a:srgbClr val="{box.colour[1:]}"/></a:solidFill>' if box.colour else "<a:noFill/>"
    )
    write_paragraphs(cell._tc.txBody, (box.set_at(size),), readable_on(box.colour) if box.colour else "")
    for old in cell._tc.findall("{*}tcPr"):
        cell._tc.remove(old)
    cell._tc.append(
        parse_xml(
            '<a:tcPr xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:lnB w="6350">'
            f'<a:solidFill><a:srgbClr val="{LINE[1:]}"/></a:solidFill></a:lnB>{fill}</a:tcPr>'
        )
    )


def _short(grid: Grid, inner: Sequence[float]) -> tuple[Box, ...]:
    """The head in few lines, so that there is room for rows below it."""
    most = _HEAD_LINES * LEADING * grid.size
    rooms = [Room(width, most) for width in inner]
    return tuple(
        replace(box, text=abridged(box.set_at(grid.size), room).text)
        for box, room in zip(grid.head, rooms, strict=True)
    )


def _widths(grid: Grid, place: Place) -> list[float]:
    whole = place.width / EMU
    return [whole * share / sum(grid.shares) for share in grid.shares]


def _inner(grid: Grid, place: Place) -> list[float]:
    return [(width - INSET.width) / place.letters for width in _widths(grid, place)]


def _cut(
    row: Sequence[Box], inner: Sequence[float], free: float, size: float
) -> tuple[tuple[Box, ...], tuple[Box, ...]]:
    """A row that has room in a height, and what is left of it."""
    heads, rests = [], []
    for box, width in zip(row, inner, strict=True):
        room = Room(width, free - INSET.height)
        first, *others = shared_out((box.set_at(size),), room)
        heads.append(replace(box, text=first[0].text))
        rests.append(replace(box, text=" ".join(part.text for column in others for part in column)))
    return tuple(heads), tuple(rests)
