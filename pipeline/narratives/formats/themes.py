"""The themes on which all scenarios are compared: the same for each, or nothing can be compared.

A trend with its key factors is one theme; without trends each key factor is; without key factors all
factors count as such.
"""

from dataclasses import dataclass

from pipeline.core.types import Clusters, Sheet
from pipeline.narratives.ledger import text_hash
from pipeline.narratives.material import KEY


@dataclass(frozen=True)
class SharedTheme:
    """A theme and the ids of its factors, in the order of the sheet."""

    name: str
    factors: tuple[str, ...]


def shared_themes(sheet: Sheet) -> tuple[SharedTheme, ...]:
    """The themes in the order of the sheet."""
    key = [one for one in sheet.factors if one.rolle == KEY] or list(sheet.factors)
    named: dict[str, list[str]] = {}
    for factor in key:
        named.setdefault(factor.trend or factor.name, []).append(factor.id)
    return tuple(SharedTheme(name, tuple(factors)) for name, factors in named.items())


def left_out(sheet: Sheet) -> tuple[str, ...]:
    """The trends that have no key factor and so no row."""
    told = {one.name for one in shared_themes(sheet)}
    trends = dict.fromkeys(one.trend for one in sheet.factors if one.trend)
    return tuple(one for one in trends if one not in told)


def clusters_hash(clusters: Clusters, sheet: Sheet) -> str:
    """What the compared values are known by; it changes with any of them or their words."""
    factors = [factor for theme in shared_themes(sheet) for factor in theme.factors]
    values = [sheet.value(one.members[factor]) for one in clusters.clusters for factor in factors]
    names = [f"{one.id} {one.name}" for one in clusters.clusters]
    return text_hash("\n".join([*names, *(f"{one.id} {one.label} {one.text}" for one in values)]))
