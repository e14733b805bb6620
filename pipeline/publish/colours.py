"""What tells clusters apart on paper: a colour, and with it a hatch, a marker and a line.

No two clusters differ in colour alone, so that a grey print and every eye can tell them apart. What
lies between "goes together" and "does not" runs from blue over near-white to rust: no common colour
blindness confuses the two ends.
"""

from dataclasses import dataclass

# Okabe & Ito (2008), safe for colour-blind readers; the order keeps neighbours far apart.
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00", "#7A5195", "#444444")
INK, SOFT, LINE, PAPER = "#1A1A1A", "#5A5A5A", "#C8C8C8", "#FFFFFF"
UNKNOWN = "#D9D9D9"
DIVERGING = ("#7F2704", "#D9601A", "#FBC9A2", "#F7F7F7", "#AED0E8", "#3B87BD", "#08306B")
"""From "does not go together" (−1) over 0 to "goes together" (+1), in equal steps."""
_HATCHES = ("////", "....", "\\\\\\\\", "xxxx", "----", "oo", "||||", "++++")
_MARKERS = ("o", "s", "^", "D", "v", "P", "X", "*")
_LINES = ("-", "--", ":", "-.", (0, (7, 2)), (0, (1, 1)), (0, (5, 1, 1, 1, 1, 1)), (0, (3, 3)))
Dashes = str | tuple[int, tuple[int, ...]]


@dataclass(frozen=True)
class Look:
    """How a cluster looks: `hatch`, `marker` and `line` as matplotlib names them, `ink` what can be
    read upon the full `colour`."""

    colour: str
    hatch: str
    marker: str
    line: Dashes
    ink: str


def look(position: int) -> Look:
    """The look of the cluster at a position (from 0); after eight they begin again."""
    turn = position % len(COLOURS)
    colour = COLOURS[turn]
    return Look(colour, _HATCHES[turn], _MARKERS[turn], _LINES[turn], readable_on(colour))


def readable_on(colour: str) -> str:
    """Ink or paper, whichever stands out more from a colour `#rrggbb` (contrast ratio of WCAG 2.2)."""
    light = _luminance(colour)
    against_paper = (1.0 + 0.05) / (light + 0.05)
    against_ink = (light + 0.05) / (_luminance(INK) + 0.05)
    return PAPER if against_paper >= against_ink else INK


def tinted(colour: str, share: float) -> str:
    """A colour on white paper at a strength of 0 (paper) to 1 (full)."""
    return _mixed(PAPER, colour, share)


def diverging(score: float) -> str:
    """The colour of a score between −1 and +1; what lies beyond is drawn like the end."""
    place = (min(max(score, -1.0), 1.0) + 1) / 2 * (len(DIVERGING) - 1)
    below = min(int(place), len(DIVERGING) - 2)
    return _mixed(DIVERGING[below], DIVERGING[below + 1], place - below)


def _mixed(first: str, second: str, share: float) -> str:
    pairs = zip(_parts(first), _parts(second), strict=True)
    return "#" + "".join(f"{round(one + (two - one) * share):02X}" for one, two in pairs)


def _luminance(colour: str) -> float:
    parts = [part / 255 for part in _parts(colour)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
