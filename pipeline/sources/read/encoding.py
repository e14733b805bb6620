"""Bytes to text: a byte-order mark decides, then UTF-16 by its zeros, then UTF-8, then Windows-1252.

UTF-8 with a damaged character here and there is still UTF-8: only the damage becomes �.
"""

import codecs
import unicodedata
from pathlib import Path

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(data: bytes) -> str:
    """The text of a file's bytes in NFC, line ends as LF; never fails, undefined bytes become �."""
    text = _decoded(data)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    return unicodedata.normalize("NFC", text)


def read_text(path: Path) -> str:
    """A file's text, whatever its encoding."""
    return decode(path.read_bytes())


def _decoded(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    head = data[:4096]
    if len(head) >= 4 and head[1::2].count(0) > len(head) // 4:
        return data.decode("utf-16-le", errors="replace")
    if len(head) >= 4 and head[0::2].count(0) > len(head) // 4:
        return data.decode("utf-16-be", errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", errors="replace")
        damaged = text.count("\ufffd")
        if sum(not char.isascii() for char in text) > 2 * damaged:
            return text
        return data.decode("cp1252", errors="replace")
