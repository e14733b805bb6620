"""Formats of work as Markdown for people: what an entry rests on stands behind it, in words, not in ids."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.checks.case import Ground
from pipeline.core.types import Basis, Sheet
from pipeline.narratives.formats.making import TITLES
from pipeline.narratives.formats.nouns import Comparison, Entry, Formats, Milestone

NAMED = 3
"""Values named behind an entry; more would bury what it says."""
BASES: dict[Basis, str] = {
    "evidence": "Beleg",
    "value": "Ausprägung",
    "inference": "Folgerung",
    "illustration": "Ausmalung",
    "edited": "von Hand",
}


@dataclass(frozen=True)
class Titled:
    """The formats of a narrative and its title."""

    title: str
    formats: Formats


def to_markdown(chapters: Sequence[Titled], comparison: Comparison | None, ground: Ground) -> str:
    """All of it as one document; tables have no line breaks in their cells."""
    lines = [f"# {ground.settings.title}: Formate", "", "Keine Prognose."]
    for one in chapters:
        lines += ["", *_chapter(one, ground)]
    if comparison is not None:
        lines += ["", *_comparison(comparison, ground)]
    return "\n".join(lines) + "\n"


def rests_on(entry: Entry | Milestone, sheet: Sheet) -> str:
    """What an entry rests on, in words; what a person wrote rests on that person."""
    known = set(sheet.ids())
    labels = [f"„{sheet.value(one).label}“" for one in entry.values if one in known]
    more = len(labels) - NAMED
    named = [*labels[:NAMED], *([f"{more} weitere"] if more > 0 else []), *entry.passages]
    return ": ".join([BASES[entry.basis], *([", ".join(named)] if named else [])])


def year(milestone: Milestone) -> str:
    """The year of a milestone; a dash where nobody can say."""
    return "–" if milestone.year is None else str(milestone.year)


def _chapter(one: Titled, ground: Ground) -> Iterator[str]:
    formats, sheet = one.formats, ground.sheet
    yield f"## {one.title}"
    if formats.headline is not None:
        yield from ("", f"**{formats.headline.text}**")
    if formats.teaser is not None:
        yield from ("", formats.teaser.text)
    if formats.key_values:
        yield from ("", f"### {TITLES['key_values']}", "")
        yield from table(["Einflussfaktor", "Ausprägung", "Zuordnung", "unterscheidet"], _rows(formats))
    for title, entries in (
        (TITLES["signals"], formats.signals),
        ("Gewinner", formats.winners),
        ("Verlierer", formats.losers),
    ):
        if entries:
            yield from ("", f"### {title}", "")
            yield from (f"- {entry.text} *({rests_on(entry, sheet)})*" for entry in entries)
    if formats.milestones:
        yield from ("", f"### {TITLES['milestones']}", "")
        yield from (
            f"- **{year(step)}** {step.text} *({rests_on(step, sheet)})*" for step in formats.milestones
        )
    yield from _open_points(formats.missing, formats.remarks)


def _rows(formats: Formats) -> Iterator[list[str]]:
    for row in formats.key_values:
        yield [row.factor, row.label, row.confidence or "von Hand", "ja" if row.distinguishing else ""]


def _comparison(comparison: Comparison, ground: Ground) -> Iterator[str]:
    clusters = ground.clusters.clusters
    yield from (f"## {TITLES['comparison']}", "")
    rows = [
        [
            " – ".join(filter(None, (row.theme, row.question))),
            *(row.entries[one.id].text if one.id in row.entries else "–" for one in clusters),
        ]
        for row in comparison.rows
    ]
    yield from table(["Thema", *(one.name for one in clusters)], rows)
    yield from _open_points(comparison.missing, comparison.remarks)


def _open_points(missing: Sequence[str], remarks: Sequence[str]) -> Iterator[str]:
    if missing or remarks:
        yield ""
        yield from (f"> Nicht gemacht: {one}  " for one in missing)
        yield from (f"> Zu beachten: {one}  " for one in remarks)


def table(head: Sequence[str], rows: Sequence[Sequence[str]] | Iterator[list[str]]) -> Iterator[str]:
    """A Markdown table; what would end a cell is escaped."""
    yield _row(head)
    yield _row(["---"] * len(head))
    yield from map(_row, rows)


def _row(cells: Sequence[str]) -> str:
    plain = [" ".join(cell.split()).replace("|", "\\|") for cell in cells]
    return f"| {' | '.join(plain)} |"
