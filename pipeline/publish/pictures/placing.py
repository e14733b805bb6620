"""Labels beside their points: none upon another, none upon a point, none beyond the edge.

Each label takes the free place nearest to its point, looked for round it in widening circles; crowded
points choose first. All is counted in millimetres and in one fixed order, so that the same points have the
same labels. Where a sheet is too full for that, a label takes the place where it hides least.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_DIRECTIONS = 24
_STEP, _FARTHEST = 2.0, 60.0
_AIR = 0.6  # between two labels
_BESIDE = 1.0  # between a label and the mark of its point
_HIDDEN, _CROSSED = 1000.0, 3.0
"""What a square millimetre hidden, and a point of a line upon a label, cost in millimetres of distance."""
_DOTS = 15  # points by which a line is known
_CROWD = 25.0  # how far neighbours count


@dataclass(frozen=True)
class Box:
    """A rectangle in millimetres, by its edges; y grows downwards."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> tuple[float, float]:
        """The point in its middle."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    @property
    def outline(self) -> tuple[tuple[float, ...], tuple[float, ...]]:
        """The corners round it and back to the first: all x, all y."""
        across = (self.left, self.right, self.right, self.left, self.left)
        return across, (self.top, self.top, self.bottom, self.bottom, self.top)

    def inset(self, by: float) -> "Box":
        """The box within it that keeps off its edges."""
        return Box(self.left + by, self.top + by, self.right - by, self.bottom - by)


@dataclass(frozen=True)
class Anchor:
    """A point with the text of its label: where it is, how large its mark (radius) and its label are."""

    text: str
    x: float
    y: float
    radius: float
    width: float
    height: float


def placed(anchors: Sequence[Anchor], room: Box, taken: Sequence[Box] = ()) -> tuple[Box, ...]:
    """A box within the `room` for the label of each anchor, in their order; `taken` stays free."""
    marks = [Box(a.x - a.radius, a.y - a.radius, a.x + a.radius, a.y + a.radius) for a in anchors]
    found: dict[int, Box] = {}
    drawn: list[list[float]] = []
    for number in _crowded_first(anchors):
        anchor = anchors[number]
        choices = _round(anchor, room)
        others = [*marks, *taken, *found.values()]
        lines = _lines(anchor, choices)
        cost = _HIDDEN * _overlap(choices, np.array([_edges(box) for box in others]))
        cost += _CROSSED * _through(lines, np.array([_edges(box) for box in found.values()]))
        cost += _CROSSED * _upon(choices, np.array(drawn).reshape(-1, 2))
        cost += np.hypot(*(lines[:, -1] - lines[:, 0]).T)
        best = int(np.argmin(cost.round(6)))
        found[number] = Box(*map(float, choices[best]))
        drawn.extend(lines[best].tolist())
    return tuple(found[number] for number in range(len(anchors)))


def nearest(box: Box, x: float, y: float) -> tuple[float, float]:
    """The point of a box that is nearest to a point: there a line to it begins."""
    return min(max(x, box.left), box.right), min(max(y, box.top), box.bottom)


def _edges(box: Box) -> tuple[float, float, float, float]:
    return box.left, box.top, box.right, box.bottom


def _crowded_first(anchors: Sequence[Anchor]) -> list[int]:
    points = np.array([(one.x, one.y) for one in anchors]).reshape(-1, 2)
    gaps = np.hypot(*(points[:, None, :] - points[None, :, :]).transpose(2, 0, 1))
    crowd = np.clip(1 - gaps / _CROWD, 0, None).sum(axis=1).round(6)
    return sorted(range(len(anchors)), key=lambda number: (-crowd[number], number))


def _round(anchor: Anchor, room: Box) -> "NDArray[np.float64]":
    """All places for a label, nearest first, moved inwards where they would leave the room."""
    distances = np.arange(anchor.radius + _BESIDE, anchor.radius + _FARTHEST, _STEP)
    angles = 2 * np.pi * np.arange(_DIRECTIONS) / _DIRECTIONS
    far, angle = (one.ravel() for one in np.meshgrid(distances, angles, indexing="ij"))
    x = anchor.x + far * np.cos(angle) + anchor.width * (np.cos(angle).round(6) - 1) / 2
    y = anchor.y + far * np.sin(angle) + anchor.height * (np.sin(angle).round(6) - 1) / 2
    x = np.clip(x, room.left, max(room.left, room.right - anchor.width))
    y = np.clip(y, room.top, max(room.top, room.bottom - anchor.height))
    return np.column_stack([x, y, x + anchor.width, y + anchor.height])


def _overlap(choices: "NDArray[np.float64]", boxes: "NDArray[np.float64]") -> "NDArray[np.float64]":
    """The area of other things that each choice would hide."""
    one, other = choices[:, None, :], boxes[None, :, :]
    across = np.minimum(one[..., 2], other[..., 2]) - np.maximum(one[..., 0], other[..., 0]) + _AIR
    along = np.minimum(one[..., 3], other[..., 3]) - np.maximum(one[..., 1], other[..., 1]) + _AIR / 2
    return np.asarray((np.clip(across, 0, None) * np.clip(along, 0, None)).sum(axis=1))


def _lines(anchor: Anchor, choices: "NDArray[np.float64]") -> "NDArray[np.float64]":
    """The line from the point to each choice, as points upon it; shape (choices, points, 2)."""
    ends = np.column_stack(
        [np.clip(anchor.x, choices[:, 0], choices[:, 2]), np.clip(anchor.y, choices[:, 1], choices[:, 3])]
    )
    steps = np.linspace(0, 1, _DOTS)[None, :, None]
    return np.array([anchor.x, anchor.y]) * (1 - steps) + ends[:, None, :] * steps


def _through(lines: "NDArray[np.float64]", boxes: "NDArray[np.float64]") -> "NDArray[np.float64]":
    """How many points of each line lie in labels."""
    x, y = lines[..., 0][..., None], lines[..., 1][..., None]
    left, top, right, bottom = boxes.reshape(-1, 4).T
    inside = (x > left) & (x < right) & (y > top) & (y < bottom)
    return np.asarray(inside.sum(axis=(1, 2)), dtype=float)


def _upon(choices: "NDArray[np.float64]", points: "NDArray[np.float64]") -> "NDArray[np.float64]":
    """How many points of lines already drawn each choice would cover."""
    left, top, right, bottom = choices.T[..., None]
    x, y = points.T
    inside = (x > left) & (x < right) & (y > top) & (y < bottom)
    return np.asarray(inside.sum(axis=1), dtype=float)
