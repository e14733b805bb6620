"""Which paragraphs of a Word file are headings: by the name of their style, or by the outline level
that it, a style it is based on, or the paragraph itself has (house styles have names of their own).

Read once from the styles' XML: python-docx looks every paragraph's style up anew, 2 ms each time.
"""

import re
from typing import Any

from pipeline.sources.read.docx_words import W

_HEADING = re.compile(r"^(?:heading|überschrift|berschrift)\s*([1-9])$", re.I)
_TITLES = ("title", "titel")
_CONTENTS = re.compile(r"^toc \d$", re.I)
_BODY_TEXT = 9  # the outline level that Word calls "Textkörper"
_DEEPEST_CHAIN = 12


class Styles:
    """The paragraph styles of one document."""

    def __init__(self, element: Any) -> None:
        self._styles = {style.get(f"{W}styleId"): style for style in element.iterchildren(f"{W}style")}

    def level(self, paragraph: Any) -> int | None:
        """0 for a title, 1 to 9 for a heading, None for text."""
        own = _outline(paragraph)
        if own is not None:
            return own or None
        named = _value(paragraph.find(f"{W}pPr/{W}pStyle"))
        for _ in range(_DEEPEST_CHAIN):  # a damaged file may base a style on itself
            style = self._styles.get(named)
            if style is None:
                return None
            name = _value(style.find(f"{W}name")) or ""
            if name.lower() in _TITLES:
                return 0
            if found := _HEADING.match(name):
                return int(found[1])
            outline = _outline(style)
            if outline is not None:
                return outline or None
            named = _value(style.find(f"{W}basedOn"))
        return None

    def is_contents(self, paragraph: Any) -> bool:
        """Whether a paragraph is an entry of the table of contents, which Word makes of the headings."""
        style = self._styles.get(_value(paragraph.find(f"{W}pPr/{W}pStyle")))
        return style is not None and bool(_CONTENTS.match(_value(style.find(f"{W}name")) or ""))


def _outline(element: Any) -> int | None:
    """The outline level, 1 to 9; 0 where it says that this is text; None where it says nothing."""
    told = _value(element.find(f"{W}pPr/{W}outlineLvl"))
    if told is None or not told.isdigit():
        return None
    return int(told) + 1 if int(told) < _BODY_TEXT else 0


def _value(element: Any) -> str | None:
    return None if element is None else element.get(f"{W}val")
