"""The mark of words that stand on the screen and may not be quoted freely; the same wherever they stand."""

from typing import Literal

_MARKS = {
    "de": {
        "free": "",
        "short": "(nicht frei zitierbar)",
        "none": "(nicht frei zitierbar; nur für das Haus, nicht zitieren)",
    },
    "en": {
        "free": "",
        "short": "(not free to quote)",
        "none": "(not free to quote; for the house alone, do not quote)",
    },
}


def marked(text: str, quote: Literal["none", "short", "free"], language: Literal["de", "en"] = "de") -> str:
    """The text, and after it what its document's right to be quoted forbids."""
    return f"{text}  {_MARKS[language][quote]}".rstrip() if quote != "free" else text
