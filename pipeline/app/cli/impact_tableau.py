"""Tables and paragraphs in characters: scenarios side by side, descriptors down."""

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.scenarios.impact.matrix import Descriptor
    from pipeline.scenarios.impact.nouns import Positions

WIDTH = 100
"""Characters of a line; wider tables are broken into bands."""
_NAME, _CELL = 28, 22
_GAP = "  "


@dataclass(frozen=True)
class Band:
    """Some of the scenarios of a table, as lines that are no wider than a line may be."""

    lines: tuple[str, ...]
    scenarios: int


def tableau(
    descriptors: "Sequence[Descriptor]",
    scenarios: "Sequence[Positions]",
    head: str,
    below: Mapping[str, Sequence[str]],
) -> list[Band]:
    """A table with a column a scenario, headed by `head` and its number, and further rows `below`."""
    rows = [["", *(f"{head} {number}" for number in range(1, len(scenarios) + 1))]]
    for at, (one, variants) in enumerate(zip(descriptors, zip(*scenarios, strict=True), strict=True)):
        names = [_cut(variant_name(one, variant), _CELL) for variant in variants]
        rows.append([_cut(descriptor_name(one, at), _NAME), *names])
    rows += [[name, *cells] for name, cells in below.items()]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    bands = []
    for band in _bands(widths):
        lines = [_GAP.join(row[at].ljust(widths[at]) for at in band).rstrip() for row in rows]
        rule = "─" * (sum(widths[at] for at in band) + len(_GAP) * (len(band) - 1))
        parts = lines[:1], lines[1 : 1 + len(descriptors)], lines[1 + len(descriptors) :]
        bands.append(Band((*parts[0], rule, *parts[1], rule, *parts[2]), len(band) - 1))
    return bands


def fitting(bands: Sequence[Band], lines: int) -> list[Band]:
    """As many bands as so many lines hold, at least the first."""
    return list(bands[: max(1, lines // len(bands[0].lines))])


def aligned(rows: Sequence[Sequence[str]]) -> Iterable[str]:
    """The lines of a table whose first column is text; all others stand to the right, heads included."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [row[0].ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
        yield _GAP.join(cells).rstrip()


def prose(text: str, indent: str = "") -> str:
    """Text as lines that are no wider than a line may be; further ones stand in a little."""
    return textwrap.fill(
        text, WIDTH, initial_indent=indent, subsequent_indent=f"{indent}  ", break_on_hyphens=False
    )


def figure(number: float) -> str:
    """A number as Germans write it: 22.674.816, −0,5."""
    plain = f"{round(number, 2):,}".removesuffix(".0")
    return plain.translate(str.maketrans(",.-", ".,−"))


def known(number: float | None) -> str:
    """A number, or a dash where there is none."""
    return "–" if number is None else figure(number)


def descriptor_name(descriptor: "Descriptor", at: int) -> str:
    """The name of a descriptor, its number where it has none."""
    return " ".join(descriptor.name.split()) or f"Deskriptor {at + 1}"


def variant_name(descriptor: "Descriptor", at: int) -> str:
    """The name of a descriptor's variant, its number where it has none."""
    return " ".join(descriptor.variants[at].split()) or f"Variante {at + 1}"


def _bands(widths: Sequence[int]) -> Iterable[list[int]]:
    """Which columns stand together, the first one in every band."""
    band, used = [0], widths[0]
    for at, width in enumerate(widths[1:], start=1):
        if len(band) > 1 and used + len(_GAP) + width > WIDTH:
            yield band
            band, used = [0], widths[0]
        band.append(at)
        used += len(_GAP) + width
    yield band


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
