"""One scenario in Word: its title and its text, each within a bookmark, and what stands beside the text.

The bookmarks lie between the paragraphs, so that what an editor adds at either end is within.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from pipeline.narratives.formats.nouns import Formats
from pipeline.publish.edition import Chapter, KeyValue
from pipeline.publish.word.elements import BLANK, bookmarked, element, paragraph, run
from pipeline.publish.word.look import HEADING, HINT, ITEM, LEITMOTIF, PART, TEASER, TEXT, Look
from pipeline.publish.word.marks import AUTHORSHIP, Mark, known_by, text_bookmark, title_bookmark
from pipeline.publish.word.notes import Notes
from pipeline.publish.word.tables import Table, Told, table

_FIRST_BOOKMARK = 7_000
"""Above what a template has of its own; each chapter takes two."""


class Story:
    """One chapter as pieces of a document, each of which a template may place."""

    def __init__(self, chapter: Chapter, look: Look, notes: Notes, width: int) -> None:
        self._chapter, self._look, self._notes, self._width = chapter, look, notes, width
        self._bookmark = _FIRST_BOOKMARK + 2 * chapter.number

    def whole(self) -> list[Any]:
        """The chapter on pages of its own."""
        pieces = (
            self.heading(on_new_page=True),
            self.ahead(),
            self.text(),
            self.key_values(),
            self.beside(),
        )
        return [one for piece in pieces for one in piece]

    def heading(self, *, on_new_page: bool = False) -> list[Any]:
        """The title, as a heading."""
        told = bookmarked(title_bookmark(self._chapter.cluster), self._bookmark, [run(self._chapter.title)])
        looks = [element("w:pageBreakBefore")] if on_new_page else []
        return [paragraph(self._look[HEADING], told, *looks)]

    def ahead(self) -> list[Any]:
        """Leitmotif, headline and teaser, and who wrote the text."""
        chapter, formats = self._chapter, self._chapter.formats
        told = [(LEITMOTIF, chapter.leitmotif)]
        told += [(TEASER, one.text) for one in (formats.headline, formats.teaser) if one] if formats else []
        told.append((HINT, f"{AUTHORSHIP}{chapter.authorship}" if chapter.authorship else ""))
        return [paragraph(self._look[style], text) for style, text in told if text]

    def text(self) -> list[Any]:
        """The narrative, sentence by sentence with what each rests on."""
        blocks = self._chapter.paragraphs
        told = known_by(self._chapter.title, [[line.text for line in block] for block in blocks])
        name = text_bookmark(Mark(self._chapter.cluster, told))
        return bookmarked(name, self._bookmark + 1, [self._paragraph(block) for block in blocks])

    def key_values(self) -> list[Any]:
        """The table of key values."""
        rows = self._chapter.key_values
        if not rows:
            return [paragraph(self._look[HINT], "")]  # what follows the text does not become part of it
        shown = Table(
            title=f"Kennwerte: {self._chapter.title}",
            head=[Told("Einflussfaktor"), Told("Ausprägung"), Told("Was das heißt")],
            rows=[_key_value(row, self._chapter.colour) for row in rows],
            widths=(2, 2, 4),
        )
        distinct = (
            [paragraph(self._look[HINT], DISTINCT)] if any(one.distinguishing for one in rows) else []
        )
        return [
            paragraph(self._look[PART], "Kennwerte"),
            table(shown, self._look, self._width),
            *distinct,
        ]

    def beside(self) -> list[Any]:
        """Signals, winners and losers, and the way, as far as they were made."""
        formats = self._chapter.formats
        found: list[Any] = []
        for heading, lines in _lists(formats) if formats else ():
            found.append(paragraph(self._look[PART], heading))
            found.extend(paragraph(self._look[ITEM], line) for line in lines)
        return found

    def _paragraph(self, block: Iterable[Any]) -> Any:
        runs: list[Any] = []
        for line in block:
            runs += [run(BLANK)] if runs else []
            runs += self._notes.sentence(line)
        return paragraph(self._look[TEXT], runs)


DISTINCT = "Fett: was dieses Szenario von den anderen unterscheidet."


def _key_value(row: KeyValue, colour: str) -> list[Told]:
    return [
        Told(row.factor, colour=colour),
        Told(row.value, row.confidence or "", bold=row.distinguishing),
        Told(row.text),
    ]


def _lists(formats: Formats) -> Iterator[tuple[str, list[str]]]:
    """The formats of work that are lists, each with its heading."""
    named = (
        ("Frühe Anzeichen", formats.signals),
        ("Wer gewinnt", formats.winners),
        ("Wer verliert", formats.losers),
    )
    for heading, entries in named:
        if entries:
            yield heading, [one.text for one in entries]
    if formats.milestones:
        yield (
            "Der Weg, vom Ende her erzählt",
            [f"{one.year}: {one.text}" if one.year else one.text for one in formats.milestones],
        )
