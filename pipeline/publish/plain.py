"""An edition as Markdown: one document that reads well as text, with footnotes where they are wanted.

Names and texts are data: what Markdown would take for a mark of its own is escaped.
"""

import re
from collections.abc import Iterator, Sequence

from pipeline.core.dates import german_date
from pipeline.narratives.formats.nouns import Entry, Formats
from pipeline.publish.edition import Chapter, Edition, ShowBasis
from pipeline.publish.wording import CONFIDENCE, VERDICTS, WIND_LEGEND, WORKING_COPY, sign

_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~^$])")
_OPENING = re.compile(r"^(\s*)(\d+)([.)])|^(\s*)([-+=])(?=\s|[-=]|$)")


def write(edition: Edition, basis: ShowBasis) -> bytes:
    """The edition as Markdown; notes beside the text ("margin") are footnotes here as well."""
    blocks = [
        f"# {escaped(edition.title)}",
        _head(edition),
        f"**{escaped(edition.released or WORKING_COPY + '.')}**",
        escaped(edition.no_forecast),
        escaped(edition.ai_note),
    ]
    for chapter in edition.chapters:
        blocks += _chapter(chapter, basis)
    blocks += [*_comparison(edition), *_table(edition), *_windkanal(edition), *_end(edition)]
    if basis != "none":
        blocks += _notes(edition)
    return ("\n\n".join(blocks) + "\n").encode()


def escaped(text: str) -> str:
    """A text as one line that Markdown shows as it stands."""
    line = _MARKS.sub(r"\\\1", " ".join(text.split()))
    return _OPENING.sub(lambda m: f"{m[2]}\\{m[3]}" if m[2] else f"\\{m[5]}", line)


def _head(edition: Edition) -> str:
    parts = (edition.publisher, edition.region, f"Horizont {edition.horizon}", german_date(edition.date))
    return escaped(" · ".join(part for part in (*parts, f"Lauf {edition.run}") if part))


def _chapter(chapter: Chapter, basis: ShowBasis) -> Iterator[str]:
    yield f"## {chapter.number}. {escaped(chapter.title)}"
    if chapter.leitmotif:
        yield f"*{escaped(chapter.leitmotif)}*"
    if chapter.formats is not None and chapter.formats.teaser is not None:
        yield f"**{escaped(chapter.formats.teaser.text)}**"
    for paragraph in chapter.paragraphs:
        yield " ".join(
            escaped(line.text) + ("" if basis == "none" else f"[^{line.note.number}]") for line in paragraph
        )
    yield f"Text: {escaped(chapter.authorship.rstrip('.'))}."
    if chapter.key_values:
        yield _rows(
            ("Einflussfaktor", "Ausprägung", "Zuordnung"),
            [(one.factor, one.value, CONFIDENCE[one.confidence]) for one in chapter.key_values],
        )
    if chapter.formats is not None:
        yield from _formats(chapter.formats)


def _formats(formats: Formats) -> Iterator[str]:
    for title, entries in (
        ("Woran man es zuerst sähe", formats.signals),
        ("Wer gewinnt", formats.winners),
        ("Wer verliert", formats.losers),
    ):
        if entries:
            yield f"### {title}"
            yield _listed(entries)
    if formats.milestones:
        yield "### Der Weg zurück bis heute"
        yield "\n".join(
            f"- {one.year}: {escaped(one.text)}" if one.year else f"- {escaped(one.text)}"
            for one in formats.milestones
        )


def _listed(entries: Sequence[Entry]) -> str:
    return "\n".join(f"- {escaped(one.text)}" for one in entries)


def _comparison(edition: Edition) -> Iterator[str]:
    if edition.comparison is None or not edition.comparison.rows:
        return
    yield "## Vergleich"
    clusters = [chapter.cluster for chapter in edition.chapters]
    yield _rows(
        ("Thema", *(chapter.title for chapter in edition.chapters)),
        [
            (row.theme, *(row.entries[one].text if one in row.entries else "–" for one in clusters))
            for row in edition.comparison.rows
        ],
    )


def _table(edition: Edition) -> Iterator[str]:
    yield "## Wertetafel"
    yield _rows(
        ("Trend", "Einflussfaktor", *(chapter.title for chapter in edition.chapters)),
        [(row.trend, row.factor, *(cell.label for cell in row.cells)) for row in edition.table],
    )


def _windkanal(edition: Edition) -> Iterator[str]:
    if edition.windkanal is None:
        return
    yield "## Windkanal"
    yield escaped(WIND_LEGEND)
    names = edition.windkanal.names
    yield _rows(
        ("Maßnahme", *names.values(), "Urteil", "Warum"),
        [
            (
                one.measure.title,
                *(
                    f"{sign(cell)}; {cell.condition}" if cell.condition else sign(cell)
                    for cell in one.cells
                ),
                VERDICTS[one.verdict],
                one.why,
            )
            for one in edition.windkanal.measures
        ],
    )


def _end(edition: Edition) -> Iterator[str]:
    yield "## Wie die Szenarien entstanden sind"
    yield "\n".join(
        f"{n}. **{escaped(one.title)}.** {escaped(one.text)}"
        for n, one in enumerate(edition.method, start=1)
    )
    if edition.waived:
        yield "## Ausnahmen"
        yield "\n".join(
            f"- {escaped(one.finding)} Zugelassen von {escaped(one.by)} am {german_date(one.date)}: "
            f"{escaped(one.reason)}"
            for one in edition.waived
        )
    yield "## Quellen"
    yield "\n".join(
        f"- {escaped(one.title)}" + (f" ({escaped(one.reference)})" if one.reference else "")
        for one in edition.sources
    )


def _notes(edition: Edition) -> Iterator[str]:
    yield "## Worauf die Sätze beruhen"
    yield "\n".join(
        f"[^{line.note.number}]: {escaped(line.note.told)}"
        for chapter in edition.chapters
        for paragraph in chapter.paragraphs
        for line in paragraph
    )


def _rows(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    told = [f"| {' | '.join(escaped(cell) for cell in header)} |", f"|{'---|' * len(header)}"]
    told += [f"| {' | '.join(escaped(cell) or '–' for cell in row)} |" for row in rows]
    return "\n".join(told)
