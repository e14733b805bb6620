"""PDF: pages as anchors, no furniture, whole words, and a clear word where there is no text."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen import canvas
from source_files import pdf, read, whole, write

from pipeline.core.errors import DocumentError
from pipeline.sources.read import read_document

THEMES = ("Wasser", "Energie", "Bildung", "Verkehr")


def study(path: Path, **options: object) -> Path:
    """Four pages with header, chapter, text, footer and page number."""
    pages = [
        [
            "Studie zur Zukunft der Ruhrregion 2035",
            f"{number}. Kapitel {theme}",
            f"Das Thema {theme} beschäftigt die Betriebe der Region stärker als noch vor zehn Jahren,",
            f"und für {theme} suchen sie größere Flächen, Fachkräfte und Förderung in der Nähe.",
            f"Am Ende zählt für {theme}, wer sich rechtzeitig vorbereitet hat.",
            "IHK Probestadt – alle Angaben ohne Gewähr",
            f"Seite {number} von {len(THEMES)}",
        ]
        for number, theme in enumerate(THEMES, start=1)
    ]
    return pdf(path, pages, **options)


def test_every_page_is_an_anchor_and_its_chapter_a_heading(tmp_path: Path):
    found = read(study(tmp_path / "studie.pdf", title="Zukunft an der Ruhr"))
    assert found.title == "Zukunft an der Ruhr"
    assert [(s.anchor, s.heading) for s in found.sections] == [
        (f"Seite {number}", f"{number}. Kapitel {theme}") for number, theme in enumerate(THEMES, start=1)
    ]


def test_headers_footers_and_page_numbers_are_dropped_and_nothing_else(tmp_path: Path):
    found = read(study(tmp_path / "studie.pdf"))
    assert found.sections[1].text == (
        "Das Thema Energie beschäftigt die Betriebe der Region stärker als noch vor zehn Jahren, und für "
        "Energie suchen sie größere Flächen, Fachkräfte und Förderung in der Nähe. Am Ende zählt für "
        "Energie, wer sich rechtzeitig vorbereitet hat."
    )
    for furniture in ("Studie zur Zukunft", "IHK Probestadt", "Seite"):
        assert furniture not in whole(found)


def test_words_broken_at_line_ends_are_made_whole(tmp_path: Path):
    lines = [
        "Die Städte der Region stärken gemeinsam ihre Wirtschafts-",
        "förderung und achten dabei auf die Sicherheit in der Aus-",
        "und Weiterbildung; ganz Nordrhein-",
        "Westfalen arbeitet an der IT-",
        "Sicherheit und an KI-",
        "gestützten Diensten für kleine Betriebe.",
    ]
    text = whole(read(pdf(tmp_path / "a.pdf", [lines])))
    for word in (
        "Wirtschaftsförderung", "Aus- und Weiterbildung", "Nordrhein-Westfalen", "IT-Sicherheit",
        "KI-gestützten",
    ):  # fmt: skip
        assert word in text


def test_a_heading_goes_on_over_the_page(tmp_path: Path):
    pages = [
        ["Der Hafen im Wandel", "Der Hafen bekommt einen neuen Kran und eine längere Kaimauer."],
        ["Auch die Schleuse wird erneuert, damit größere Schiffe hindurchpassen."],
    ]
    found = read(pdf(tmp_path / "a.pdf", pages))
    assert [(s.anchor, s.heading) for s in found.sections] == [
        ("Seite 1", "Der Hafen im Wandel"),
        ("Seite 2", "Der Hafen im Wandel"),
    ]


def test_a_page_without_text_keeps_the_numbers_of_the_others(tmp_path: Path):
    found = read(pdf(tmp_path / "a.pdf", [["Der Hafen wächst."], [], ["Die Stadt auch."]]))
    assert [(s.anchor, s.text) for s in found.sections] == [
        ("Seite 1", "Der Hafen wächst."),
        ("Seite 3", "Die Stadt auch."),
    ]


def test_a_locked_file_asks_for_one_without_a_password(tmp_path: Path):
    with pytest.raises(DocumentError, match="Passwort"):
        read(study(tmp_path / "studie.pdf", encrypt="geheim"))


def test_a_file_that_only_forbids_changes_is_read(tmp_path: Path):
    path = study(tmp_path / "studie.pdf", encrypt=StandardEncryption("", ownerPassword="geheim"))
    assert len(read(path).sections) == len(THEMES)


@pytest.mark.parametrize("share", [0.05, 0.5, 0.9, 0.99])
def test_a_truncated_file_is_named_as_damaged(tmp_path: Path, share: float):
    path = study(tmp_path / "studie.pdf")
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    with pytest.raises(DocumentError, match="beschädigt oder unvollständig"):
        read(path)


def test_a_scan_is_named_as_such(tmp_path: Path):
    path = tmp_path / "scan.pdf"
    sheet = canvas.Canvas(str(path))
    sheet.rect(50, 50, 300, 400, fill=1)
    sheet.save()
    with pytest.raises(DocumentError, match=r"keinen Text.*OCR"):
        read(path)


class Heard:
    """Keeps what is said."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def started(self, stage: str, total: int | None = None) -> None: ...

    def advanced(self, steps: int = 1) -> None: ...

    def said(self, message: str) -> None:
        self.told.append(message)


