"""A label beside its point, with a thin line to it, on a patch of paper that keeps it readable."""

from dataclasses import dataclass
from typing import Literal

from pipeline.publish.colours import PAPER, SOFT
from pipeline.publish.pictures.breaking import wrapped
from pipeline.publish.pictures.canvas import Paper
from pipeline.publish.pictures.font import line_height, width
from pipeline.publish.pictures.placing import Anchor, Box, nearest, placed

_BESIDE = 0.5  # in millimetres


@dataclass(frozen=True)
class Lettering:
    """How labels are set: in letters of so many points, in at most so many lines of so many millimetres."""

    points: float
    room: float
    most: int = 2
    bold: bool = False

    def anchor(self, x: float, y: float, radius: float, text: str) -> Anchor:
        """A point with the size its label will have."""
        lines = wrapped(text, self.room, self.points, bold=self.bold, most=self.most)
        wide = max(width(line, self.points, bold=self.bold) for line in lines)
        return Anchor(text, x, y, radius, wide, len(lines) * line_height(self.points))


def label(
    paper: Paper, anchors: list[Anchor], lettering: Lettering, room: Box, taken: tuple[Box, ...] = ()
) -> None:
    """Write the labels of points within the `room`, clear of what is `taken`."""
    for anchor, box in zip(anchors, placed(anchors, room, taken), strict=True):
        end = nearest(box, anchor.x, anchor.y)
        paper.axes.plot((anchor.x, end[0]), (anchor.y, end[1]), color=SOFT, linewidth=0.4, zorder=2.7)
        paper.axes.fill(*box.outline, color=PAPER, alpha=0.8, linewidth=0, zorder=2.6)
        x, across = _side(anchor, box)
        paper.write(
            x,
            box.middle[1],
            anchor.text,
            points=lettering.points,
            bold=lettering.bold,
            across=across,
            room=lettering.room,
            most=lettering.most,
        )


def _side(anchor: Anchor, box: Box) -> tuple[float, Literal["left", "center", "right"]]:
    """Where the lines begin: at the side of the box that is turned to the point."""
    if box.left > anchor.x + _BESIDE:
        return box.left, "left"
    if box.right < anchor.x - _BESIDE:
        return box.right, "right"
    return box.middle[0], "center"
