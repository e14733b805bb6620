"""The visible words of Word's XML: of a paragraph, of a note, of the rows of a table."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Word keeps a text box twice, the second time as fallback for old programs.
_HIDDEN = ("{*}Fallback", f"{W}moveFrom", f"{W}del")
_SHOWN = tuple(W + tag for tag in ("t", "tab", "br", "cr", "noBreakHyphen", "p"))


@dataclass(frozen=True)
class Row:
    """A row of a table: its cells as one text, and the element it stands in."""

    text: str
    element: Any


def name_of(element: Any) -> str:
    """An element's name without its namespace; "" for comments."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def only_visible(element: Any) -> Any:
    """The element without what a reader does not see; taken out once, not asked of each word."""
    for hidden in list(element.iter(*_HIDDEN)):
        if (parent := hidden.getparent()) is not None:
            parent.remove(hidden)
    return element


def words(element: Any) -> str:
    """The text of a paragraph, cell or note, blanks as single spaces."""
    pieces = (
        "-" if node.tag.endswith("}noBreakHyphen") else node.text if node.tag.endswith("}t") else " "
        for node in element.iter(*_SHOWN)
    )
    return " ".join("".join(piece or "" for piece in pieces).replace("\u00ad", "").split())


def rows(table: Any) -> Iterator[Row]:
    """The rows that say something; a cell merged over several rows counts in each of them."""
    above: dict[int, str] = {}
    for row in table.iterchildren(f"{W}tr"):
        column, texts = 0, list[str]()
        for cell in row.iter(f"{W}tc"):
            if next(cell.iterancestors(f"{W}tr")) is not row:
                continue  # of a table inside a cell, whose words the cell has
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            if merge is None or merge.get(f"{W}val") == "restart":
                above[column] = words(cell)
            texts.append(above.get(column, ""))
            span = cell.find(f"{W}tcPr/{W}gridSpan")
            column += int(span.get(f"{W}val", "1")) if span is not None else 1
        if text := " | ".join(text for text in texts if text):
            yield Row(text, row)
