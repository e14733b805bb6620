"""What of a passage's place a sentence may name without quoting it.

Title, heading, date and anchor prove names. Of numbers they prove a page, the number of an idea or a
chapter, and the date as it is written: a sum that stands in a heading alone is no proof.
"""

import re
from collections.abc import Sequence

from pipeline.core.types import Citation
from pipeline.language.words import count_words

_NUMBERED = re.compile(
    r"\b(?P<what>seiten?|s\.|pages?|p\.|folie|slide|kapitel|chapter|abschnitt|section|absatz|teil|part"
    r"|(?:idee|idea)?\s*(?:nr\.?|nummer|no\.?|number)|idee|idea)\s*(?P<number>\d+)\b",
    re.IGNORECASE,
)
_SAME = (
    ("seite", "s.", "page", "p."),
    ("folie", "slide"),
    ("kapitel", "chapter"),
    ("abschnitt", "section"),
    ("teil", "part"),
)
_MONTHS = (
    ("januar", "january"), ("februar", "february"), ("märz", "march"), ("april",), ("mai", "may"),
    ("juni", "june"), ("juli", "july"), ("august",), ("september",), ("oktober", "october"),
    ("november",), ("dezember", "december"),
)  # fmt: skip


def about(citations: Sequence[Citation]) -> str:
    """What proves names: titles, dates, headings, anchors."""
    return " ".join(f"{one.title} {one.date} {one.heading} {one.anchor}" for one in citations)


def without_places(text: str, citations: Sequence[Citation]) -> str:
    """The sentence without the numbers that its citations' places prove."""
    known = {_kind(found) for one in citations for found in _NUMBERED.finditer(about([one]))}
    for one in citations:
        if count_words(one.title) > 1:
            text = text.replace(one.title, " ")
        for form in _dates(one.date):
            text = re.sub(rf"\b{form}\b(?![.,]?\d)", " ", text, flags=re.IGNORECASE)
    return _NUMBERED.sub(lambda found: " " if _kind(found) in known else found.group(), text)


def _kind(found: re.Match[str]) -> tuple[str, str]:
    """One name for the same sort of place, with its number; what has no other name is an own number."""
    what = found["what"].lower()
    same = next((kind[0] for kind in _SAME if what.startswith(kind)), "nr")
    return same, found["number"]


def _dates(date: str) -> list[str]:
    """How a document's date may be written, as expressions: 2026-03, März 2026, Stand 2026."""
    year, _, rest = date.partition("-")
    if not re.fullmatch(r"\d{4}", year):
        return [re.escape(date)] if date else []
    month, _, day = rest.partition("-")
    stated = rf"(?:Stand|as of|dated?):?\s+{year}"
    if not month.isdigit() or not 1 <= int(month) <= len(_MONTHS):
        return [re.escape(date), stated] if rest else [stated]
    names = "|".join(_MONTHS[int(month) - 1])
    days = rf"(?:{int(day)}\.?\s+)?" if day.isdigit() else ""
    return [re.escape(date), rf"{days}(?:{names})\s+{year}", stated]
