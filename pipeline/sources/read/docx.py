"""Word: paragraphs, tables and notes in their order, headings by style, as a reader sees them: with
tracked insertions and form fields, without what was deleted or moved away and without page headers.

A footnote follows the paragraph or table row that calls it, so it is found where it belongs.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.core.errors import DocumentError
from pipeline.core.types import Section
from pipeline.sources.read.content import Content, Meta
from pipeline.sources.read.docx_notes import Notes
from pipeline.sources.read.docx_styles import Styles
from pipeline.sources.read.docx_words import name_of, only_visible, rows, words


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

    document = docx.Document(str(path))
    title = document.core_properties.title or ""
    styles, notes = Styles(document.styles.element), Notes(document.part)
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

    for item in _items(only_visible(document.element.body)):
        if name_of(item) == "tbl":
            for row in rows(item):
                blocks.extend([row.text, *notes.called_in(row.element)])
            continue
        if styles.is_contents(item):
            continue
        text = words(item)
        level = styles.level(item) if text else None
        if level is not None:
            close(level)
            trail = [entry for entry in trail if entry[0] < level] + [(level, text)]
        elif text:
            blocks.append(text)
        blocks.extend(notes.called_in(item))
    close()
    return Content(Meta(title=title), tuple(found))


def _items(element: Any) -> Iterator[Any]:
    """Paragraphs and tables, those inside form fields too."""
    for child in element.iterchildren():
        if name_of(child) in ("p", "tbl"):
            yield child
        elif name_of(child) in ("sdt", "sdtContent", "customXml"):
            yield from _items(child)
