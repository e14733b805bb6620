"""Word and PowerPoint: what a reader sees, in its order; damage is named, never a trace."""

from pathlib import Path

import docx
import pptx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from pptx.util import Cm
from source_files import outline, read, repacked, scrambled, write

from pipeline.core.errors import DocumentError

W = nsdecls("w")
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
TITLE_ONLY, TITLE_AND_TEXT, BLANK = 5, 1, 6


def word(path: Path) -> Path:
    """Headings of two levels, a table, a list and umlauts."""
    file = docx.Document()
    file.core_properties.title = "Bericht über Größe"
    file.add_paragraph("Vorbemerkung.")
    file.add_paragraph("Bericht zur Lage", style="Title")
    file.add_paragraph("Ein Jahr im Überblick.")
    file.add_heading("Mobilität", 1)
    file.add_paragraph("Der Nahverkehr fährt häufiger.")
    file.add_heading("Schiene", 2)
    table = file.add_table(2, 2)
    for cell, text in zip(table._cells, ("Größe", "Wert", "Züge", "zwölf"), strict=True):
        cell.text = text
    file.add_paragraph("Nach der Tabelle.")
    file.add_heading("Bildung", 1)
    file.add_paragraph("Kurse im Betrieb", style="List Bullet")
    file.save(str(path))
    return path


def deck(path: Path) -> Path:
    """A slide with bullets and notes, one with a table, one without a title."""
    file = pptx.Presentation()
    file.core_properties.title = "Szenarien für Köln"
    slide = file.slides.add_slide(file.slide_layouts[TITLE_AND_TEXT])
    slide.shapes.title.text = "Ausgangslage"
    slide.placeholders[1].text = "Die Häfen wachsen\nDie Städte schrumpfen"
    slide.notes_slide.notes_text_frame.text = "Hier die Zahlen erläutern."
    slide = file.slides.add_slide(file.slide_layouts[TITLE_ONLY])
    slide.shapes.title.text = "Wertetafel"
    table = slide.shapes.add_table(2, 2, 0, 0, Cm(9), Cm(4)).table
    for cell, text in zip(table.iter_cells(), ("Faktor", "Wert", "Bus", "hoch"), strict=True):
        cell.text = text
    slide = file.slides.add_slide(file.slide_layouts[BLANK])
    slide.shapes.add_textbox(0, 0, Cm(9), Cm(2)).text_frame.text = "Nur ein Kasten"
    file.save(str(path))
    return path


def paragraphs(path: Path, change) -> list[str]:
    """The paragraphs read from a Word file that `change` has filled."""
    file = docx.Document()
    change(file)
    file.save(str(path))
    return [block for section in read(path).sections for block in section.text.split("\n\n")]


def test_word_headings_come_from_styles_and_tables_stay_in_their_place(tmp_path: Path):
    found = read(word(tmp_path / "bericht.docx"))
    assert found.title == "Bericht über Größe"
    assert outline(found) == [
        ("Bericht über Größe", "Vorbemerkung."),
        ("Bericht zur Lage", "Ein Jahr im Überblick."),
        ("Bericht zur Lage › Mobilität", "Der Nahverkehr fährt häufiger."),
        ("Bericht zur Lage › Mobilität › Schiene", "Größe | Wert\n\nZüge | zwölf\n\nNach der Tabelle."),
        ("Bericht zur Lage › Bildung", "Kurse im Betrieb"),
    ]
    assert [s.anchor for s in found.sections][3] == "Schiene"


def test_word_headings_with_nothing_below_are_not_lost(tmp_path: Path):
    def change(file):
        for trend in ("Offene KI", "Leere Städte"):
            file.add_heading(trend, 2)

    assert paragraphs(tmp_path / "a.docx", change) == ["Offene KI", "Leere Städte"]


def test_word_cells_that_say_the_same_are_two_and_a_merged_cell_is_one(tmp_path: Path):
    def change(file):
        table = file.add_table(2, 4)
        for cell, text in zip(table._cells, ("Bus", "hoch", "hoch", "tief", "Bahn"), strict=False):
            cell.text = text
        table.cell(1, 1).merge(table.cell(1, 3)).text = "offen"

    assert paragraphs(tmp_path / "a.docx", change) == ["Bus | hoch | hoch | tief", "Bahn | offen"]


