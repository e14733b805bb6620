"""Writing paragraphs into a text frame: size, space and language are said, so that what was measured holds.

Paragraphs are written as XML at once: through the library's properties a table of 500 cells takes ten
times as long for 8 scenarios with 55 factors.
"""

from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

from pipeline.publish.letters import line
from pipeline.publish.slides.text import INDENT, Paragraph, Run

LANGUAGE = "de-DE"
_EMU = 12_700
_A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_INSETS = {"lIns": 91_440, "tIns": 45_720, "rIns": 91_440, "bIns": 45_720}
_RAISED = ' baseline="30000"'  # thousandths of the size


def write_into(frame: Any, paragraphs: Sequence[Paragraph], colour: str = "") -> None:
    """The paragraphs in a text frame, in place of what it holds; `colour` is `#rrggbb`, "" the theme's.

    The frame keeps its size, with margins and line breaks that are known.
    """
    from pptx.enum.text import MSO_AUTO_SIZE

    frame.word_wrap = True
    frame.auto_size = MSO_AUTO_SIZE.NONE
    for name, size in _INSETS.items():
        frame._txBody.bodyPr.set(name, str(size))
    write_paragraphs(frame._txBody, paragraphs, colour)


def write_paragraphs(body: Any, paragraphs: Sequence[Paragraph], colour: str = "") -> None:
    """The paragraphs in place of those of a text body."""
    from pptx.oxml import parse_xml

    for one in body.findall("{*}p"):
        body.remove(one)
    for one in paragraphs:
        body.append(parse_xml(f"<a:p {_A}>{_properties(one)}{_runs(one, colour)}</a:p>"))


def write_line(frame: Any, words: str, size: float | None = None) -> None:
    """One line in the look of its placeholder, at its own size or another (points)."""
    from pptx.util import Pt

    frame.text = line(words)
    for run in frame.paragraphs[0].runs:
        run._r.get_or_add_rPr().set("lang", LANGUAGE)
        if size is not None:
            run.font.size = Pt(size)


def _properties(paragraph: Paragraph) -> str:
    indent = round(INDENT * _EMU) if paragraph.bullet else 0
    sign = '<a:buFont typeface="Arial"/><a:buChar char="•"/>' if paragraph.bullet else "<a:buNone/>"
    return (
        f'<a:pPr marL="{indent}" indent="{-indent}" algn="l"><a:lnSpc><a:spcPct val="100000"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="{round(paragraph.before * 100)}"/></a:spcBef>'
        f'<a:spcAft><a:spcPts val="0"/></a:spcAft>{sign}</a:pPr>'
    )


def _runs(paragraph: Paragraph, colour: str) -> str:
    fill = f'<a:solidFill><a:srgbClr val="{colour[1:]}"/></a:solidFill>' if colour else ""
    return "".join(
        f'<a:r><a:rPr lang="{LANGUAGE}" sz="{round(paragraph.size * 100)}" b="{run.bold:d}"'
        f' i="{run.italic:d}"'
        f"{_RAISED if run.raised else ''}>{fill}</a:rPr><a:t>{_spaced(run, place)}</a:t></a:r>"
        for place, run in enumerate(paragraph.runs)
    )


def _spaced(run: Run, place: int) -> str:
    """The words, with the space that parts them from those before."""
    return escape(run.text if place == 0 or run.raised else f" {run.text}")
