"""The title of a slide: in the look of its layout, smaller where it would not have room."""

from dataclasses import replace
from typing import Any

from pipeline.publish.slides.master import EMU, INSET
from pipeline.publish.slides.text import SMALLEST, Paragraph, Room, Run, abridged, height
from pipeline.publish.slides.writing import write_line

_SIZES = (40.0, 36.0, 32.0, 28.0, 26.0, 24.0, 20.0, 18.0, 16.0, 14.0, SMALLEST)
_UNKNOWN = 44.0
"""What PowerPoint takes where no level says a size."""


def write_title(holder: Any, layout: Any, words: str) -> None:
    """The words in a title placeholder; at `SMALLEST` and with an ellipsis where nothing else helps."""
    room = Room(holder.width / EMU - INSET.width, holder.height / EMU - INSET.height)
    own = _size(layout)
    told = Paragraph((Run(words, bold=True),), SMALLEST, before=0)
    tried = (replace(told, size=one) for one in (own, *_SIZES) if one <= own)
    found = next((one for one in tried if height(one, room.width) <= room.height), abridged(told, room))
    write_line(holder.text_frame, found.text, None if found.size == own else found.size)


def _size(layout: Any) -> float:
    """The size of titles of a layout, in points: its own, else its master's."""
    own = layout.element.xpath(
        './/p:sp[.//p:ph[@type="title" or @type="ctrTitle"]]//a:lstStyle/a:lvl1pPr/a:defRPr/@sz'
    )
    master = layout.slide_master.element.xpath("p:txStyles/p:titleStyle/a:lvl1pPr/a:defRPr/@sz")
    return float((own or master or [_UNKNOWN * 100])[0]) / 100
