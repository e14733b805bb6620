"""What a cell of a table may hold, so that text stays text wherever the table is opened.

A spreadsheet takes a cell that opens with = + - or @ for a formula and runs it. In CSV such text
gets an apostrophe in front, which reading takes off again; in XLSX it is stored as text.
"""

import re
import unicodedata

LONGEST = 32_767
"""Characters a cell of XLSX holds (Excel specifications and limits); more would be cut silently."""

_ARMED = re.compile(r"'*[=+\-@\t\r].", re.DOTALL)
_DEFUSED = re.compile(r"''*[=+\-@\t\r].", re.DOTALL)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_ESCAPABLE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_UNWRITABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)
_BREAKS = re.compile("\r\n?|\x0b|\x0c|\x85|\u2028|\u2029")


def clean(text: str) -> str:
    """Text as every format can hold it: line breaks as LF, no control characters, no rim of blanks,
    and ü as one character however it was typed."""
    return unicodedata.normalize("NFC", _UNWRITABLE.sub("", _BREAKS.sub("\n", text))).strip()


def defused(text: str) -> str:
    """Text for a cell of CSV; a lone sign such as the valence "+" is no formula and stays."""
    return f"'{text}" if _ARMED.match(text) else text


def restored(cell: str) -> str:
    """The text of a cell of CSV as it was before `defused`."""
    return cell[1:] if _DEFUSED.match(cell) else cell


def escaped(text: str) -> str:
    """Text for a cell of XLSX, where "_x0041_" would be read as "A" (ECMA-376, ST_Xstring)."""
    return _ESCAPABLE.sub("_x005F_", text)


def unescaped(text: str) -> str:
    """The text of a cell of XLSX as a person sees it."""
    return _ESCAPED.sub(lambda found: chr(int(found.group(1), 16)), text)


def fits(text: str) -> bool:
    """Whether a cell of XLSX holds a text whole; characters such as emoji count twice there."""
    return len(text.encode("utf-16-le", errors="surrogatepass")) // 2 <= LONGEST
