"""Paragraphs of a slide, how high they stand, and what of them goes on which slide.

Nothing is set smaller than `SMALLEST`: what does not fit goes on to the next column or slide. Heights are
estimates with the letters of DejaVu Sans, which are wider than those of nearly every house font, so that
what fits here fits on the slide.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from pipeline.publish.letters import line
from pipeline.publish.pictures.breaking import ELLIPSIS
from pipeline.publish.pictures.font import MM_PER_POINT, printable
from pipeline.publish.pictures.font import width as set_width

SMALLEST = 12.0
READABLE = (16.0, 14.0, SMALLEST)
"""Sizes that are tried, in points, the best first."""
LEADING = 1.22
"""Distance of two lines in sizes: that of Calibri and Verdana; Arial has 1.15."""
_LONG = 12  # letters of a word that is worth showing in part
INDENT = 14.0
"""Of a bullet's text, in points."""


@dataclass(frozen=True)
class Run:
    """Words in one look; `raised` is the number of a note."""

    text: str
    bold: bool = False
    italic: bool = False
    raised: bool = False


@dataclass(frozen=True)
class Paragraph:
    """Runs at one size, in points; `before` is the space above; `kept` stays with the one that follows."""

    runs: tuple[Run, ...]
    size: float = READABLE[0]
    bullet: bool = False
    before: float = 6.0
    kept: bool = False

    @property
    def text(self) -> str:
        return " ".join(run.text for run in self.runs if not run.raised)


@dataclass(frozen=True)
class Room:
    """What can be written on, in points."""

    width: float
    height: float


def plain(text: str, size: float = READABLE[0], **given: Any) -> Paragraph:
    """A paragraph in one look."""
    return Paragraph((Run(line(text)),), size, **given)


def heading(text: str, size: float = READABLE[0]) -> Paragraph:
    """A bold paragraph that is never the last of its column."""
    return Paragraph((Run(line(text), bold=True),), size, before=10.0, kept=True)


def sized(paragraphs: Sequence[Paragraph], size: float) -> tuple[Paragraph, ...]:
    """The same paragraphs at another size."""
    return tuple(replace(one, size=size) for one in paragraphs)


def height(paragraph: Paragraph, width: float) -> float:
    """How high a paragraph stands in a width, both in points."""
    room = max(width - (INDENT if paragraph.bullet else 0), 1) / paragraph.size
    return paragraph.before + _lines(paragraph.runs, room) * paragraph.size * LEADING


def _lines(runs: Sequence[Run], room: float) -> int:
    """The lines that words take in a room, in sizes of the letters; a word wider than it goes on below."""
    count, free = 1, room
    for run in runs:
        for word in run.text.split():
            wide = _wide(word, run.bold)
            gap = 0.0 if free == room or run.raised else _wide(" ", run.bold)
            if wide + gap <= free:
                free -= wide + gap
                continue
            count += (free != room) + int(wide / room)
            free = room - wide % room
    return count


@lru_cache(maxsize=32_768)
def _wide(word: str, bold: bool) -> float:
    """The width of a word, in sizes of its letters."""
    return set_width(printable(word) if word != " " else word, 1 / MM_PER_POINT, bold=bold)


def total(paragraphs: Sequence[Paragraph], width: float) -> float:
    """How high paragraphs stand below each other, in points."""
    return sum(height(one, width) for one in paragraphs)


def shared_out(paragraphs: Sequence[Paragraph], room: Room) -> tuple[tuple[Paragraph, ...], ...]:
    """The paragraphs in as many columns as they need, each within the room.

    What does not fit goes on in the next column: a paragraph after a whole run (a sentence) where that is
    possible, and within one only where it alone is higher than the room.
    """
    columns: list[list[Paragraph]] = [[]]
    waiting = list(paragraphs)[::-1]
    free = room.height
    while waiting:
        one = waiting.pop()
        needed = height(one, room.width)
        if needed + _following(one, waiting, room.width) <= free:
            columns[-1].append(one)
            free -= needed
            continue
        parts = _parted(one, room.width, free, alone=not columns[-1])
        if parts is None:
            waiting.append(one)
        else:
            columns[-1].append(parts.head)
            waiting += [parts.rest] if parts.rest.runs else []
        columns.append([])
        free = room.height
    return tuple(tuple(column) for column in columns if column)


def abridged(one: Paragraph, room: Room) -> Paragraph:
    """The paragraph as far as there is room, with an ellipsis where it is longer."""
    if height(one, room.width) <= room.height:
        return one
    kept = _within_a_run(
        replace(one, runs=(Run(one.text + ELLIPSIS, one.runs[0].bold),)), room.width, room.height
    )
    words, _, last = kept.head.runs[0].text.rpartition(" ")
    words = words if words and len(last) < _LONG else kept.head.runs[0].text[: -len(ELLIPSIS) - 1]
    return replace(one, runs=(replace(one.runs[0], text=f"{words} {ELLIPSIS}"),))


@dataclass(frozen=True)
class _Parts:
    head: Paragraph
    rest: Paragraph


def _following(one: Paragraph, waiting: Sequence[Paragraph], width: float) -> float:
    """What has to stand below a heading for it to stand there: two lines, or an item, which stays whole."""
    if not one.kept or not waiting:
        return 0
    then = waiting[-1]
    whole = height(then, width)
    return whole if then.bullet else min(whole, then.before + 2 * LEADING * then.size)


def _parted(one: Paragraph, width: float, free: float, *, alone: bool) -> _Parts | None:
    """The paragraph parted where it may be; one that stands `alone` in its column somewhere at any rate."""
    if alone:
        return _between_runs(one, width, free) or _within_a_run(one, width, free)
    return None if one.kept or one.bullet else _between_runs(one, width, free)


def _between_runs(one: Paragraph, width: float, free: float) -> _Parts | None:
    """The paragraph parted after as many whole runs as stand in the height; a note stays with its words."""
    for count in range(len(one.runs) - 1, 0, -1):
        head = replace(one, runs=one.runs[:count])
        if not one.runs[count].raised and height(head, width) <= free:
            return _Parts(head, replace(one, runs=one.runs[count:], bullet=False))
    return None


def _within_a_run(one: Paragraph, width: float, free: float) -> _Parts:
    """The paragraph parted within its first run, between words if there are any; at least one letter."""
    first = one.runs[0]
    low, high = 1, len(first.text)
    while low < high:
        middle = (low + high + 1) // 2
        if height(replace(one, runs=(replace(first, text=first.text[:middle]),)), width) <= free:
            low = middle
        else:
            high = middle - 1
    cut = first.text.rfind(" ", 0, low + 1)
    cut = cut if cut > 0 else low
    head, rest = first.text[:cut].rstrip(), first.text[cut:].strip()
    runs = (replace(first, text=rest), *one.runs[1:]) if rest else one.runs[1:]
    return _Parts(replace(one, runs=(replace(first, text=head),)), replace(one, runs=runs, bullet=False))


def fitting(
    paragraphs: Sequence[Paragraph], room: Room, columns: int = 1, sizes: Sequence[float] = READABLE
) -> tuple[Paragraph, ...]:
    """The paragraphs at the first of the sizes at which so many columns hold them all, else at the last."""
    tried = (sized(paragraphs, size) for size in sizes)
    within = (one for one in tried if len(shared_out(one, room)) <= columns)
    return next(within, sized(paragraphs, sizes[-1]))
