"""PDF: text by page through pdfium; headers and footers dropped, broken words joined.

A page is the anchor. We do not guess at pictures: a file without text (a scan) is refused, and where
only some pages are pictures, they are named and the others read.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.core.errors import DocumentError
from pipeline.sources.read.content import Content, Meta
from pipeline.sources.read.lines import is_page_number, without_furniture
from pipeline.sources.read.outline import sections

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

_NO_TITLE = frozenset({"untitled", "unbenannt", "(anonymous)", "ohne titel"})
_NOT_A_PDF = (
    "Die PDF-Datei ist beschädigt oder unvollständig. Bitte erneut herunterladen oder aus dem "
    "Ursprung neu exportieren."
)


@dataclass(frozen=True)
class _Page:
    """The lines of a page; `pictured` where it has a picture instead."""

    lines: list[str]
    pictured: bool


def read(path: Path) -> Content:
    """A PDF file as content; raises DocumentError where it is locked, broken or without text."""
    import pypdfium2 as pdfium

    if path.read_bytes()[:1024].find(b"%PDF-") < 0:
        raise DocumentError(_NOT_A_PDF)
    try:
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise DocumentError(
                "Die PDF-Datei ist mit einem Passwort geschützt. Bitte ohne Schutz speichern."
            ) from error
        raise DocumentError(_NOT_A_PDF) from error
    try:
        title = document.get_metadata_dict().get("Title", "")
        pages = [_page(document, number) for number in range(len(document))]
    except pdfium.PdfiumError as error:
        raise DocumentError(_NOT_A_PDF) from error
    finally:
        document.close()
    if not any(_says(page.lines) for page in pages):
        raise DocumentError(
            "Die PDF-Datei enthält keinen Text, vermutlich ist sie eingescannt. Bitte mit "
            "Texterkennung (OCR) speichern."
        )
    names = [f"Seite {number}" for number in range(1, len(pages) + 1)]
    lines = without_furniture([page.lines for page in pages])
    return Content(
        Meta(title="" if title.strip().lower() in _NO_TITLE else title.strip()),
        sections(list(zip(names, lines, strict=True))),
        _gap([number for number, page in enumerate(pages, start=1) if page.pictured]),
    )


def _page(document: "PdfDocument", number: int) -> _Page:
    from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

    page = document[number]
    text = page.get_textpage().get_text_bounded()
    # pdfium marks a hyphen at a line end with U+FFFE or U+0002.
    text = text.replace("\ufffe", "-").replace("\x02", "-\n")
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    pictured = not _says(lines) and any(page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE]))
    page.close()
    return _Page(lines, pictured)


def _says(lines: Sequence[str]) -> bool:
    """Whether there is text; a scanned page may still carry a printed page number."""
    return any(line.strip() and not is_page_number(line) for line in lines)


def _gap(numbers: Sequence[int]) -> str:
    """What to tell of pages that are pictures; "" where there are none."""
    if not numbers:
        return ""
    runs = [
        [number for _, number in run]
        for _, run in groupby(enumerate(numbers), key=lambda placed: placed[1] - placed[0])
    ]
    told = ", ".join(f"{run[0]}" if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
    which = f"Seite {told} ist" if len(numbers) == 1 else f"Die Seiten {told} sind"
    return (
        f"{which} nur als Bild enthalten und nicht gelesen, alle anderen schon. Für das Ganze bitte mit "
        "Texterkennung (OCR) speichern."
    )