def test_word_shows_insertions_and_fields_but_nothing_deleted_or_moved_away(tmp_path: Path):
    def change(file):
        paragraph = file.add_paragraph("Der Hafen ")
        for xml in (
            f'<w:ins {W} w:id="1" w:author="a"><w:r><w:t>wächst</w:t></w:r></w:ins>',
            f"<w:r {W}><mc:Fallback {MC}><w:t>doppelt</w:t></mc:Fallback></w:r>",
            f'<w:moveFrom {W} w:id="3" w:author="a"><w:r><w:t>verschoben</w:t></w:r></w:moveFrom>',
            f'<w:del {W} w:id="2" w:author="a"><w:r><w:delText>schrumpft</w:delText></w:r></w:del>',
            f"<w:sdt {W}><w:sdtContent><w:r><w:t>.</w:t></w:r></w:sdtContent></w:sdt>",
        ):
            paragraph._p.append(parse_xml(xml))
        field = "<w:p><w:r><w:t>Ein Formularfeld.</w:t></w:r></w:p>"
        block = parse_xml(f"<w:sdt {W}><w:sdtContent>{field}</w:sdtContent></w:sdt>")
        file.element.body.insert(0, block)

    assert paragraphs(tmp_path / "a.docx", change) == ["Ein Formularfeld.", "Der Hafen wächst."]


def test_a_word_file_without_text_is_refused(tmp_path: Path):
    docx.Document().save(str(tmp_path / "leer.docx"))
    with pytest.raises(DocumentError, match="kein lesbarer Text"):
        read(tmp_path / "leer.docx")


def test_every_slide_is_an_anchor_with_bullets_tables_and_notes(tmp_path: Path):
    found = read(deck(tmp_path / "folien.pptx"))
    assert found.title == "Szenarien für Köln"
    assert [(s.anchor, s.heading, s.text) for s in found.sections] == [
        (
            "Folie 1", "Ausgangslage",
            "Die Häfen wachsen\n\nDie Städte schrumpfen\n\nHier die Zahlen erläutern.",
        ),
        ("Folie 2", "Wertetafel", "Faktor | Wert\n\nBus | hoch"),
        ("Folie 3", "", "Nur ein Kasten"),
    ]  # fmt: skip


def test_a_slide_of_which_only_the_title_says_something(tmp_path: Path):
    file = pptx.Presentation()
    file.slides.add_slide(file.slide_layouts[BLANK])
    slide = file.slides.add_slide(file.slide_layouts[TITLE_ONLY])
    slide.shapes.title.text = "Noch zu füllen"
    slide.shapes.add_table(2, 2, 0, 0, Cm(9), Cm(4))
    file.save(str(tmp_path / "a.pptx"))
    found = read(tmp_path / "a.pptx")
    assert [(s.anchor, s.heading, s.text) for s in found.sections] == [
        ("Folie 2", "Noch zu füllen", "Noch zu füllen")
    ]


def test_grouped_shapes_are_read(tmp_path: Path):
    file = pptx.Presentation()
    slide = file.slides.add_slide(file.slide_layouts[BLANK])
    group = slide.shapes.add_group_shape()
    group.shapes.add_textbox(0, 0, Cm(9), Cm(2)).text_frame.text = "Kasten in der Gruppe"
    file.save(str(tmp_path / "a.pptx"))
    assert read(tmp_path / "a.pptx").sections[0].text == "Kasten in der Gruppe"


MAKERS = {"bericht.docx": word, "folien.pptx": deck}
PARTS = {"bericht.docx": "word/document.xml", "folien.pptx": "ppt/slides/slide1.xml"}
DAMAGES = {
    "halb": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "kein Zip": lambda path: write(path, "Das ist keine Datei von Office."),
    "altes Format": lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
    "Bytes überschrieben": lambda path: scrambled(path, PARTS[path.name]),
    "XML abgeschnitten": lambda path: repacked(path, PARTS[path.name], lambda data: data[:200]),
    "Teil leer": lambda path: repacked(path, PARTS[path.name], lambda data: b""),
    "Teil fehlt": lambda path: repacked(path, PARTS[path.name], lambda data: None),
    "Beziehungen entstellt": lambda path: repacked(
        path,
        "_rels/.rels",
        lambda data: data.replace(b"Relationships>", b"Rezeichnung>").replace(
            b"<Relationships ", b"<Rezeichnung "
        ),
    ),
    "ohne Verzeichnis": lambda path: repacked(path, "[Content_Types].xml", lambda data: None),
}


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("name", MAKERS)
def test_a_damaged_file_is_named_as_damaged(tmp_path: Path, name: str, damage: str):
    path = MAKERS[name](tmp_path / name)
    DAMAGES[damage](path)
    with pytest.raises(DocumentError, match="beschädigt"):
        read(path)


def test_word_named_as_powerpoint_and_the_other_way_round(tmp_path: Path):
    word(tmp_path / "a.docx").rename(tmp_path / "falsch.pptx")
    deck(tmp_path / "b.pptx").rename(tmp_path / "falsch.docx")
    for name in ("falsch.pptx", "falsch.docx"):
        with pytest.raises(DocumentError, match="beschädigt"):
            read(tmp_path / name)
