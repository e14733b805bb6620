"""The system grid (Gausemeier, Fink & Schlake 1996): who drives, who is driven, in four fields.

The lines that part the fields are the means of what is shown: a field says how a factor stands among
these factors, not how strong it is as such. A factor of whom a sum is unknown is named, never drawn.
"""

import statistics
from collections.abc import Sequence
from typing import Protocol

from pipeline.core.errors import InputError
from pipeline.publish.colours import COLOURS, LINE, SOFT
from pipeline.publish.pictures.canvas import BOTTOM, HEIGHT, SMALL, TEXT, TOP, WIDTH, Paper, Picture, style
from pipeline.publish.pictures.font import line_height, width
from pipeline.publish.pictures.labels import Lettering, label
from pipeline.publish.pictures.placing import Box

FIELDS = (("aktiv", "kritisch"), ("puffernd", "passiv"))
"""From the top left: the rows drive strongly and weakly, the columns are driven weakly and strongly."""
_LOW, _MANY = 180.0, 30
"""How high the sheet is, in millimetres, up to how many factors; more need a full one for their names."""
_RADIUS = 1.1
_LETTERING = Lettering(SMALL, room=40)
_FIELD = 10.0  # size of the fields' names, in points
_EDGE = 0.06  # of the span, so that no point lies on the frame
_ALIKE = 1e-9  # what adding up leaves: a factor on the mean is not above it


class Summed(Protocol):
    """A factor with its active sum (how much it drives) and passive sum (how much it is driven)."""

    @property
    def name(self) -> str: ...
    @property
    def active(self) -> float | None: ...
    @property
    def passive(self) -> float | None: ...


class Scale:
    """Sums on a stretch of the sheet, from `start` to `end` in millimetres, with their mean."""

    def __init__(self, sums: Sequence[float], start: float, end: float) -> None:
        low, high = min(sums), max(sums)
        edge = (high - low) * _EDGE or 1.0
        self.low, self.high = low - edge, high + edge
        self.start, self.end = start, end
        self.mean = statistics.fmean(sums)

    def at(self, number: float) -> float:
        """Where a sum lies, in millimetres."""
        return self.start + (number - self.low) / (self.high - self.low) * (self.end - self.start)

    def ticks(self) -> list[float]:
        """Round numbers along it."""
        from matplotlib.ticker import MaxNLocator

        found = MaxNLocator(nbins=7, steps=[1, 2, 5, 10]).tick_values(self.low, self.high)
        return [float(tick) for tick in found if self.low <= tick <= self.high]


def system_grid(points: Sequence[Summed], title: str) -> Picture:
    """The grid of all factors both of whose sums are known; raises InputError where there are none."""
    known = [
        (one.name, one.active, one.passive)
        for one in points
        if one.active is not None and one.passive is not None
    ]
    if not known:
        raise InputError(
            "Für das Systemgitter ist noch keine Wirkung bewertet. Bitte zuerst Bewertungen eintragen."
        )
    height = HEIGHT if len(known) > _MANY else _LOW
    room = Box(13.0, TOP, WIDTH - 1, height - BOTTOM - 17)
    across = Scale([passive for _, _, passive in known], room.left, room.right)
    along = Scale([active for _, active, _ in known], room.bottom, room.top)
    anchors = [
        _LETTERING.anchor(across.at(passive), along.at(active), _RADIUS, name)
        for name, active, passive in known
    ]
    with style():
        paper = Paper(title, "Wer treibt, wer wird getrieben", height=height)
        fields = _frame(paper, room, across, along)
        _ticks(paper, room, across, along)
        label(paper, anchors, _LETTERING, room.inset(1), fields)
        x, y = [one.x for one in anchors], [one.y for one in anchors]
        paper.axes.scatter(x, y, s=18, color=COLOURS[0], zorder=6)
        unknown = [one.name for one in points if one.active is None or one.passive is None]
        caption = " ".join(_caption(len(known), unknown))
        paper.write(0, room.bottom + 9, caption, points=TEXT, colour=SOFT, along="top", room=WIDTH, most=3)
        return paper.picture("system-grid", _told(known, along.mean, across.mean))


def field(active: float, passive: float, drives: float, driven: float) -> str:
    """The field of a factor by its sums, given the mean active and the mean passive sum."""
    return FIELDS[active <= drives + _ALIKE][passive > driven + _ALIKE]


def _frame(paper: Paper, room: Box, across: Scale, along: Scale) -> tuple[Box, ...]:
    """The fields with their names; returned is where the names stand."""
    paper.axes.plot(*room.outline, color=LINE, linewidth=0.6)
    x, y = across.at(across.mean), along.at(along.mean)
    paper.axes.plot((x, x), (room.top, room.bottom), color=SOFT, linewidth=0.7, linestyle="--", zorder=1)
    paper.axes.plot((room.left, room.right), (y, y), color=SOFT, linewidth=0.7, linestyle="--", zorder=1)
    boxes = []
    for row, names in enumerate(FIELDS):
        for column, name in enumerate(names):
            wide, high = width(name, _FIELD, bold=True), line_height(_FIELD)
            left = room.right - wide - 2 if column else room.left + 2
            top = room.bottom - high - 1 if row else room.top + 1
            boxes.append(Box(left, top, left + wide, top + high))
            paper.write(left, top, name, points=_FIELD, bold=True, colour=SOFT, along="top")
    return tuple(boxes)


def _ticks(paper: Paper, room: Box, across: Scale, along: Scale) -> None:
    for tick in across.ticks():
        x = across.at(tick)
        paper.axes.plot((x, x), (room.bottom, room.bottom + 1), color=SOFT, linewidth=0.5)
        paper.write(x, room.bottom + 1.2, _number(tick), points=SMALL, across="center", along="top")
    for tick in along.ticks():
        y = along.at(tick)
        paper.axes.plot((room.left - 1, room.left), (y, y), color=SOFT, linewidth=0.5)
        paper.write(room.left - 1.6, y, _number(tick), points=SMALL, across="right")
    x, y = room.middle
    paper.write(x, room.bottom + 4.2, "Passivsumme (wird getrieben) →", across="center", along="top")
    paper.write(2, y, "Aktivsumme (treibt) →", across="center", turned=90)


def _number(number: float) -> str:
    return f"{number:.10g}".replace(".", ",").replace("-", "−")


def _caption(count: int, unknown: Sequence[str]) -> list[str]:
    said = [
        f"{count} Einflussfaktoren. Die Linien sind die Mittelwerte der Aktiv- und der Passivsummen; die "
        "Felder ordnen die Faktoren untereinander, nicht nach ihrer Stärke an sich."
    ]
    if unknown:
        said.append(f"Ohne Bewertung und nicht gezeigt: {', '.join(unknown)}.")
    return said


def _told(known: Sequence[tuple[str, float, float]], drives: float, driven: float) -> str:
    fields: dict[str, list[str]] = {name: [] for row in FIELDS for name in row}
    for name, active, passive in known:
        fields[field(active, passive, drives, driven)].append(name)
    told = "; ".join(f"{name}: {', '.join(found) or 'keine'}" for name, found in fields.items())
    return f"Systemgitter von {len(known)} Einflussfaktoren. {told}."
