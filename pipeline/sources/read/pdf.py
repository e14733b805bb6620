"""PDF: text by page through pdfium; headers and footers dropped, broken words joined.

A page is the anchor. A file without text (a scan) is named as such: we do not guess at pictures.
"""

from pathlib import Path

from pipeline.core.errors import DocumentError
from pipeline.sources.read.content import Content, Meta
from pipeline.sources.read.lines import without_furniture
from pipeline.sources.read.outline import sections

_NO_TITLE = frozenset({"untitled", "unbenannt", "(anonymous)", "ohne titel"})
_NOT_A_PDF = (
    "Die PDF-Datei ist beschädigt oder unvollständig. Bitte erneut herunterladen oder aus dem "
    "Ursprung neu exportieren."
)


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
        pages = [_lines(document, number) for number in range(len(document))]
    except pdfium.PdfiumError as error:
        raise DocumentError(_NOT_A_PDF) from error
    finally:
        document.close()
    if not any(line.strip() for page in pages for line in page):
        raise DocumentError(
            "Die PDF-Datei enthält keinen Text, vermutlich ist sie eingescannt. Bitte mit "
            "Texterkennung (OCR) speichern."
        )
    names = [f"Seite {number}" for number in range(1, len(pages) + 1)]
    found = sections(list(zip(names, without_furniture(pages), strict=True)))
    return Content(Meta(title="" if title.strip().lower() in _NO_TITLE else title.strip()), found)


def _lines(document: "pdfium.PdfDocument", number: int) -> list[str]:  # type: ignore[name-defined]  # noqa: F821
    page = document[number]
    text = page.get_textpage().get_text_bounded()
    page.close()
    # pdfium marks a hyphen at a line end with U+FFFE or U+0002.
    text = text.replace("\ufffe", "-").replace("\x02", "-\n")
    return [line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
