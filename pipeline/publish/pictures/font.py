"""The letters of a picture: how wide they are and what outline they have, in DejaVu Sans.

Everything comes from the font files that matplotlib brings along, so it is the same on every machine.
"""

import unicodedata
from functools import lru_cache
from pathlib import Path as File
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.ft2font import FT2Font
    from matplotlib.path import Path

MISSING = "□"
MM_PER_POINT = 25.4 / 72
_LEADING = 1.25  # distance of two lines, in sizes of the letters
_EM = 100  # points at which letters are measured


def printable(text: str) -> str:
    """The text on one line, in letters the font has; any other stands as `MISSING`."""
    composed = unicodedata.normalize("NFC", text)
    kept = "".join(char for char in composed if unicodedata.category(char) not in ("Cf", "Mn", "Me"))
    return "".join(char if ord(char) in _letters() else MISSING for char in " ".join(kept.split()))


def width(text: str, points: float, *, bold: bool = False) -> float:
    """How wide a line is at a size in points, in millimetres."""
    return steps(text, bold=bold)[-1] * points * MM_PER_POINT


def line_height(points: float) -> float:
    """The distance of two lines, in millimetres."""
    return points * _LEADING * MM_PER_POINT


@lru_cache(maxsize=8192)
def steps(text: str, *, bold: bool = False) -> tuple[float, ...]:
    """Where each letter of a line begins, and where the line ends, in sizes of the letters."""
    places = [0.0]
    for char, following in zip(text, f"{text[1:]} ", strict=False):
        places.append(places[-1] + _advance(char, following, bold))
    return tuple(places)


@lru_cache(maxsize=1024)
def outline(char: str, *, bold: bool = False) -> "Path":
    """The outline of a letter on its baseline, in sizes of the letters."""
    from matplotlib.ft2font import LoadFlags
    from matplotlib.path import Path

    font = _font(bold)
    font.load_char(ord(char), flags=LoadFlags.NO_HINTING)
    vertices, codes = font.get_path()
    return Path(vertices / _EM, codes)


@lru_cache(maxsize=8192)
def _advance(char: str, following: str, bold: bool) -> float:
    from matplotlib.ft2font import Kerning, LoadFlags

    font = _font(bold)
    own = font.load_char(ord(char), flags=LoadFlags.NO_HINTING).linearHoriAdvance / 65536
    indices = font.get_char_index(ord(char)), font.get_char_index(ord(following))
    return float(own + font.get_kerning(*indices, Kerning.UNFITTED) / 64) / _EM


def folder() -> File:
    """Where the font files are."""
    import matplotlib

    return File(matplotlib.get_data_path(), "fonts", "ttf")


@lru_cache(maxsize=2)
def _font(bold: bool) -> "FT2Font":
    from matplotlib.ft2font import FT2Font

    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    font = FT2Font(str(folder() / name))
    font.set_size(_EM, 72)
    return font


@lru_cache(maxsize=1)
def _letters() -> frozenset[int]:
    return frozenset(_font(False).get_charmap()) & frozenset(_font(True).get_charmap())
