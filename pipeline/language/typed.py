"""What a person typed or pasted, as plain words: nothing in it that cannot be seen."""

import unicodedata

_GAPS = ("Cc", "Zl", "Zp")
_UNSEEN = ("Cf", "Cs", "Co", "Cn")
"""Soft hyphens of a PDF, marks of direction, halves of characters that came apart."""


def plain(text: str) -> str:
    """The text in NFC with single blanks, control characters as gaps and without what is never seen."""
    seen = (
        " " if unicodedata.category(sign) in _GAPS else sign
        for sign in unicodedata.normalize("NFC", text)
        if unicodedata.category(sign) not in _UNSEEN
    )
    return " ".join("".join(seen).split())
