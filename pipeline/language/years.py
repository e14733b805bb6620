"""Years and spans of years in a German text: "2031", "zwei Jahre später", "vor einem Jahrzehnt".

A span that is rounded ("gut", "rund", "fast") says so: nothing can be reckoned with it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.language.number_words import german_number

YEAR = r"(?:19|20|21)\d\d"
SEASON = (
    r"(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Frühjahr|Frühling"
    r"|Sommer|Herbst|Winter)"
)
_YEAR = re.compile(
    rf"(?<![\w.,/-]){YEAR}(?![\w%€/]|[.,]\d|\s*(?:Euro|Prozent|Menschen|Tonnen|Meter|Stellen)\b)"
)
_COUNT = r"(?P<count>[a-zäöüß]+|\d{1,3})"
_UNIT = r"(?P<unit>Jahr(?:e|en)?|Jahrzehnt(?:e|en)?)"
_AFTER = r"(?P<way>später|danach|darauf|früher|zuvor|vorher|davor)(?!\s+als\b)"
_SPANS = (
    re.compile(rf"\b{_COUNT}\s+{_UNIT}\s+{_AFTER}", re.IGNORECASE),
    re.compile(
        rf"\b(?P<way>vor|seit)\s+(?:nunmehr\s+|schon\s+|genau\s+)?{_COUNT}\s+{_UNIT}\b", re.IGNORECASE
    ),
)
_ROUGH = re.compile(
    r"\b(?:gut|fast|knapp|rund|etwa|ungefähr|kaum|über|mindestens|wenigstens|höchstens|gerade|mehr als"
    r"|weniger als|bis zu|keine)\s*$",
    re.IGNORECASE,
)
_ONE = frozenset({"ein", "einem", "eines", "einen"})


@dataclass(frozen=True)
class Year:
    """A year that a text names, and where it stands there."""

    value: int
    start: int
    end: int


@dataclass(frozen=True)
class Span:
    """So many years, before ("vor", "zuvor", "früher"), since ("seit") or after ("später") something."""

    years: int
    way: str
    start: int
    end: int

    @property
    def backwards(self) -> bool:
        """Whether it leads into the past."""
        return self.way in ("früher", "zuvor", "vorher", "davor", "vor", "seit")


def years(text: str) -> list[Year]:
    """The years of a text in their order; what is counted or measured is none."""
    return [Year(int(one.group()), one.start(), one.end()) for one in _YEAR.finditer(text)]


def spans(text: str) -> list[Span]:
    """The spans of years whose length is told exactly, in their order."""
    return sorted(_spans(text), key=lambda one: one.start)


def count_of(word: str) -> int | None:
    """The number that a word or some digits tell, articles included; None where it is none."""
    if word.lower() in _ONE:
        return 1
    return int(word) if word.isdigit() else german_number(word.lower())


def _spans(text: str) -> Iterator[Span]:
    for pattern in _SPANS:
        for found in pattern.finditer(text):
            count = count_of(found["count"])
            before = text[: found.start("count")]
            if count is None or _ROUGH.search(before):
                continue
            decades = found["unit"].lower().startswith("jahrzehnt")
            yield Span(count * (10 if decades else 1), found["way"].lower(), found.start(), found.end())
