"""Characters of .scw files: read in whatever encoding, written as Windows-1252 (cp1252).

ScenarioWizard knows no other. What cp1252 lacks becomes something that can still be read.
"""

import codecs
import unicodedata

CODE = "cp1252"
_SPELT = {
    "\n": " ", "\r": " ", "−": "-", "‐": "-", "‑": "-", "→": "->", "←": "<-", "↔": "<->", "≥": ">=",
    "≤": "<=", "≠": "<>", "≈": "~", "Δ": "Delta", "\u2009": " ", "\u202f": " ", "✓": "x", "ẞ": "SS",
    "Ł": "L", "ł": "l", "Đ": "D", "đ": "d",
}  # fmt: skip


def decoded(data: bytes) -> str:
    """The text of a file: as its byte-order mark says, else UTF-8 where it is, else Windows-1252."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = data.decode("utf-16", errors="replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode(CODE, errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def spelt(text: str) -> str:
    """A text on one line in characters of cp1252: itself where that is possible."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(one if _known(one) else _replaced(one) for one in composed)


def seems_utf8(data: bytes) -> bool:
    """Whether bytes of cp1252 would be taken for UTF-8, as "Ã¼" would."""
    try:
        return not data.decode("utf-8").isascii()
    except UnicodeDecodeError:
        return False


def _known(one: str) -> bool:
    try:
        return bool(one.encode(CODE)) and one not in "\n\r"
    except UnicodeEncodeError:
        return False


def _replaced(one: str) -> str:
    """How a character is written without it: spelt out, without its accents, or as "?"."""
    plain = _SPELT.get(one) or "".join(filter(_known, unicodedata.normalize("NFKD", one)))
    return plain or ("" if unicodedata.combining(one) else "?")
