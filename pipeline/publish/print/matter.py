"""What the brochure's typst files read: the edition as plain data, every text ready to be set."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from pipeline.publish.edition import Cell, Chapter, Edition, Line, Picture, Row, ShowBasis
from pipeline.publish.letters import line, lines
from pipeline.publish.print.reference import closing, windkanal
from pipeline.publish.wording import NO_FORECAST, certainty, day, side_by_side, state


@dataclass(frozen=True)
class PictureFile:
    """A picture as the compiler finds it, as SVG where there is one; `data` is the file's content."""

    file: str
    data: bytes
    picture: Picture


def shown_pictures(edition: Edition) -> Sequence[PictureFile]:
    """The pictures that were made, each as a file."""
    found = []
    for number, picture in enumerate(edition.pictures, start=1):
        if picture.svg:
            found.append(PictureFile(f"picture-{number}.svg", picture.svg.encode(), picture))
        elif picture.png:
            found.append(PictureFile(f"picture-{number}.png", picture.png, picture))
    return found


def matter(edition: Edition, basis: ShowBasis) -> Mapping[str, Any]:
    """All that the brochure says, as JSON can hold it."""
    return {
        "basis": basis,
        "title": line(edition.title),
        "region": line(edition.region),
        "horizon": str(edition.horizon),
        "run": line(edition.run),
        "date": day(edition.date),
        "publisher": line(edition.publisher),
        "audience": line(edition.audience),
        "state": line(state(edition)),
        "released": bool(edition.released),
        "forecast_mark": NO_FORECAST,
        "no_forecast": lines(edition.no_forecast),
        "ai_note": lines(edition.ai_note),
        "method": [{"title": line(one.title), "text": lines(one.text)} for one in edition.method],
        "chapters": [_chapter(chapter) for chapter in edition.chapters],
        "comparison": _comparison(edition),
        "table": _table(edition),
        "pictures": [
            {"file": one.file, "title": line(one.picture.title), "alt": lines(one.picture.alt)}
            for one in shown_pictures(edition)
        ],
        "windkanal": windkanal(edition),
        **closing(edition),
    }


def _chapter(chapter: Chapter) -> dict[str, Any]:
    formats = chapter.formats
    return {
        "number": str(chapter.number),
        "title": line(chapter.title),
        "leitmotif": line(chapter.leitmotif),
        "colour": chapter.colour,
        "authorship": line(chapter.authorship),
        "headline": line(formats.headline.text) if formats and formats.headline else "",
        "teaser": line(formats.teaser.text) if formats and formats.teaser else "",
        "paragraphs": [[_line(one) for one in paragraph] for paragraph in chapter.paragraphs],
        "key_values": [
            {
                "factor": line(one.factor),
                "value": line(one.value),
                "text": lines(one.text),
                "certainty": certainty(one.confidence),
                "own": one.distinguishing,
            }
            for one in chapter.key_values
        ],
        "lists": _lists(chapter),
        "milestones": [
            {"year": str(one.year) if one.year is not None else "", "text": line(one.text)}
            for one in (formats.milestones if formats else ())
        ],
    }


def _line(one: Line) -> dict[str, Any]:
    return {"text": line(one.text), "number": one.note.number, "note": line(one.note.told)}


def _lists(chapter: Chapter) -> list[dict[str, Any]]:
    formats = chapter.formats
    if formats is None:
        return []
    named = (
        ("Woran man es früh erkennt", formats.signals),
        ("Wer gewinnt", formats.winners),
        ("Wer verliert", formats.losers),
    )
    return [
        {"title": title, "entries": [line(one.text) for one in entries]}
        for title, entries in named
        if entries
    ]


def _heads(edition: Edition, places: range) -> list[dict[str, str]]:
    chapters = [edition.chapters[place] for place in places]
    return [{"title": line(one.title), "colour": one.colour} for one in chapters]


def _comparison(edition: Edition) -> list[dict[str, Any]]:
    """A table for every few scenarios; what nobody says of a theme is named as such in the template."""
    if edition.comparison is None or not edition.comparison.rows:
        return []
    return [
        {
            "heads": _heads(edition, places),
            "rows": [
                {
                    "theme": line(row.theme),
                    "cells": [
                        line(row.entries[cluster].text) if cluster in row.entries else ""
                        for cluster in (edition.chapters[place].cluster for place in places)
                    ],
                }
                for row in edition.comparison.rows
            ],
        }
        for places in side_by_side(len(edition.chapters))
    ]


def _table(edition: Edition) -> list[dict[str, Any]]:
    if not edition.table:
        return []
    return [
        {
            "heads": _heads(edition, places),
            "trends": [
                {"trend": line(trend), "rows": [_row(row, places) for row in rows]}
                for trend, rows in groupby(edition.table, key=lambda row: row.trend)
            ],
        }
        for places in side_by_side(len(edition.chapters))
    ]


def _row(row: Row, places: range) -> dict[str, Any]:
    return {
        "factor": line(row.factor),
        "role": line(row.role),
        "cells": [_cell(row.cells[place]) for place in places],
    }


def _cell(cell: Cell) -> dict[str, str]:
    return {"label": line(cell.label), "certainty": certainty(cell.confidence)}
