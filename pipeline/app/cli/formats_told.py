"""What `szenario formats` prints for people: one narrative after the other, then the comparison."""

import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.app.format_work import BesideOne, Compared, Formatted
    from pipeline.checks.case import Ground
    from pipeline.narratives.formats.making import FormatName
    from pipeline.narratives.formats.nouns import KeyRow
    from pipeline.run.format_keeping import Status

WIDTH, FACTOR = 100, 44
STATES: "dict[Status | None, str]" = {
    "made": "",
    "unchanged": "unverändert",
    "edited": "von Hand bearbeitet und unverändert gelassen; --redo macht neu",
    "kept": "vom Sprachmodell und so gelassen; --model NAME macht neu, --offline rechnet ohne",
    "broken": "",
    None: "",
}
LATE = "VERALTET: der Text wurde seither geändert"
LATE_COMPARISON = "VERALTET: die Bündel wurden seither geändert"


def print_formats(done: "Formatted", names: "frozenset[FormatName]", folder: Path) -> None:
    """The formats of these names."""
    from pipeline.narratives.formats.making import BESIDE

    ground = done.matter.ground
    parts = []
    if names & frozenset(BESIDE):
        parts += [list(_beside(one, names, folder)) for one in done.beside]
    if done.compared and "comparison" in names:
        parts += [list(_compared(done.compared, ground, folder))]
    print("\n\n".join("\n".join(lines) for lines in parts))
    print("\nDas ist keine Prognose.")


def _beside(one: "BesideOne", names: "frozenset[FormatName]", folder: Path) -> Iterator[str]:
    from pipeline.narratives.formats.making import TITLES, restricted
    from pipeline.narratives.formats.markdown import year

    formats = restricted(one.formats, names)
    yield f"{formats.cluster}  {one.title}{' (Rohgerüst)' if one.rohgeruest else ''}"
    yield from _standing(one.file, one.status, LATE if one.outdated else "", folder)
    for title, entry in (
        (TITLES["headline"], formats.headline),
        (TITLES["teaser"], formats.teaser),
    ):
        if entry is not None:
            yield from _titled(title, [entry.text])
    if formats.key_values:
        yield from _key_values(formats.key_values)
    for title, entries in (
        (TITLES["signals"], formats.signals),
        ("Gewinner", formats.winners),
        ("Verlierer", formats.losers),
    ):
        if entries:
            yield from _titled(title, [f"– {entry.text}" for entry in entries])
    if formats.milestones:
        steps = [f"{year(step)}  {step.text}" for step in formats.milestones]
        yield from _titled(TITLES["milestones"], steps)
    yield from _open_points(formats.missing, formats.remarks)


def _key_values(rows: "Sequence[KeyRow]") -> Iterator[str]:
    telling = any(row.distinguishing for row in rows)
    yield f"\n  Schlüsselwerte{' (* unterscheidet dieses Szenario von den anderen)' if telling else ''}"
    wide = min(FACTOR, max(len(row.factor) for row in rows))
    for row in rows:
        mark, sure = "*" if row.distinguishing else " ", row.confidence or "von Hand"
        factor = textwrap.shorten(row.factor, wide, placeholder="…")
        yield f"  {mark} {factor:<{wide}}  {row.label} ({sure})"


def _compared(one: "Compared", ground: "Ground", folder: Path) -> Iterator[str]:
    yield "Vergleich aller auf denselben Themen"
    yield from _standing(one.file, one.status, LATE_COMPARISON if one.outdated else "", folder)
    for row in one.comparison.rows:
        told = [
            f"{cluster.id}  {row.entries[cluster.id].text if cluster.id in row.entries else '–'}"
            for cluster in ground.clusters.clusters
        ]
        yield from _titled(" – ".join(filter(None, (row.theme, row.question))), told)
    yield from _open_points(one.comparison.missing, one.comparison.remarks)


def _standing(file: str, status: "Status | None", late: str, folder: Path) -> Iterator[str]:
    yield f"    {folder / file}"
    yield from (f"    {one}" for one in (STATES[status], late) if one)


def _titled(title: str, texts: Sequence[str]) -> Iterator[str]:
    yield f"\n  {title}"
    for text in texts:
        yield textwrap.fill(text, WIDTH, initial_indent="    ", subsequent_indent="      ")


def _open_points(missing: Sequence[str], remarks: Sequence[str]) -> Iterator[str]:
    for title, lines in (("Nicht gemacht", missing), ("Zu beachten", remarks)):
        if lines:
            yield from _titled(title, [f"– {one}" for one in lines])
