"""The factors of a sheet by trend, as every picture orders them."""

from dataclasses import dataclass

from pipeline.core.types import Factor, Sheet


@dataclass(frozen=True)
class Trend:
    """Trend: its factors in the order of the sheet; `name` is empty for factors without one."""

    name: str
    factors: tuple[Factor, ...]


def by_trend(sheet: Sheet) -> tuple[Trend, ...]:
    """The trends in the order in which the sheet first names them."""
    found: dict[str, list[Factor]] = {}
    for factor in sheet.factors:
        found.setdefault(factor.trend, []).append(factor)
    return tuple(Trend(name, tuple(factors)) for name, factors in found.items())
