"""Which style of a document each kind of paragraph has: a house's own where it has one of that name.

Word's own styles are used under their own names, so that a house's template forms everything without being
made for us; a few kinds that Word does not know have names that begin with "Szenario". What is missing is
added, based on what is there.
"""

from dataclasses import dataclass
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

TEXT, LEITMOTIF, TEASER, HINT = (
    "Szenario Text",
    "Szenario Leitmotiv",
    "Szenario Anreißer",
    "Szenario Hinweis",
)
CELL, CELL_HEAD = "Szenario Zelle", "Szenario Zellenkopf"
TITLE, SUBTITLE, HEADING, PART, CAPTION, ITEM = (
    "Title", "Subtitle", "Heading 1", "Heading 2", "Caption", "List Bullet",
)  # fmt: skip
NOTE, NOTE_MARK = "footnote text", "footnote reference"
BESIDE_THE_TEXT = (LEITMOTIF, TEASER, HINT)
"""Paragraphs of a chapter that are no part of its narrative."""

_GREY = RGBColor(0x55, 0x55, 0x55)


@dataclass(frozen=True)
class Form:
    """How a style looks that a template lacks; sizes and spaces in points."""

    size: float | None = None
    bold: bool | None = None
    italic: bool | None = None
    grey: bool = False
    before: float = 0
    after: float = 6
    line: float | None = None
    keep: bool = False


_FORMS = {
    TITLE: Form(size=30, bold=True, after=12),
    SUBTITLE: Form(size=15, grey=True, after=24),
    HEADING: Form(size=20, bold=True, after=8, keep=True),
    PART: Form(size=13, bold=True, before=14, after=4, keep=True),
    TEXT: Form(size=11, after=8, line=1.35),
    LEITMOTIF: Form(size=13, italic=True, after=10, line=1.2),
    TEASER: Form(size=11, bold=True, after=8, line=1.3),
    HINT: Form(size=9, grey=True, after=8),
    CELL: Form(size=8, after=0, line=1.05),
    CELL_HEAD: Form(size=8, bold=True, after=0, line=1.05),
    CAPTION: Form(size=9, grey=True, before=4),
    ITEM: Form(size=10.5, after=3),
    NOTE: Form(size=8.5, after=0),
}


FORMED = tuple(_FORMS)


class Look:
    """The styles of one document by what they are for."""

    def __init__(self, document: Any) -> None:
        self._ids = {name: _ensured(document, name) for name in ("Normal", *_FORMS, NOTE_MARK)}

    def __getitem__(self, name: str) -> str:
        """The id of a style in this document."""
        return self._ids[name]


def form(document: Any, name: str) -> None:
    """Give a style of a document, and of no other template, the look that we have for it."""
    style, wanted = document.styles[name], _FORMS[name]
    outline = style.element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
    numbering = style.element.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
    for tag in ("w:pPr", "w:rPr"):
        for old in style.element.findall(qn(tag)):
            style.element.remove(old)
    if numbering is not None:
        style.element.get_or_add_pPr().append(numbering)
    font, lines = style.font, style.paragraph_format
    font.size = Pt(wanted.size) if wanted.size else None
    font.bold, font.italic = wanted.bold, wanted.italic
    if wanted.grey:
        font.color.rgb = _GREY
    lines.space_before, lines.space_after = Pt(wanted.before), Pt(wanted.after)
    lines.line_spacing = wanted.line
    lines.keep_with_next = wanted.keep or None
    lines.widow_control = True
    lines.alignment = WD_ALIGN_PARAGRAPH.LEFT
    if outline is not None:
        style.element.get_or_add_pPr().append(outline)


def _ensured(document: Any, name: str) -> str:
    """The id of a style, which is added where the document has none of that name."""
    if name not in document.styles:
        if name == NOTE_MARK:
            document.styles.add_style(name, WD_STYLE_TYPE.CHARACTER).font.superscript = True
        else:
            document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = document.styles["Normal"]
            form(document, name)
    return str(document.styles[name].style_id)
