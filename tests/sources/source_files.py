"""What the tests of the sources share: documents in real files, and passages made by hand."""

import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

from reportlab.pdfgen import canvas

from pipeline.core.types import Document, Passage, Section
from pipeline.sources.read import read_document

TOP, LEFT, LINE = 780, 60, 16


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def read(path: Path) -> Document:
    return read_document(path, path.name)


def outline(document: Document) -> list[tuple[str, str]]:
    """Heading and text of each section."""
    return [(section.heading, section.text) for section in document.sections]


def whole(document: Document) -> str:
    """Everything a document says, headings first."""
    return "\n".join(f"{section.heading}\n{section.text}" for section in document.sections)


def pdf(path: Path, pages: Sequence[Sequence[str]], title: str = "", **options: object) -> Path:
    """A PDF with these lines on its pages."""
    sheet = canvas.Canvas(str(path), **options)
    sheet.setTitle(title)
    for lines in pages:
        for number, line in enumerate(lines):
            sheet.drawString(LEFT, TOP - number * LINE, line)
        sheet.showPage()
    sheet.save()
    return path


def repacked(path: Path, part: str, change: Callable[[bytes], bytes | None]) -> Path:
    """The same zip file with one part changed, or left out where the change gives None."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    changed = change(parts.pop(part))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts.items():
            new.writestr(name, data)
        if changed is not None:
            new.writestr(part, changed)
    return path


def scrambled(path: Path, part: str) -> Path:
    """The same zip file with the compressed bytes of one part overwritten."""
    with zipfile.ZipFile(path) as archive:
        info = archive.getinfo(part)
    data = bytearray(path.read_bytes())
    start = info.header_offset + 30 + len(info.filename) + 20
    data[start : start + 40] = b"\xff" * 40
    path.write_bytes(data)
    return path


def document(*sections: tuple[str, str], path: str = "studie.md") -> Document:
    """A document of sections given as heading and text."""
    return Document(
        path=path,
        title="Studie",
        sections=tuple(Section(anchor=heading, heading=heading, text=text) for heading, text in sections),
    )


def passage(passage_id: str, text: str, heading: str = "", path: str = "studie.md") -> Passage:
    return Passage(id=passage_id, document=path, anchor="Seite 1", heading=heading, text=text)
