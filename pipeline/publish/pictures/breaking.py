"""Text of people in the room there is: broken where German breaks, never clipped."""

from bisect import bisect_right

from pipeline.publish.pictures.font import MM_PER_POINT, printable, steps, width
from pipeline.publish.pictures.hyphens import heads, rest

ELLIPSIS = "…"
_AHEAD = 8  # letters that decide whether a syllable begins


def wrapped(text: str, room: float, points: float, *, bold: bool = False, most: int = 0) -> tuple[str, ...]:
    """The text in lines of at most `room` millimetres; with `most` lines, the rest as an ellipsis.

    A word that is wider than a line is hyphenated between syllables, or cut where it has none.
    """
    lines = [""]
    waiting = printable(text).split(" ")[::-1]
    left = [waiting[:]]  # at the beginning of each line
    while waiting:
        word = waiting.pop()
        longer = f"{lines[-1]} {word}".strip()
        if width(longer, points, bold=bold) <= room:
            lines[-1] = longer
            continue
        free = room - width(f"{lines[-1]} ", points, bold=bold) if lines[-1] else room
        alone = width(word, points, bold=bold) > room
        head = _head(word, free, points, bold, cut=not lines[-1]) if alone else ""
        if head == word:  # a single letter wider than the room
            lines[-1] = word
            continue
        if head:
            lines[-1] = f"{lines[-1]} {head}".strip()
            word = rest(word, head)
        waiting.append(word)
        lines.append("")
        left.append(waiting[:])
    if most and len(lines) > most:
        return (*lines[: most - 1], shortened(" ".join(left[most - 1][::-1]), room, points, bold=bold))
    return tuple(lines)


def shortened(text: str, room: float, points: float, *, bold: bool = False) -> str:
    """The text on one line of at most `room` millimetres, cut with an ellipsis where it is longer."""
    line = printable(text)
    if width(line, points, bold=bold) <= room:
        return line
    letters = bisect_right(steps(line, bold=bold), room / (points * MM_PER_POINT))
    line = line[:letters]
    while line and width(line + ELLIPSIS, points, bold=bold) > room:
        line = line[:-1].rstrip()
    return line + ELLIPSIS


def _head(word: str, room: float, points: float, bold: bool, *, cut: bool) -> str:
    """The best beginning of a word that fits; with `cut` at least one letter."""
    letters = bisect_right(steps(word, bold=bold), room / (points * MM_PER_POINT)) - 1
    near = word[: letters + _AHEAD]  # what comes later changes nothing
    fitting = [head for head in heads(near) if width(head, points, bold=bold) <= room]
    if fitting or not cut:
        return fitting[-1] if fitting else ""
    return word[: max(1, letters)]
