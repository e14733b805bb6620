"""Word: paragraphs and tables in their order, headings by style."""

import re
from pathlib import Path
from zipfile import BadZipFile

from pipeline.core.errors import DocumentError
from pipeline.core.types import Section
from pipeline.sources.read.content import Content, Meta

_HEADING_STYLE = re.compile(r"^(?:heading|überschrift|berschrift)\s*([1-9])$", re.I)


def read(path: Path) -> Content:
    """A DOCX file as content; the anchor of a section is its last heading."""
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from docx.table import Table

    try:
        document = docx.Document(str(path))
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError) as error:
        raise DocumentError(
            "Die Word-Datei ist beschädigt oder mit einem Passwort geschützt. Bitte neu als .docx "
            "speichern."
        ) from error
    title = document.core_properties.title or ""
    found: list[Section] = []
    trail: list[tuple[int, str]] = []
    blocks: list[str] = []

    def close() -> None:
        if blocks:
            names = [name for _, name in trail] or [title or path.stem]
            found.append(Section(anchor=names[-1], heading=" › ".join(names), text="\n\n".join(blocks)))
            blocks.clear()

    for item in document.iter_inner_content():
        if isinstance(item, Table):
            blocks.extend(row for row in _rows(item) if row)
            continue
        text = " ".join(item.text.replace("\u00ad", "").split())
        if not text:
            continue
        level = _level(item.style.name if item.style is not None else "")
        if level is None:
            blocks.append(text)
        else:
            close()
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


def _rows(table: "docx.table.Table") -> list[str]:  # type: ignore[name-defined]  # noqa: F821
    rows: list[str] = []
    for row in table.rows:
        cells: list[str] = []
        for cell in row.cells:
            text = " ".join(cell.text.split())
            if text and (not cells or cells[-1] != text):  # merged cells come twice
                cells.append(text)
        rows.append(" | ".join(cells))
    return rows
