"""Dates as people write them: "2025-11-20", "20.11.2025", "November 2025", "2025".

A date is a span of days, as wide as what is written: a year is all its days. What cannot be
understood is None, never a guess: "Herbst 2025" and "Stand offen" fit no filter.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januar jänner january jan", "februar feber february feb", "märz maerz march mär mrz mar",
            "april apr", "mai may", "juni june jun", "juli july jul", "august aug",
            "september sept sep", "oktober october okt oct", "november nov", "dezember december dez dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:[T ]\d{1,2}:\d{2}.*)?")
_GERMAN = re.compile(r"(?:(\d{1,2})\.\s*)?(\d{1,2})[./]\s*(\d{4})")
_NAMED = re.compile(r"(?:(?:(\d{1,2})\.?|([^\W\d_]+)\s+(\d{1,2}),)\s+)?(?:([^\W\d_]+)\.?\s+)?(\d{4})")


@dataclass(frozen=True)
class Span:
    """The days from `first` to `last`, both included."""

    first: date
    last: date


@lru_cache(maxsize=10_000)
def span(text: str) -> Span | None:
    """The days that a written date means; None where it is none that can be understood."""
    plain = " ".join(text.split())
    if iso := _ISO.fullmatch(plain):
        return _span(iso.group(1), iso.group(2), iso.group(3))
    if german := _GERMAN.fullmatch(plain):
        return _span(german.group(3), german.group(2), german.group(1))
    if named := _NAMED.fullmatch(plain):
        day, english, of_english, month, year = named.groups()
        number = _MONTHS.get((month or english or "").lower())
        if number and not (month and english):
            return _span(year, str(number), day or of_english)
    return None


def _span(year: str, month: str | None, day: str | None) -> Span | None:
    try:
        first = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    if day:
        return Span(first, first)
    months = int(month) if month else 12
    return Span(first, date(first.year, months, monthrange(first.year, months)[1]))
