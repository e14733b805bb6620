"""The foot of every slide: that this is no forecast, its state, the run, and the slide's number.

python-pptx leaves these placeholders out of a new slide; they are taken over from the layout. Where the
layout has none, a line of its own stands at the lower edge.
"""

import copy
from typing import Any

from pipeline.publish.slides.master import EMU, Master
from pipeline.publish.slides.text import Paragraph, Room, Run, height
from pipeline.publish.slides.writing import LANGUAGE, write_into, write_line

_SIZES = (10.0, 9.0, 8.0)
_STRIP = 20.0
"""Height of a line of its own, in points."""


def add_footer(slide: Any, words: str, master: Master) -> None:
    """The footer and the number on a slide, last in the reading order."""
    from pptx.enum.shapes import PP_PLACEHOLDER as KIND

    kinds = {one.placeholder_format.type: one for one in slide.slide_layout.placeholders}
    footer, number = kinds.get(KIND.FOOTER), kinds.get(KIND.SLIDE_NUMBER)
    size = _size(words, footer) if footer is not None else None
    if footer is not None and size is not None:
        write_line(_taken_over(slide, footer).text_frame, words, size)
    else:
        _own_line(slide, words, master)
    if number is not None:
        _numbered(_taken_over(slide, number).text_frame)


def _size(words: str, footer: Any) -> float | None:
    """The best size at which the words have room in the layout's footer, None where they have none."""
    room = Room(footer.width / EMU - 14.4, footer.height / EMU)
    fitting = (
        one for one in _SIZES if height(Paragraph((Run(words),), one, before=0), room.width) <= room.height
    )
    return next(fitting, None)


def _taken_over(slide: Any, holder: Any) -> Any:
    """A placeholder of the layout on the slide, in the place the layout gives it."""
    element = copy.deepcopy(holder.element)
    for part in element.xpath("p:spPr/*"):
        part.getparent().remove(part)
    tree = slide.shapes._spTree
    element.nvSpPr.cNvPr.set("id", str(1 + max(int(one) for one in tree.xpath(".//p:cNvPr/@id"))))
    tree.append(element)
    return slide.shapes[-1]


def _numbered(frame: Any) -> None:
    """The number as a field, which PowerPoint fills."""
    from pptx.oxml import parse_xml

    frame.text = ""
    paragraph = frame.paragraphs[0]._p
    paragraph.insert(
        0,
        parse_xml(
            '<a:fld xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
            'id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum">'
            f'<a:rPr lang="{LANGUAGE}"/><a:t>‹Nr.›</a:t></a:fld>'
        ),
    )


def _own_line(slide: Any, words: str, master: Master) -> None:
    strip = round(_STRIP * EMU)
    top = master.presentation.slide_height - strip
    box = slide.shapes.add_textbox(master.body.left, top, master.body.width, strip)
    box.name = "Fußzeile"
    write_into(box.text_frame, (Paragraph((Run(words),), _SIZES[-1], before=0),))
