"""Numbers as people and their programs write them in cells: -2, +2, −2, 0,5 and 0.5."""

import math
import re

_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_MINUS = str.maketrans({"−": "-", "–": "-", ",": "."})


def number(text: str) -> float | None:
    """The number that a text is; None where it is none, or none that ends (inf, nan)."""
    plain = text.strip().translate(_MINUS)
    if not _NUMBER.fullmatch(plain):
        return None
    found = float(plain)
    return found if math.isfinite(found) else None


def written(value: float) -> str:
    """A number for a cell of CSV, as a German spreadsheet reads it; `number` reads it back equal."""
    whole = float(value).is_integer() and abs(value) < 1e15
    return str(int(value)) if whole else repr(float(value)).replace(".", ",")
