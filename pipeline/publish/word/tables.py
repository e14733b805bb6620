"""Tables that stay whole: the head repeats on each page, no row is torn, widths are fixed.

A table has a title and a description for those who have it read out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.publish.word.elements import element, paragraph, run
from pipeline.publish.word.look import CELL, CELL_HEAD, Look

_SHADED, _LINE = "EDEDED", "BFBFBF"
_PADDING = "70"


@dataclass(frozen=True)
class Told:
    """A cell: its text, a second line below it, whether it is bold, and a colour as a bar on its left."""

    text: str
    below: str = ""
    bold: bool = False
    colour: str = ""


@dataclass(frozen=True)
class Table:
    """A table: what it shows, its head, and its rows; a row of one cell is a heading across all columns.

    `widths` are shares of the whole width.
    """

    title: str
    head: Sequence[Told]
    rows: Sequence[Sequence[Told]]
    widths: Sequence[float]


def table(told: Table, look: Look, width: int) -> Any:
    """A table of the given width in twentieths of a point."""
    widths = [round(width * share / sum(told.widths)) for share in told.widths]
    looks = element(
        "w:tblPr",
        element("w:tblW", w=str(sum(widths)), type="dxa"),
        _borders(),
        element("w:tblLayout", type="fixed"),
        _margins(),
        element("w:tblLook", val="0620", firstRow="1", noHBand="1", noVBand="1"),
        element("w:tblCaption", val=told.title),
    )
    grid = element("w:tblGrid", *(element("w:gridCol", w=str(one)) for one in widths))
    return element(
        "w:tbl",
        looks,
        grid,
        _row(told.head, widths, look, head=True),
        *(_row(row, widths, look) for row in told.rows),
    )


def _row(cells: Sequence[Told], widths: Sequence[int], look: Look, *, head: bool = False) -> Any:
    across = len(cells) == 1 < len(widths)
    looks = [element("w:cantSplit"), *([element("w:tblHeader")] if head else [])]
    shown = [sum(widths)] if across else widths
    return element(
        "w:tr",
        element("w:trPr", *looks),
        *(
            _cell(one, width, look, shaded=head or across, span=len(widths) if across else 1)
            for one, width in zip(cells, shown, strict=True)
        ),
    )


def _cell(told: Told, width: int, look: Look, *, shaded: bool, span: int) -> Any:
    looks = [element("w:tcW", w=str(width), type="dxa")]
    looks += [element("w:gridSpan", val=str(span))] if span > 1 else []
    if told.colour:
        bar = element("w:left", val="single", sz="36", space="0", color=told.colour.lstrip("#"))
        looks.append(element("w:tcBorders", bar))
    if shaded:
        looks.append(element("w:shd", val="clear", color="auto", fill=_SHADED))
    style = look[CELL_HEAD if shaded else CELL]
    kept = [element("w:keepNext")] if shaded else []
    lines = [paragraph(style, [run(told.text, bold=told.bold)], *kept)]
    lines += [paragraph(style, told.below)] if told.below else []
    return element("w:tc", element("w:tcPr", *looks), *lines)


def _borders() -> Any:
    sides = ("top", "bottom", "insideH")
    lines = (element(f"w:{side}", val="single", sz="4", space="0", color=_LINE) for side in sides)
    return element("w:tblBorders", *lines)


def _margins() -> Any:
    sides = (("top", "40"), ("left", _PADDING), ("bottom", "40"), ("right", _PADDING))
    return element("w:tblCellMar", *(element(f"w:{side}", w=width, type="dxa") for side, width in sides))
