"""Whether words stand in a text as they are said to: quotations, and runs of words taken over.

A quotation may differ in what typing and typesetting change (blanks and line breaks, the form of
quotation marks, apostrophes, dashes and dots, soft hyphens); every word and every other sign has to be
the same.
"""

import re
import unicodedata

from pipeline.language.words import tokens

_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_QUOTES = "\"„“”‟«»'‚‘’‛‹›`´"
_DASHES = "-‐‑‒–—―−"
_ALIKE = (
    (re.compile(r"\s+"), r"\s+"),
    (re.compile(r"…|\.\.\."), r"(?:…|\.\.\.)"),
    (re.compile(f"[{re.escape(_QUOTES)}]"), f"[{re.escape(_QUOTES)}]"),
    (re.compile(f"[{re.escape(_DASHES)}]"), f"[{re.escape(_DASHES)}]"),
)
_RIM = f"{_QUOTES}… \t\r\n"


def wording(quote: str, text: str) -> str:
    """The quoted words as they stand in `text`, in one line; "" where they do not, or cut a word."""
    wanted = _plain(quote).strip(_RIM)
    if not wanted:
        return ""
    found = re.search(rf"(?<!\w){_pattern(wanted)}(?!\w)", _plain(text))
    return " ".join(found.group().split()) if found else ""


def shares_run(text: str, source: str, longest: int) -> bool:
    """Whether more than `longest` words in a row of `text` stand so in `source`, whatever their case."""
    size = longest + 1
    return bool(_runs(tokens(text), size) & _runs(tokens(source), size))


def _runs(words: list[str], size: int) -> set[tuple[str, ...]]:
    return {tuple(words[start : start + size]) for start in range(len(words) - size + 1)}


def _plain(text: str) -> str:
    return _INVISIBLE.sub("", unicodedata.normalize("NFC", text))


def _pattern(wanted: str) -> str:
    """The quotation as an expression that takes any form of what typesetting changes."""
    parts: list[str] = []
    at = 0
    while at < len(wanted):
        for sign, form in _ALIKE:
            found = sign.match(wanted, at)
            if found:
                parts.append(form)
                at = found.end()
                break
        else:
            parts.append(re.escape(wanted[at]))
            at += 1
    return "".join(parts)
