"""Blocks put where a template asks for them: each field of a block becomes a mark, and the mark the block.

A block replaces the paragraph in which it was asked for. A wide one gets a landscape section of its own
where it stands in the body; within a table it is as wide as the rest.
"""

import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

from pipeline.publish.word.elements import element, run

_MARK = re.compile("\ue000([0-9]+)\ue001")
_A4 = 16_838, 11_906
_MARGINS = 1_134

Made = Callable[[], list[Any]]


@dataclass(frozen=True)
class Block:
    """A block by its number; where a template writes it, its mark appears."""

    number: int

    def __str__(self) -> str:
        return f"\ue000{self.number}\ue001"


@dataclass
class Blocks:
    """All blocks that a template may ask for; each is made when it is placed, in the order of the text."""

    _made: list[Made] = field(default_factory=list)
    _wide: set[int] = field(default_factory=set)

    def add(self, make: Made, *, wide: bool = False) -> Block:
        """A block to be made by `make`; each place gets one of its own."""
        block = Block(len(self._made))
        self._made.append(make)
        if wide:
            self._wide.add(block.number)
        return block

    def place(self, body: Any) -> None:
        """Put every block where its mark stands."""
        _wrap_bare(body)
        for paragraph, number in list(_marked(body)):
            pieces = self._made[number]()
            if number in self._wide and pieces and paragraph.getparent() is body:
                pieces = _landscape(paragraph, pieces)
            for piece in pieces:
                paragraph.addprevious(piece)
            _remove(paragraph)


def is_marked(xml: bytes) -> bool:
    """Whether a block was asked for in a part such as a footer, where none can stand."""
    return _MARK.search(xml.decode("utf-8", "replace")) is not None


def landscape_width() -> int:
    """The width of a landscape page's text in twentieths of a point."""
    return _A4[0] - 2 * _MARGINS


def _marked(body: Any) -> Iterator[tuple[Any, int]]:
    """The paragraphs in which blocks were asked for; the template's words beside a mark go with it."""
    for paragraph in body.iter(qn("w:p")):
        told = "".join(text.text or "" for text in paragraph.iter(qn("w:t")))
        if found := _MARK.search(told):
            yield paragraph, int(found[1])


def _wrap_bare(body: Any) -> None:
    """Give a paragraph to the marks that docxtpl's {{p …}} leaves bare between others."""
    for holder in [body, *body.iter(qn("w:tc"))]:
        for before in [None, *holder]:
            told = (holder.text if before is None else before.tail) or ""
            if not _MARK.search(told):
                continue
            held = element("w:p", run(told))
            if before is None:
                holder.text = None
                holder.insert(0, held)
            else:
                before.tail = None
                before.addnext(held)


def _remove(paragraph: Any) -> None:
    """Take a paragraph out; a cell of a table has to keep one, and the break of a section stays."""
    parent = paragraph.getparent()
    last = paragraph.getnext() is None and parent.tag == qn("w:tc")
    if last or paragraph.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None:
        for one in list(paragraph):
            if one.tag != qn("w:pPr"):
                paragraph.remove(one)
    else:
        parent.remove(paragraph)


def _landscape(at: Any, pieces: list[Any]) -> list[Any]:
    """Pieces between the end of the section they stand in and the end of one of their own."""
    around = next(one for one in at.getparent().iter(qn("w:sectPr")) if _behind(one, at))
    before, own = deepcopy(around), deepcopy(around)
    for section in (own, around):  # the first page of a report is not that of each of its sections
        for first in section.findall(qn("w:titlePg")):
            section.remove(first)
    for old in own.findall(qn("w:pgSz")) + own.findall(qn("w:pgMar")):
        own.remove(old)
    size = element("w:pgSz", w=str(_A4[0]), h=str(_A4[1]), orient="landscape")
    sides = {side: str(_MARGINS) for side in ("top", "right", "bottom", "left")}
    margins = element("w:pgMar", **sides, header="600", footer="600", gutter="0")
    _insert_page(own, size, margins)
    return [_end(before), *pieces, _end(own)]


def _insert_page(section: Any, *page: Any) -> None:
    """Size and margins where the schema wants them: behind references, notes and the kind of break."""
    ahead = {
        qn(f"w:{tag}") for tag in ("headerReference", "footerReference", "footnotePr", "endnotePr", "type")
    }
    at = sum(one.tag in ahead for one in section)
    for step, one in enumerate(page):
        section.insert(at + step, one)


def _end(section: Any) -> Any:
    """The paragraph that ends a section; as small as can be, for it takes a line of its own."""
    spacing = element("w:spacing", before="0", after="0", line="20", lineRule="exact")
    return element("w:p", element("w:pPr", spacing, section))


def _behind(section: Any, paragraph: Any) -> bool:
    """Whether a section's end lies at or behind a paragraph of the body."""
    body = paragraph.getparent()
    top = section
    while top.getparent() is not body:
        top = top.getparent()
    return bool(body.index(top) >= body.index(paragraph))
