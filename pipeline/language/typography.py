"""A text without what typing and typesetting make of it: two texts alike in this say the same.

Blanks, the form of quotation marks, apostrophes, dashes and dots, soft hyphens, Unicode forms, the marks
of Markdown and the entities of HTML are no words. An asterisk within a word (Bürger*innen) is one of its
signs and stays.
"""

import html
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_KINDS = re.compile(
    r"""
    (?P<blank>(?:\s|&nbsp;|&ensp;|&emsp;|&thinsp;)+)
  | (?P<nothing>[\u00ad\u200b-\u200d\u2060\ufeff]|&shy;|&zwnj;|\\(?=\s|$))
  | (?P<escaped>\\[!-/:-@\[-`{-~])                          # as Markdown wants a sign that is no mark
  | (?P<entity>&(?:\#\d{1,6}|[a-zA-Z]{2,8});)
  | (?P<opening>(?<![\w*_])[*_]{1,6}(?=[^\s*_]))   # of Markdown's emphasis
  | (?P<closing>(?<=[^\s*_])[*_]{1,6}(?![\w*_]))
  | (?P<quote>,,|''|``|<<|>>|[\"„“”‟«»'‚‘’‛‹›`´])
  | (?P<dash>[-‐‑‒–—―−]+)
  | (?P<dots>…|\.\.\.|\.\s\.\s\.)
  | (?P<sign>.[\u0300-\u036f]*)
    """,
    re.VERBOSE,
)
_AS = {"blank": " ", "quote": '"', "dash": "-", "dots": "…"}
_MARKS = frozenset({"opening", "closing"})
_DROPPED = _MARKS | {"nothing"}


@dataclass(frozen=True)
class Traced:
    """A text in its plain form, and for each of its signs the place in the text it was made from.

    `places` has one entry more than `plain` has signs: the end of the text.
    """

    plain: str
    places: tuple[int, ...]


def same_words(text: str) -> str:
    """The plain form of a text, by which it is known however it is typed."""
    return traced(text).plain.strip()


@lru_cache(maxsize=4_096)
def traced(text: str) -> Traced:
    """The plain form of a text in NFC; blanks at its rim stay."""
    signs: list[str] = []
    places: list[int] = []
    for found in _KINDS.finditer(text):
        kind = str(found.lastgroup)
        if kind in _DROPPED or (kind == "blank" and signs[-1:] == [" "]):
            continue
        for sign in _plain(kind, found.group()):
            signs.append(sign)
            places.append(found.start())
    return Traced("".join(signs), (*places, len(text)))


def _plain(kind: str, found: str) -> str:
    if kind == "escaped":
        return traced(found[1:]).plain
    if kind == "entity":
        known = html.unescape(found)
        return found if known == found else traced(known).plain
    return _AS.get(kind, unicodedata.normalize("NFC", found))


def without_marks(text: str) -> str:
    """A text without the marks of Markdown, as it is read and not as it is typed."""
    return "".join(
        found.group()[1:] if found.lastgroup == "escaped" else found.group()
        for found in _KINDS.finditer(text)
        if found.lastgroup not in _MARKS
    )
