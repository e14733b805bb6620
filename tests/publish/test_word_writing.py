"""What a Word file of an edition holds, whole and once, in our look and in a house's own."""

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
import sample_edition
from lxml import etree
from word_edits import W, with_part

from pipeline.core.errors import InputError
from pipeline.publish.word import write

EDITION = sample_edition.edition()


def opened(data: bytes):
    return docx.Document(io.BytesIO(data))


def words(data: bytes, part: str = "word/document.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read(part))
    return "\n".join("".join(p.itertext(f"{W}t")) for p in root.iter(f"{W}p"))


def test_all_that_an_edition_holds_stands_in_it_once(tmp_path):
    told = words(write(EDITION, "none", None))
    for chapter in EDITION.chapters:
        for line in (line for block in chapter.paragraphs for line in block):
            assert told.count(line.text) == 1
    for once in ("Küste 2035", EDITION.ai_note, EDITION.no_forecast, "Arbeitsfassung, nicht freigegeben"):
        assert told.count(once) == 1
    for there in (
        "Pünktlich, aber wofür?",
        "2029: Der erste Kran",
        "Nachbarschaft & Öl",
        "riskant",
        "Jo Öhm",
    ):
        assert there in told
    assert "Das Bild liegt nicht bei. Ein Pfeil" in told


def test_each_sentence_has_one_note_in_the_order_of_the_text_as_asked():
    notes = [line.note.told for one in EDITION.chapters for block in one.paragraphs for line in block]
    with_notes, beside = write(EDITION, "notes", None), write(EDITION, "margin", None)
    told = [one.strip() for one in words(with_notes, "word/footnotes.xml").split("\n") if one.strip()]
    assert told == notes
    assert [one.text for one in opened(beside).comments] == notes
    assert {one.author for one in opened(beside).comments} == {"Szenarienwerk"}
    plain = write(EDITION, "none", None)
    assert not list(opened(plain).comments)
    assert "word/footnotes.xml" not in zipfile.ZipFile(io.BytesIO(plain)).namelist()


def test_the_same_edition_is_the_same_bytes_and_bears_its_own_date():
    one = write(EDITION, "margin", None)
    assert one == write(sample_edition.edition(), "margin", None)
    with zipfile.ZipFile(io.BytesIO(one)) as archive:
        assert {entry.date_time[:3] for entry in archive.infolist()} == {(2026, 11, 20)}
    assert opened(one).core_properties.created.date().isoformat() == "2026-11-20"


def test_it_is_german_with_hyphens_a4_and_tables_repeat_their_head_and_tear_no_row():
    document = opened(write(EDITION, "none", None))
    assert document.styles.element.find(f".//{W}docDefaults//{W}lang").get(f"{W}val") == "de-DE"
    assert document.settings.element.find(f"{W}autoHyphenation") is not None
    sizes = [(round(one.page_width.cm, 1), round(one.page_height.cm, 1)) for one in document.sections]
    assert sizes == [(21.0, 29.7), (29.7, 21.0), (21.0, 29.7)]
    for table in document.tables:
        rows = table._tbl.findall(f"{W}tr")
        assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    assert {one.text for one in document.paragraphs if one.style.name == "Heading 1"} >= {
        "Die pünktliche Küste",
        "Wertetafel",
        "Quellen",
    }
    footer = "".join(document.sections[0].footer._element.itertext(f"{W}t"))
    assert "Keine Prognose" in footer and EDITION.run in footer


def test_signs_that_xml_or_a_template_would_take_for_its_own_are_text():
    strange = "<b>&amp; {{ run }} {% x %} \x0b„Ä“"
    told = words(write(replace(EDITION, title=strange, region="R & D <x>"), "none", None))
    assert "<b>&amp; {{ run }} {% x %}" in told and "R & D <x>" in told


def test_what_an_edition_lacks_leaves_no_empty_heading():
    bare = replace(
        EDITION,
        comparison=None,
        windkanal=None,
        pictures=(),
        waived=(),
        table=(),
        sources=(),
        released="Frei.",
    )
    told = words(write(bare, "none", None))
    for heading in ("Vergleich", "Windkanal", "Karten", "Ausnahmen", "Wertetafel", "Quellen"):
        assert heading not in told
    assert "Frei." in told and "Arbeitsfassung" not in told


def template(tmp_path: Path, *lines: str) -> Path:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    document.save(tmp_path / "haus.docx")
    return tmp_path / "haus.docx"


HAS_TO = ("{{ state }}", "{{ ai_note }}", "{{ no_forecast }}")


def test_a_house_places_fields_and_goes_through_the_scenarios_itself(tmp_path):
    own = template(
        tmp_path,
        *HAS_TO,
        "Band für {{ audience }}",
        "{%p for scenario in scenarios %}",
        "Nr. {{ scenario.number }}: {{ scenario.title }}",
        "{{ scenario.text }}",
        "{%p endfor %}",
    )
    told = words(write(EDITION, "notes", own))
    assert "Band für Stadträte" in told and "Nr. 2: Die störrische Küste" in told
    assert told.index("Nr. 1") < told.index("Im Hafen von Übersee") < told.index("Nr. 2")
    assert "Wertetafel" not in told


def test_letter_paper_without_fields_gets_everything_at_its_end(tmp_path):
    told = words(write(EDITION, "none", template(tmp_path, "Briefkopf der Küstenwerkstatt")))
    assert told.index("Briefkopf") < told.index("Küste 2035") < told.index("Im Hafen von Übersee")
    assert EDITION.ai_note in told


def test_blocks_may_be_asked_for_as_docxtpl_has_it_and_in_tables_but_not_in_a_footer(tmp_path):
    path = template(tmp_path, *HAS_TO, "{{p scenarios }}")
    document = docx.Document(path)
    document.add_table(1, 1).cell(0, 0).text = "{{ sources }}"
    document.save(path)
    told = words(write(EDITION, "none", path))
    assert "Im Hafen von Übersee" in told and "Hafenstudie. " in told
    document.sections[0].footer.paragraphs[0].text = "{{ sources }}"
    document.save(path)
    with pytest.raises(InputError, match=r"Fußzeile.*haus\.docx"):
        write(EDITION, "none", path)


def test_footnotes_of_a_template_stay_and_ours_come_after_them(tmp_path):
    own = tmp_path / "mit-noten.docx"
    own.write_bytes(write(replace(EDITION, chapters=EDITION.chapters[:1], table=()), "notes", None))
    told = words(write(EDITION, "notes", own), "word/footnotes.xml")
    assert told.count("Beleg · ") == 3


def test_a_dotx_is_a_template_too(tmp_path):
    path = template(tmp_path, "Briefkopf")
    types = zipfile.ZipFile(path).read("[Content_Types].xml").decode()
    as_dotx = types.replace("document.main+xml", "template.main+xml")
    (tmp_path / "haus.dotx").write_bytes(with_part(path.read_bytes(), "[Content_Types].xml", as_dotx))
    assert "Briefkopf" in words(write(EDITION, "none", tmp_path / "haus.dotx"))


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ((*HAS_TO, "{{ scenarios }}", "{{ titel }}"), r"unbekanntes Feld: \{\{ titel \}\}.*title, region"),
        ((*HAS_TO, "{%p for one in scenarios %}", "{{ one.titel }}", "{%p endfor %}"), "titel.*leitmotif"),
        (("{{ title }}", "{{ scenarios }}"), "state.*ai_note.*no_forecast"),
        ((*HAS_TO, "{{ scenarios }}", "{{ title "), "fehlerhaft"),
        ((*HAS_TO, "{{ scenarios }}", "{{ title.__class__.__mro__ }}"), "unbekanntes Feld|fehlerhaft"),
    ],
)
def test_what_is_wrong_with_the_fields_of_a_template_is_named(tmp_path, lines, said):
    with pytest.raises(InputError, match=said):
        write(EDITION, "none", template(tmp_path, *lines))


def test_templates_that_are_none_or_lack_an_image_are_told(tmp_path):
    for name, data in (("x.docx", b"kein Word"), ("y.docx", b"PK\x03\x04kaputt")):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(InputError, match=name):
            write(EDITION, "none", tmp_path / name)
    with pytest.raises(InputError, match="lässt sich nicht lesen"):
        write(EDITION, "none", tmp_path / "fehlt.docx")
    path = template(tmp_path, "Briefkopf")
    with zipfile.ZipFile(path) as archive:
        rels = archive.read("word/_rels/document.xml.rels").decode()
    image = '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/logo.png"/></Relationships>'  # noqa: E501
    rels = rels.replace("</Relationships>", image)
    path.write_bytes(with_part(path.read_bytes(), "word/_rels/document.xml.rels", rels))
    with pytest.raises(InputError, match=r"haus\.docx.*logo\.png"):
        write(EDITION, "none", path)
