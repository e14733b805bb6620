"""A cross-impact matrix as a table: descriptors and their variants above and beside the scores.

The name of a descriptor stands over (beside) its first variant, or over each; ids stand before the names
where there are any. An empty cell is unjudged. Every name is written, a blank one as such, so that what
we lay out is read back equal.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.core.cells import clean
from pipeline.scenarios.grid.headings import JOINT, heading
from pipeline.scenarios.impact.matrix import Descriptor, ImpactMatrix

PLAIN = ("Deskriptor", "Variante")
WITH_IDS = ("Id · Einflussfaktor", "Id · Ausprägung")
READ_AS = "Zeile wirkt auf Spalte"
NAMELESS = "(ohne Namen)"
SIDE = 2
"""So many columns of headings stand left of the scores."""


@dataclass(frozen=True)
class Headings:
    """The headings of a matrix in order; `groups` stand over the first variant of each descriptor."""

    corner: tuple[str, str]
    groups: tuple[str, ...]
    variants: tuple[str, ...]


def headings(matrix: ImpactMatrix) -> Headings:
    """The headings of a matrix, with ids where all descriptors have them."""
    with_ids = all(one.id and one.variant_ids for one in matrix.descriptors)
    groups: list[str] = []
    variants: list[str] = []
    for one in matrix.descriptors:
        ids = one.variant_ids if with_ids else ("",) * len(one.variants)
        groups.extend((_told(one.id if with_ids else "", one.name), *[""] * (len(one.variants) - 1)))
        variants.extend(_told(*both) for both in zip(ids, one.variants, strict=True))
    return Headings(WITH_IDS if with_ids else PLAIN, tuple(groups), tuple(variants))


def _told(one: str, name: str) -> str:
    return heading(one, clean(name) or NAMELESS)


def descriptors(names: Sequence[tuple[str, str]], with_ids: bool) -> tuple[Descriptor, ...]:
    """The descriptors of headings (descriptor, variant), of which the first names a descriptor.

    Where every heading names its descriptor, a new one begins where the name changes.
    """
    every_time = all(group for group, _ in names)
    found: list[tuple[str, list[str]]] = []
    for group, variant in names:
        if group and not (every_time and found and found[-1][0] == group):
            found.append((group, []))
        found[-1][1].append(variant)
    return tuple(_descriptor(group, variants, with_ids) for group, variants in found)


def _descriptor(group: str, variants: Sequence[str], with_ids: bool) -> Descriptor:
    if not with_ids:
        return Descriptor(_named(group), tuple(map(_named, variants)))
    one, _, name = group.partition(JOINT)
    both = [variant.partition(JOINT) for variant in variants]
    return Descriptor(
        _named(name), tuple(_named(name) for _, _, name in both), one, tuple(one for one, _, _ in both)
    )


def _named(text: str) -> str:
    return "" if text == NAMELESS else text
