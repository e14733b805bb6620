"""Texts as they can be set letter by letter: composed, without what is invisible or no character at all."""

import re
import unicodedata
from functools import lru_cache

_FIRM_SPACE = "\u00a0"
_SPACES = re.compile(rf"(?:(?!{_FIRM_SPACE})[\s\x00-\x1f\x7f-\x9f])+")
_LEFT_OUT = ("Cf", "Cs", "Mn", "Me")


def line(text: str) -> str:
    """The text on one line, as `lines`."""
    return lines(text).replace("\n", " ")


@lru_cache(maxsize=8192)
def lines(text: str) -> str:
    """The text with its line breaks; without what is invisible or shapes its neighbour, so that each
    character can be printed or not on its own."""
    composed = unicodedata.normalize("NFC", text).replace("\u202f", _FIRM_SPACE)
    kept = "".join(char for char in composed if unicodedata.category(char) not in _LEFT_OUT)
    found = (_SPACES.sub(" ", one).strip(" ") for one in kept.splitlines())
    return "\n".join(one for one in found if one.strip())
