"""Slides, one after the other: each with a title of its own, a footer and a number, nothing over its edge.

What is too long for one slide goes on on the next, which says so in its title. The title stands first in
the reading order, then what is read, then the footer.
"""

import io
from collections.abc import Sequence
from typing import Any

from pipeline.publish.letters import line
from pipeline.publish.slides.footers import add_footer
from pipeline.publish.slides.master import Master, Place, contents, heads
from pipeline.publish.slides.tables import Grid, add_table, parted
from pipeline.publish.slides.text import Paragraph, fitting, shared_out
from pipeline.publish.slides.titles import write_title
from pipeline.publish.slides.writing import LANGUAGE, write_into


class Deck:
    """A presentation being written."""

    def __init__(self, master: Master, footer: str) -> None:
        self.master = master
        self._footer = footer
        self._titles: set[str] = set()

    def front(self, title: str, below: Sequence[Paragraph]) -> None:
        """The title slide; what has no place below the title is left to the next slides."""
        slide = self._slide(self.master.title, title)
        rest = [one for one in slide.placeholders if one.placeholder_format.idx != 0]
        under = next((one for one in rest if one.has_text_frame), None)
        for one in rest:
            if one is not under:
                _remove(one)
        if under is not None:
            place = Place(under.left, under.top, under.width, under.height)
            write_into(under.text_frame, shared_out(below, place.room)[0])
        add_footer(slide, self._footer, self.master)

    def text(self, title: str, paragraphs: Sequence[Paragraph], notes: str = "") -> None:
        """Paragraphs in one column, over as many slides as they need."""
        room = self.master.body.room
        columns = shared_out(fitting(paragraphs, room), room)
        for number, column in enumerate(columns, start=1):
            slide = self._slide(self.master.content, _numbered(title, number, len(columns)))
            write_into(contents(slide)[0].text_frame, column)
            self._finish(slide, notes if number == 1 else "")

    def columns(self, title: str, paragraphs: Sequence[Paragraph], notes: str = "") -> None:
        """Paragraphs in two columns, over as many slides as they need."""
        room = self.master.sides[0].room
        columns = shared_out(fitting(paragraphs, room, columns=2), room)
        pairs = [columns[place : place + 2] for place in range(0, len(columns), 2)]
        for number, pair in enumerate(pairs, start=1):
            self._two(_numbered(title, number, len(pairs)), pair, notes if number == 1 else "")

    def halves(
        self, title: str, left: Sequence[Paragraph], right: Sequence[Paragraph], notes: str = ""
    ) -> None:
        """What stands left and right, each at the best size at which it fits; the rest follows."""
        sides = [
            shared_out(fitting(side, place.room), place.room)
            for side, place in zip((left, right), self.master.sides, strict=True)
        ]
        first = [side[0] if side else () for side in sides]
        rest = [column for side in sides for column in side[1:]]
        pairs = [first, *(rest[place : place + 2] for place in range(0, len(rest), 2))]
        for number, pair in enumerate(pairs, start=1):
            self._two(_numbered(title, number, len(pairs)), pair, notes if number == 1 else "")

    def table(self, title: str, grid: Grid) -> None:
        """A table with its head on every slide it needs."""
        parts = parted(grid, self.master.body)
        for number, part in enumerate(parts, start=1):
            told = _numbered(title, number, len(parts))
            slide = self._slide(self.master.content, told)
            _remove(contents(slide)[0])
            add_table(slide, part, self.master.body, told)
            self._finish(slide)

    def picture(self, title: str, png: bytes, alt: str) -> None:
        """A picture as large as there is room for."""
        slide = self._slide(self.master.content, title)
        _remove(contents(slide)[0])
        body = self.master.body
        drawn = slide.shapes.add_picture(io.BytesIO(png), body.left, body.top)
        scale = min(body.width / drawn.width, body.height / drawn.height)
        drawn.width, drawn.height = int(drawn.width * scale), int(drawn.height * scale)
        drawn.left = body.left + (body.width - drawn.width) // 2
        drawn.top = body.top + (body.height - drawn.height) // 2
        named = drawn._element.nvPicPr.cNvPr
        named.set("descr", line(alt))
        named.set("name", line(title))
        self._finish(slide)

    def _two(self, title: str, pair: Sequence[Sequence[Paragraph]], notes: str) -> None:
        slide = self._slide(self.master.halves, title)
        for place, holder in enumerate(contents(slide)):
            column = pair[place] if place < len(pair) else ()
            if column:
                write_into(holder.text_frame, column)
            else:
                _remove(holder)
        self._finish(slide, notes)

    def _slide(self, layout: Any, title: str) -> Any:
        slide = self.master.presentation.slides.add_slide(layout)
        (head, *more) = heads(slide)
        for one in more:
            _remove(one)
        write_title(head, layout, self._unique(line(title)))
        slide.shapes._spTree.insert(2, head.element)  # after the two parts that every tree begins with
        return slide

    def _unique(self, title: str) -> str:
        """The title, with a number where another slide bears it already."""
        found, number = title, 1
        while found in self._titles:
            number += 1
            found = f"{title} ({number})"
        self._titles.add(found)
        return found

    def _finish(self, slide: Any, notes: str = "") -> None:
        add_footer(slide, self._footer, self.master)
        if notes:
            frame = slide.notes_slide.notes_text_frame
            frame.text = notes
            for paragraph in frame.paragraphs:
                for run in paragraph.runs:
                    run._r.get_or_add_rPr().set("lang", LANGUAGE)


def _numbered(title: str, number: int, count: int) -> str:
    return f"{title} ({number} von {count})" if count > 1 else title


def _remove(shape: Any) -> None:
    shape.element.getparent().remove(shape.element)
