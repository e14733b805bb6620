"""One scenario on slides: in two halves at a glance, its whole text, and what is told beside it.

The speaker's notes of its first slide hold the whole text, with what each sentence rests on.
"""

from collections.abc import Iterator

from pipeline.publish.edition import Chapter, KeyValue, Line, ShowBasis
from pipeline.publish.letters import line
from pipeline.publish.slides.deck import Deck
from pipeline.publish.slides.tables import Box, Grid
from pipeline.publish.slides.text import READABLE, Paragraph, Run, heading, plain
from pipeline.publish.wording import certainty

_FIRST = 2
"""Sentences that stand for a text that has no teaser."""


def add_scenario(deck: Deck, chapter: Chapter, basis: ShowBasis) -> None:
    """The slides of a scenario; `basis` "notes" and "margin" show what each sentence rests on."""
    title = f"{chapter.number} {chapter.title}"
    deck.halves(title, tuple(_glance(chapter)), tuple(_key_values(chapter)), _spoken(chapter, basis))
    if basis == "margin":
        deck.table(f"{title}: Text und Grundlage", _with_bases(chapter))
    else:
        deck.columns(f"{title}: Text", tuple(_text(chapter, numbered=basis == "notes")))
    deck.columns(f"{title}: Zeichen, Folgen, Weg", tuple(_formats(chapter)))


def _glance(chapter: Chapter) -> Iterator[Paragraph]:
    formats = chapter.formats
    if formats and formats.headline:
        yield Paragraph((Run(line(formats.headline.text), bold=True),))
    if chapter.leitmotif:
        yield Paragraph((Run(line(chapter.leitmotif), italic=True),))
    if formats and formats.teaser:
        yield plain(formats.teaser.text)
    else:
        first = _lines(chapter)[:_FIRST]
        if first:
            yield Paragraph(tuple(Run(line(one.text)) for one in first))
    if chapter.authorship:
        yield plain(f"Text: {chapter.authorship}")


def _key_values(chapter: Chapter) -> Iterator[Paragraph]:
    """The values that tell this scenario from the others stand first."""
    for one in sorted(chapter.key_values, key=lambda one: not one.distinguishing):
        yield Paragraph(tuple(_key_value(one)), bullet=True, before=4)


def _key_value(one: KeyValue) -> Iterator[Run]:
    yield Run(f"{line(one.factor)}:")
    yield Run(line(one.value), bold=True)
    if one.confidence != "fest":
        yield Run(f"({certainty(one.confidence)})")


def _text(chapter: Chapter, *, numbered: bool) -> Iterator[Paragraph]:
    for paragraph in chapter.paragraphs:
        runs = []
        for one in paragraph:
            runs.append(Run(line(one.text)))
            if numbered:
                runs.append(Run(str(one.note.number), raised=True))
        if runs:
            yield Paragraph(tuple(runs), READABLE[1], before=8)


def _with_bases(chapter: Chapter) -> Grid:
    rows = tuple((Box(one.text), Box(f"{one.note.number} {one.note.told}")) for one in _lines(chapter))
    return Grid((Box("Satz", bold=True), Box("Beruht auf", bold=True)), rows, (3, 2))


def _formats(chapter: Chapter) -> Iterator[Paragraph]:
    formats = chapter.formats
    if formats is None:
        return
    for title, entries in (
        ("Woran man es früh erkennt", formats.signals),
        ("Wer gewinnt", formats.winners),
        ("Wer verliert", formats.losers),
    ):
        if entries:
            yield heading(title, READABLE[1])
        for entry in entries:
            yield plain(entry.text, READABLE[1], bullet=True, before=3)
    if formats.milestones:
        yield heading("Rückblick: wie es dazu kam", READABLE[1])
    for step in formats.milestones:
        year = f"{step.year}: " if step.year is not None else ""
        yield plain(f"{year}{step.text}", READABLE[1], bullet=True, before=3)


def _spoken(chapter: Chapter, basis: ShowBasis) -> str:
    """The text as it is read aloud, by paragraph; below it, unless `basis` is "none", the notes."""
    paragraphs = [" ".join(_said(one, basis) for one in paragraph) for paragraph in chapter.paragraphs]
    notes = [f"[{one.note.number}] {line(one.note.told)}" for one in _lines(chapter)]
    below = ["Worauf die Sätze beruhen:", *notes] if basis != "none" and notes else []
    return "\n".join((line(chapter.title), *paragraphs, *below))


def _said(one: Line, basis: ShowBasis) -> str:
    return line(one.text) if basis == "none" else f"{line(one.text)} [{one.note.number}]"


def _lines(chapter: Chapter) -> list[Line]:
    return [one for paragraph in chapter.paragraphs for one in paragraph]
