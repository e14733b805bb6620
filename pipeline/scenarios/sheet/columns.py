"""The columns and tabs of a value sheet in XLSX and CSV: one row per value, named as in values.yaml."""

import re
from collections.abc import Iterable

from pipeline.scenarios.grid.headed import Columns

FACTOR_FIELDS = {
    "trend": "trend",
    "factor_id": "id",
    "factor": "name",
    "definition": "definition",
    "heute": "heute",
    "leitfrage": "leitfrage",
    "rolle": "rolle",
}
"""Column → field of a factor."""
VALUE_FIELDS = {
    "value_id": "id",
    "label": "label",
    "text": "text",
    "group": "group",
    "plausibel": "plausibel",
    "wertung": "wertung",
    "cards": "cards",
}
"""Column → field of a value."""
COLUMNS = Columns(
    known=(*FACTOR_FIELDS, *VALUE_FIELDS),
    required=("factor", "label"),
    aliases={
        "einflussfaktor": "factor",
        "faktor": "factor",
        "heutiger stand": "heute",
        "ausprägung": "label",
        "kurztitel": "label",
        "beschreibung": "text",
        "gruppe": "group",
        "plausibilität": "plausibel",
        "bewertung": "wertung",
        "karten": "cards",
    },
)
OVERVIEW = "Übersicht"
CHOICES = "Auswahl"
BASE = "Stand"
OWN_TABS = (OVERVIEW, CHOICES, BASE)
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]+")


def tab_names(trends: Iterable[str]) -> dict[str, str]:
    """Trend → name of its tab: at most 31 characters, none twice, none that Excel refuses."""
    names: dict[str, str] = {}
    taken = {*(name.casefold() for name in OWN_TABS), "history"}
    for trend in dict.fromkeys(trends):
        plain = " ".join(_FORBIDDEN.sub(" ", trend).split()).strip("' ") or "Ohne Trend"
        name, number = _cut(plain, 31), 2
        while name.casefold() in taken:
            mark = f" ({number})"
            name, number = _cut(plain, 31 - len(mark)) + mark, number + 1
        taken.add(name.casefold())
        names[trend] = name
    return names


def _cut(text: str, longest: int) -> str:
    """The beginning of a text, in characters as Excel counts them (emoji twice)."""
    return text.encode("utf-16-le")[: 2 * longest].decode("utf-16-le", errors="ignore").rstrip("' ")
