"""Word as it is written in offices: notes, house styles, tables within tables, furniture."""

from pathlib import Path

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from source_files import outline, read

W = nsdecls("w")
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"


def add_notes(file, kind: str, notes: dict[int, str]) -> None:
    """The notes of a file as Word keeps them, with the line above them as note 0."""
    inner = f'<w:{kind} w:id="0" w:type="separator"><w:p><w:r><w:separator/></w:r></w:p></w:{kind}>'
    for number, text in notes.items():
        inner += f'<w:{kind} w:id="{number}"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:{kind}>'
    data = f"<w:{kind}s {W}>{inner}</w:{kind}s>".encode()
    part = Part(PackURI(f"/word/{kind}s.xml"), TYPE.format(f"{kind}s"), data, file.part.package)
    file.part.relate_to(part, getattr(RELATIONSHIP_TYPE, f"{kind}s".upper()))


def call(paragraph, kind: str, number: int) -> None:
    paragraph._p.append(parse_xml(f'<w:r {W}><w:{kind}Reference w:id="{number}"/></w:r>'))


def saved(file, path: Path):
    file.save(str(path))
    return read(path)


def test_a_note_stands_behind_the_paragraph_or_row_that_calls_it(tmp_path: Path):
    file = docx.Document()
    file.add_heading("Hafen", 1)
    call(file.add_paragraph("Der Hafen wächst."), "footnote", 2)
    file.add_paragraph("Er bekommt einen Kran.")
    file.add_heading("Stadt", 1)
    cell = file.add_table(1, 2).cell(0, 1)
    cell.text = "zwölf"
    call(cell.paragraphs[0], "footnote", 1)
    call(file.add_paragraph("Auch sie wächst."), "endnote", 1)
    add_notes(file, "footnote", {1: "Stand 2024.", 2: "So der Bericht von 2023."})
    add_notes(file, "endnote", {1: "Eigene Zählung."})
    assert outline(saved(file, tmp_path / "a.docx")) == [
        ("Hafen", "Der Hafen wächst.\n\nFußnote: So der Bericht von 2023.\n\nEr bekommt einen Kran."),
        ("Stadt", "zwölf\n\nFußnote: Stand 2024.\n\nAuch sie wächst.\n\nEndnote: Eigene Zählung."),
    ]


def test_a_note_of_a_heading_opens_its_section(tmp_path: Path):
    file = docx.Document()
    call(file.add_heading("Hafen", 1), "footnote", 1)
    file.add_paragraph("Er wächst.")
    add_notes(file, "footnote", {1: "Ohne die Außenhäfen."})
    assert outline(saved(file, tmp_path / "a.docx")) == [
        ("Hafen", "Fußnote: Ohne die Außenhäfen.\n\nEr wächst.")
    ]


def test_a_note_that_nothing_calls_any_more_or_that_is_not_there_is_left_out(tmp_path: Path):
    file = docx.Document()
    paragraph = file.add_paragraph("Der Hafen wächst.")
    call(paragraph, "footnote", 9)
    gone = f'<w:del {W} w:id="5" w:author="a"><w:r><w:footnoteReference w:id="1"/></w:r></w:del>'
    paragraph._p.append(parse_xml(gone))
    add_notes(file, "footnote", {1: "Gestrichen.", 2: "Vergessen."})
    (section,) = saved(file, tmp_path / "a.docx").sections
    assert section.text == "Der Hafen wächst."


def test_headings_of_a_house_style_are_headings(tmp_path: Path):
    file = docx.Document()
    based = file.styles.add_style("IHK Kapitel", WD_STYLE_TYPE.PARAGRAPH)
    based.base_style = file.styles["Heading 1"]
    leveled = file.styles.add_style("IHK Abschnitt", WD_STYLE_TYPE.PARAGRAPH)
    leveled.element.append(parse_xml(f'<w:pPr {W}><w:outlineLvl w:val="1"/></w:pPr>'))
    plain = file.styles.add_style("IHK Kasten", WD_STYLE_TYPE.PARAGRAPH)
    plain.base_style = based
    plain.element.append(parse_xml(f'<w:pPr {W}><w:outlineLvl w:val="9"/></w:pPr>'))
    file.add_paragraph("Mobilität", style=based)
    file.add_paragraph("Schiene", style=leveled)
    file.add_paragraph("Die Bahn fährt öfter.", style=plain)
    assert outline(saved(file, tmp_path / "a.docx")) == [("Mobilität › Schiene", "Die Bahn fährt öfter.")]


def test_a_style_that_rests_on_itself_is_text(tmp_path: Path):
    file = docx.Document()
    style = file.styles.add_style("Kreis", WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = style
    file.add_paragraph("Der Hafen wächst.", style=style)
    assert [text for _, text in outline(saved(file, tmp_path / "a.docx"))] == ["Der Hafen wächst."]


def test_page_headers_and_the_table_of_contents_are_no_text(tmp_path: Path):
    file = docx.Document()
    file.sections[0].header.paragraphs[0].text = "Zwischenbericht"
    file.sections[0].footer.paragraphs[0].text = "Seite 1"
    file.add_paragraph("Mobilität\t3", style=file.styles.add_style("toc 1", WD_STYLE_TYPE.PARAGRAPH))
    file.add_heading("Mobilität", 1)
    file.add_paragraph("Die Bahn fährt öfter.")
    assert outline(saved(file, tmp_path / "a.docx")) == [("Mobilität", "Die Bahn fährt öfter.")]


def test_a_cell_over_several_rows_counts_in_each_and_a_table_in_a_cell_is_its_text(tmp_path: Path):
    file = docx.Document()
    table = file.add_table(3, 2)
    for cell, text in zip(table._cells, ("Bus", "heute", "", "2035", "Bahn", ""), strict=True):
        cell.text = text
    table.cell(0, 0).merge(table.cell(1, 0))
    inner = table.cell(2, 1).add_table(2, 1)
    inner.cell(0, 0).text, inner.cell(1, 0).text = "selten", "oft"
    (section,) = saved(file, tmp_path / "a.docx").sections
    assert section.text.split("\n\n") == ["Bus | heute", "Bus | 2035", "Bahn | selten oft"]


def test_nothing_of_a_long_table_is_lost(tmp_path: Path):
    rows, file = 400, docx.Document()
    table = parse_xml(
        f"<w:tbl {W}>"
        + "".join(
            f"<w:tr><w:tc><w:p><w:r><w:t>Zeile {n}</w:t></w:r></w:p></w:tc></w:tr>" for n in range(rows)
        )
        + "</w:tbl>"
    )
    file.element.body.insert(0, table)
    (section,) = saved(file, tmp_path / "a.docx").sections
    assert section.text.split("\n\n") == [f"Zeile {n}" for n in range(rows)]
