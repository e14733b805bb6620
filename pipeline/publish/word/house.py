"""The template that ships: A4, German with hyphenation, a header with the title, a footer with the run.

It is made by code, so that it can be read and changed like code, and holds nothing that a house's own
template could not hold: named styles and fields.
"""

from typing import Any

import docx
from docx.enum.section import WD_SECTION_START
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from pipeline.publish.word.elements import element, run
from pipeline.publish.word.look import FORMED, HINT, SUBTITLE, TITLE, Look, form

FONT = "Arial"
_PARTS = ("method", "scenarios", "comparison", "values", "pictures", "windkanal", "sources", "waivers")


def shipped() -> Any:
    """The shipped template as a document of python-docx."""
    document = docx.Document()
    _set_page(document.sections[0])
    standard_body(document)
    _set_styles(document)
    german(document)
    _drop_preview(document)
    return document


def standard_body(document: Any) -> None:
    """Put all fields at the end of a document, in the order in which a report is read."""
    Look(document)
    document.add_paragraph("{{ title }}", TITLE)
    document.add_paragraph("{{ region }} · Szenarien für das Jahr {{ horizon }}", SUBTITLE)
    document.add_paragraph("{{ state }}", HINT)
    document.add_paragraph(
        "Stand: {{ date }}{% if publisher %} · {{ publisher }}{% endif %} · Lauf {{ run }}", HINT
    )
    document.add_paragraph("{{ no_forecast }}", HINT)
    document.add_paragraph("{{ ai_note }}", HINT)
    for name in _PARTS:
        document.add_paragraph(f"{{{{ {name} }}}}")


def german(document: Any) -> None:
    """Set the language of all text to German, and hyphenation on."""
    defaults = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    if defaults is not None:
        for old in defaults.findall(qn("w:lang")):
            defaults.remove(old)
        defaults.append(element("w:lang", val="de-DE", eastAsia="de-DE"))
    settings = document.settings.element
    if settings.find(qn("w:autoHyphenation")) is None:
        stop = settings.find(qn("w:defaultTabStop"))
        new = element("w:autoHyphenation", val="1")
        settings.insert(0, new) if stop is None else stop.addnext(new)


def _drop_preview(document: Any) -> None:
    """Take out the picture of an empty page that the library's own template brings along."""
    relations = document.part.package.rels
    for id_ in [id_ for id_, one in relations.items() if one.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        relations.pop(id_)


def _set_styles(document: Any) -> None:
    normal = document.styles["Normal"]
    normal.font.size, normal.font.name = Pt(10.5), FONT
    fonts = normal.element.rPr.find(qn("w:rFonts"))
    fonts.set(qn("w:cs"), FONT)
    spacing = normal.paragraph_format
    spacing.space_after, spacing.line_spacing = Pt(6), 1.25
    for name in FORMED:
        form(document, name)
    for name in ("Header", "Footer"):
        font = document.styles[name].font
        font.size, font.color.rgb = Pt(8.5), RGBColor(0x55, 0x55, 0x55)


def _set_page(section: Any) -> None:
    section.start_type = WD_SECTION_START.NEW_PAGE
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin, section.bottom_margin = Cm(2.5), Cm(2.3)
    section.different_first_page_header_footer = True
    section.header.paragraphs[0].text = "{{ title }}"
    for footer in (section.footer, section.first_page_footer):
        line = footer.paragraphs[0]
        line.text = "Keine Prognose · {{ state }} · Lauf {{ run }}\tSeite "
        stops = line.paragraph_format.tab_stops
        stops.add_tab_stop(Cm(16.0), WD_TAB_ALIGNMENT.RIGHT)
        line._p.extend([_field("PAGE"), run(" "), run("von"), run(" "), _field("NUMPAGES")])


def _field(code: str) -> Any:
    return element("w:fldSimple", run("1"), instr=code)
