"""What an edition holds beside its chapters, as paragraphs, tables and pictures of Word.

Every block brings its heading, and is nothing where there is nothing to show.
"""

import io
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from docx.image.exceptions import UnrecognizedImageError
from docx.shared import Emu

from pipeline.publish.edition import Cell, Edition, Picture
from pipeline.publish.word.elements import element, paragraph, run
from pipeline.publish.word.look import CAPTION, HEADING, HINT, ITEM, PART, Look
from pipeline.publish.word.tables import Table, Told, table
from pipeline.publish.wording import OPEN, VERDICTS, WIND_LEGEND, sign
from pipeline.scenarios.windkanal.nouns import WindCell

_EMU = 635
"""English Metric Units in a twentieth of a point."""
_HIGHEST = 21 * 360_000
"""The height of a picture at most, 21 cm: it stays on a page with its caption."""


class Matter:
    """The blocks of one edition for one document; `width` of its text in twentieths of a point."""

    def __init__(self, edition: Edition, document: Any, look: Look, width: int) -> None:
        self._edition, self._document, self._look, self._width = edition, document, look, width

    def method(self) -> list[Any]:
        """The method, step by step."""
        steps = self._edition.method
        found = [self._heading("So sind die Szenarien entstanden")] if steps else []
        for number, step in enumerate(steps, start=1):
            found.append(paragraph(self._look[PART], f"{number}. {step.title}"))
            found.append(paragraph(self._look["Normal"], step.text))
        return found

    def comparison(self) -> list[Any]:
        """All scenarios on the same themes."""
        told = self._edition.comparison
        if told is None or not told.rows:
            return []
        rows = []
        for row in told.rows:
            entries = (row.entries.get(one.cluster) for one in self._edition.chapters)
            rows.append([Told(row.theme, bold=True), *(Told(one.text if one else "–") for one in entries)])
        return [
            self._heading("Die Szenarien im Vergleich"),
            self._table("Vergleich der Szenarien nach Themen", "Thema", rows, self._width),
        ]

    def values(self, width: int) -> list[Any]:
        """The table of all factors and what becomes of each, of a `width` of its own."""
        rows: list[list[Told]] = []
        for trend, group in groupby(self._edition.table, key=lambda row: row.trend):
            rows += [[Told(trend)]] if trend else []
            for row in group:
                rows.append([Told(row.factor, row.role, bold=True), *(map(_value, row.cells))])
        if not rows:
            return []
        return [
            self._heading("Wertetafel", on_new_page=False),
            self._table("Wertetafel: die Ausprägung jedes Einflussfaktors", "Einflussfaktor", rows, width),
        ]

    def pictures(self) -> list[Any]:
        """The pictures, each on the page of its caption; one that was not made is told in words."""
        found = [self._heading("Karten und Bilder")] if self._edition.pictures else []
        for one in self._edition.pictures:
            found.append(paragraph(self._look[PART], one.title))
            drawn = self._drawn(one)
            if drawn is None:
                found.append(paragraph(self._look[HINT], f"Das Bild liegt nicht bei. {one.alt}"))
            else:
                kept = [element("w:keepNext")]
                found.append(paragraph(self._look["Normal"], [element("w:r", drawn)], *kept))
                found.append(paragraph(self._look[CAPTION], one.alt))
        return found

    def windkanal(self) -> list[Any]:
        """Measures against scenarios, with what follows for each."""
        told = self._edition.windkanal
        if told is None or not told.measures:
            return []
        head = [Told("Maßnahme"), *(Told(name) for name in told.names.values()), Told("Ergebnis")]
        rows = []
        for one in told.measures:
            cells = {cell.cluster: cell for cell in one.cells}
            rows.append(
                [
                    Told(one.measure.title, one.measure.status, bold=True),
                    *(_wind(cells.get(cluster)) for cluster in told.names),
                    Told(VERDICTS[one.verdict], one.why),
                ]
            )
        widths = [2.0, *(1.6 for _ in told.names), 1.6]
        shown = Table("Windkanal: Maßnahmen in den Szenarien", head, rows, widths)
        return [
            self._heading("Windkanal: Was die Maßnahmen taugen"),
            paragraph(self._look[HINT], WIND_LEGEND),
            table(shown, self._look, self._width),
        ]

    def sources(self) -> list[Any]:
        """The documents that were read."""
        found = [self._heading("Quellen")] if self._edition.sources else []
        for one in self._edition.sources:
            right = "" if one.quotable else " (nur als Verweis, Wortlaut nicht zitierbar)"
            told = f". {one.reference}{right}" if one.reference else right
            found.append(paragraph(self._look[ITEM], [run(one.title, bold=True), run(told)]))
        return found

    def waivers(self) -> list[Any]:
        """The findings that people let pass."""
        found = [self._heading("Ausnahmen", on_new_page=False)] if self._edition.waived else []
        for one in self._edition.waived:
            found.append(
                paragraph(
                    self._look[ITEM], f"{one.finding} Zugelassen von {one.by} am {one.date}: {one.reason}"
                )
            )
        return found

    def _heading(self, text: str, *, on_new_page: bool = True) -> Any:
        looks = [element("w:pageBreakBefore")] if on_new_page else []
        return paragraph(self._look[HEADING], text, *looks)

    def _table(self, title: str, first: str, rows: Sequence[Sequence[Told]], width: int) -> Any:
        """A table with a column for each chapter."""
        chapters = self._edition.chapters
        head = [Told(first), *(Told(one.title, colour=one.colour) for one in chapters)]
        return table(Table(title, head, rows, [1.3, *(2.0 for _ in chapters)]), self._look, width)

    def _drawn(self, picture: Picture) -> Any:
        """A picture as wide as the text and no higher than a page; None where there is none."""
        if not picture.png:
            return None
        try:
            inline = self._document.part.new_pic_inline(
                io.BytesIO(picture.png), width=Emu(self._width * _EMU)
            )
        except UnrecognizedImageError:
            return None
        if inline.extent.cy > _HIGHEST:
            share = _HIGHEST / inline.extent.cy
            inline = self._document.part.new_pic_inline(
                io.BytesIO(picture.png), width=Emu(round(self._width * _EMU * share))
            )
        inline.docPr.set("title", picture.title)
        inline.docPr.set("descr", picture.alt)
        return element("w:drawing", inline)


def _value(cell: Cell) -> Told:
    return Told(cell.label, cell.text, bold=True)


def _wind(cell: WindCell | None) -> Told:
    if cell is None:
        return Told(OPEN)
    reason = f"{cell.reason} Bedingung: {cell.condition}" if cell.condition else cell.reason
    return Told(sign(cell), reason, bold=cell.rating is not None)
