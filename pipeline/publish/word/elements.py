"""Pieces of Word's XML, made of plain texts: nothing of a text is ever read as markup."""

from collections.abc import Iterable
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from pipeline.core.cells import clean

BLANK = " "


def element(tag: str, *children: Any, **attributes: str) -> Any:
    """An element such as "w:p" with attributes of the namespace w."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    made.extend(children)
    return made


def run(text: str, style: str = "", *, bold: bool = False) -> Any:
    """A stretch of text as Word can hold it; `style` is a character style's id."""
    told = element("w:t")
    told.text = _writable(text)
    told.set(qn("xml:space"), "preserve")
    looks = [element("w:rStyle", val=style)] if style else []
    looks += [element("w:b")] if bold else []
    return element("w:r", *([element("w:rPr", *looks)] if looks else []), told)


def _writable(text: str) -> str:
    """A text without what XML cannot hold; blanks at its rims stay."""
    if not (told := clean(text)):
        return BLANK if text else ""
    return f"{BLANK * text[0].isspace()}{told}{BLANK * text[-1].isspace()}"


def paragraph(style: str, content: str | Iterable[Any], *looks: Any) -> Any:
    """A paragraph of a style (its id); `looks` are more of its properties, in the order of the schema."""
    runs = [run(content)] if isinstance(content, str) else content
    return element("w:p", element("w:pPr", element("w:pStyle", val=style), *looks), *runs)


def bookmarked(name: str, number: int, inside: Iterable[Any]) -> list[Any]:
    """Elements between the two ends of a bookmark."""
    start = element("w:bookmarkStart", id=str(number), name=name)
    return [start, *inside, element("w:bookmarkEnd", id=str(number))]
