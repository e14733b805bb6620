"""Copies of what is about to be replaced stand side by side under numbers; none is ever written over."""

import re
from pathlib import Path


def numbered(home: Path, stem: str, suffix: str = "") -> Path:
    """The place of the next copy in a folder: its number is above every one there.

    Others may have been deleted; the next one takes no copy's place and does not stand before it.
    """
    name = re.compile(rf"{re.escape(stem)}-(\d+){re.escape(suffix)}")
    there = [found for one in home.glob("*") if (found := name.fullmatch(one.name))]
    number = 1 + max((int(found[1]) for found in there), default=0)
    return home / f"{stem}-{number:03d}{suffix}"
