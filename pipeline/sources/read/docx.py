"""Word: paragraphs and tables in their order, headings by style, as a reader sees them: with tracked
insertions and form fields, without what was deleted or moved away."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.core.errors import DocumentError
from pipeline.core.types import Section
from pipeline.sources.read.content import Content, Meta

_HEADING_STYLE = re.compile(r"^(?:heading|überschrift|berschrift)\s*([1-9])$", re.I)
# Word keeps a text box twice, the second time as fallback for old programs.
_VISIBLE = " | ".join(
    f".//w:{tag}[not(ancestor::*[local-name()='Fallback' or local-name()='moveFrom'])]"
    for tag in ("t", "tab", "br", "cr", "noBreakHyphen", "p")
)


def read(path: Path) -> Content:
    """A DOCX file as content; the anchor of a section is its last heading."""
    try:
        return _content(path)
    except OSError:
        raise
    except Exception as error:  # python-docx trusts its input: damage shows as nearly any error
        raise DocumentError(
            "Die Word-Datei ist beschädigt oder mit einem Passwort geschützt. Bitte neu als .docx "
            "speichern."
        ) from error


def _content(path: Path) -> Content:
    import docx
    from docx.table import Table

    document = docx.Document(str(path))
    title = document.core_properties.title or ""
    found: list[Section] = []
    trail: list[tuple[int, str]] = []
    blocks: list[str] = []

    def close(level: int = 0) -> None:
        if not blocks and trail and level <= trail[-1][0]:
            blocks.append(trail[-1][1])  # a heading with nothing below it is text: nothing is lost
        if blocks:
            names = [name for _, name in trail] or [title or path.stem]
            found.append(Section(anchor=names[-1], heading=" › ".join(names), text="\n\n".join(blocks)))
            blocks.clear()

    for item in _items(document.element.body, document):
        if isinstance(item, Table):
            blocks.extend(row for row in _rows(item) if row)
            continue
        text = _text(item._p)
        if not text:
            continue
        level = _level(item.style.name if item.style is not None else "")
        if level is None:
            blocks.append(text)
        else:
            close(level)
            trail = [entry for entry in trail if entry[0] < level] + [(level, text)]
    close()
    return Content(Meta(title=title), tuple(found))


def _level(style: str | None) -> int | None:
    if not style:
        return None
    if style.lower() in ("title", "titel"):
        return 0
    match = _HEADING_STYLE.match(style)
    return int(match.group(1)) if match else None


def _items(element: Any, parent: Any) -> Iterator[Any]:
    """Paragraphs and tables, those inside form fields too."""
    from docx.oxml.ns import qn
    from docx.table import Table
    from docx.text.paragraph import Paragraph

    for child in element.iterchildren():
        if child.tag == qn("w:p"):
            yield Paragraph(child, parent)
        elif child.tag == qn("w:tbl"):
            yield Table(child, parent)
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml")):
            yield from _items(child, parent)


def _text(element: Any) -> str:
    """The visible text of a paragraph or cell."""
    pieces = (
        "-" if node.tag.endswith("}noBreakHyphen") else node.text if node.tag.endswith("}t") else " "
        for node in element.xpath(_VISIBLE)
    )
    return " ".join("".join(piece or "" for piece in pieces).replace("\u00ad", "").split())


def _rows(table: Any) -> list[str]:
    rows: list[str] = []
    for row in table.rows:
        cells = {id(cell._tc): _text(cell._tc) for cell in row.cells}  # merged cells come twice
        rows.append(" | ".join(text for text in cells.values() if text))
    return rows
