"""What stands on the slides before and after the scenarios, in the order of a talk."""

from collections.abc import Iterator
from itertools import groupby

from pipeline.publish.edition import Edition, Picture
from pipeline.publish.letters import line
from pipeline.publish.slides.deck import Deck
from pipeline.publish.slides.grids import comparison, method, values, windkanal
from pipeline.publish.slides.text import READABLE, Paragraph, Run, heading, plain
from pipeline.publish.wording import WIND_LEGEND, day, state

_FOR_PAPER = ("tableau", "stability", "consistency")
"""Pictures of a sheet of A4, whose letters (6 points) no one reads on a slide; they stand in the PDF."""


def add_opening(deck: Deck, edition: Edition) -> None:
    """Title, method, the factors by trend, the scenarios at a glance."""
    below = (
        " · ".join(line(part) for part in (edition.region, str(edition.horizon)) if part),
        edition.publisher,
        day(edition.date),
        state(edition),
        f"Für: {edition.audience}" if edition.audience else "",
    )
    deck.front(edition.title, tuple(plain(one) for one in below if one))
    if edition.method:
        deck.table("Wie die Szenarien entstanden sind", method(edition))
    deck.columns("Einflussfaktoren nach Trends", tuple(_factors(edition)))
    deck.text("Die Szenarien im Überblick", tuple(_overview(edition)))


def add_matter(deck: Deck, edition: Edition) -> None:
    """Comparison, pictures, Windkanal."""
    for number, grid in enumerate(comparison(edition)):
        deck.table("Vergleich" if number == 0 else f"Vergleich, Teil {number + 1}", grid)
    for picture in _shown(edition):
        deck.picture(picture.title, picture.png, picture.alt)
    for number, grid in enumerate(windkanal(edition)):
        deck.table("Windkanal" if number == 0 else f"Windkanal, Teil {number + 1}", grid)


def add_closing(deck: Deck, edition: Edition) -> None:
    """What this edition is, its sources, what was let pass; the values of all scenarios to look up."""
    deck.text("Quellen", tuple(_sources(edition)))
    deck.text("Bewusst hingenommen", tuple(_waived(edition)))
    deck.text("Zu dieser Ausgabe", tuple(_about(edition)))
    for number, grid in enumerate(values(edition)):
        deck.table("Anhang: Wertetafel" if number == 0 else f"Anhang: Wertetafel, Teil {number + 1}", grid)


def _factors(edition: Edition) -> Iterator[Paragraph]:
    for trend, rows in groupby(edition.table, key=lambda row: row.trend):
        yield heading(trend or "Ohne Trend", READABLE[1])
        for row in rows:
            role = f" ({row.role})" if row.role else ""
            yield plain(f"{row.factor}{role}", READABLE[1], bullet=True, before=2)


def _overview(edition: Edition) -> Iterator[Paragraph]:
    for chapter in edition.chapters:
        yield heading(f"{chapter.number} {chapter.title}")
        yield Paragraph((Run(line(chapter.leitmotif) or "ohne Leitmotiv", italic=True),), READABLE[1])


def _shown(edition: Edition) -> Iterator[Picture]:
    """The pictures that were made and can be read on a slide."""
    for one in edition.pictures:
        if _readable(one.png) and not one.name.startswith(_FOR_PAPER):
            yield one


def _readable(png: bytes) -> bool:
    return png.startswith(b"\x89PNG\r\n\x1a\n")


def _sources(edition: Edition) -> Iterator[Paragraph]:
    for one in edition.sources:
        told = [f"{line(one.reference)}."] if one.reference and one.reference != one.title else []
        right = [] if one.quotable else ["Nur als Verweis; der Wortlaut darf nicht weitergegeben werden."]
        rest = tuple(Run(part) for part in (*told, *right))
        yield Paragraph((Run(line(one.title), bold=True), *rest), READABLE[1], bullet=True)


def _waived(edition: Edition) -> Iterator[Paragraph]:
    for one in edition.waived:
        runs = (
            Run(line(one.finding), bold=True),
            Run(line(f"{one.by}, {day(one.date)}: {one.reason}")),
        )
        yield Paragraph(runs, READABLE[1], bullet=True)


def _about(edition: Edition) -> Iterator[Paragraph]:
    size = READABLE[1]
    yield plain(edition.no_forecast, size)
    yield heading("Künstliche Intelligenz", size)
    yield plain(edition.ai_note, size)
    yield heading("Stand", size)
    yield plain(f"{state(edition)} · {day(edition.date)} · Lauf {edition.run}", size)
    if edition.windkanal:
        yield heading("Zeichen im Windkanal", size)
        yield plain(WIND_LEGEND, size)
    apart = [one.title for one in edition.pictures if one not in tuple(_shown(edition))]
    if apart:
        yield heading("Nicht auf Folien", size)
        yield plain(f"Diese Bilder sind für Papier gemacht oder fehlen: {'; '.join(apart)}.", size)