def scanned(path: Path, kinds: Sequence[str]) -> Path:
    """A PDF of pages that are text, a picture, a picture with a page number, or blank."""
    picture = path.with_suffix(".png")
    Image.new("RGB", (40, 60), "grey").save(picture)
    sheet = canvas.Canvas(str(path))
    for number, kind in enumerate(kinds, start=1):
        if kind == "Text":
            sheet.drawString(60, 700, f"Der Hafen Nummer {number} wächst weiter.")
        if kind.startswith("Bild"):
            sheet.drawImage(str(picture), 50, 50, 400, 600)
        if kind == "Bild mit Zahl":
            sheet.drawString(300, 30, f"{number}")
        sheet.showPage()
    sheet.save()
    return path


@pytest.mark.parametrize(
    ("kinds", "told"),
    [
        (["Text", "Bild", "Text"], "Seite 2 ist nur als Bild"),
        (["Bild", "Text", "Bild mit Zahl", "Bild", "leer", "Bild"], "Die Seiten 1, 3–4, 6 sind nur als"),
    ],
)
def test_pages_that_are_pictures_are_named_and_the_others_read(tmp_path: Path, kinds: list[str], told: str):
    heard = Heard()
    found = read_document(scanned(tmp_path / "a.pdf", kinds), "ordner/a.pdf", progress=heard)
    (message,) = heard.told
    assert message.startswith(f"ordner/a.pdf: {told}") and "OCR" in message
    assert [s.anchor for s in found.sections] == [
        f"Seite {number}" for number, kind in enumerate(kinds, start=1) if kind == "Text"
    ]


def test_blank_pages_are_no_gap(tmp_path: Path):
    heard = Heard()
    read_document(scanned(tmp_path / "a.pdf", ["Text", "leer", "Text"]), "a.pdf", progress=heard)
    assert heard.told == []


def test_pictures_with_page_numbers_alone_are_a_scan(tmp_path: Path):
    with pytest.raises(DocumentError, match=r"keinen Text.*OCR"):
        read(scanned(tmp_path / "a.pdf", ["Bild mit Zahl", "Bild mit Zahl"]))


@pytest.mark.parametrize("content", ["<html><body>Nicht gefunden</body></html>", "Nur ein Text"])
def test_a_pdf_that_is_none_is_refused(tmp_path: Path, content: str):
    with pytest.raises(DocumentError, match="PDF"):
        read(write(tmp_path / "falsch.pdf", content))
