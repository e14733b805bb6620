"""Persons are named as the house names them: with a star, a colon, both forms, neither.

Found are the forms that another style would choose. Whether a plain "Händler" means men alone or all
is not decided here, and not flagged.
"""

import re
from itertools import product

from pipeline.checks.case import Case
from pipeline.checks.prose.style_sheet import Gender
from pipeline.core.types import Finding
from pipeline.language.quoted import unquoted

KIND = "stil_gendern"
_STAR = re.compile(r"\b\w+\*(?:in|innen)\b")
_COLON = re.compile(r"\b\w+:(?:in|innen)\b")
_OTHER = re.compile(r"\b\w+(?:_|/-?)(?:in|innen)\b|\b\w+[a-zäöüß]I(?:n|nnen)\b")
_FEMININE = re.compile(r"\b([A-ZÄÖÜ]\w{2,})innen (?:und|oder|wie|sowie) (?:\w+ )?([A-ZÄÖÜ]\w+)\b")
_MASCULINE = re.compile(r"\b([A-ZÄÖÜ]\w+) (?:und|oder|wie|sowie) (?:\w+ )?([A-ZÄÖÜ]\w{2,})innen\b")
_WANTED: dict[str, str] = {
    "Doppelnennung": "beide Formen auszuschreiben",
    "neutral": "ein neutrales Wort",
    "Genderstern": "den Genderstern",
    "Doppelpunkt": "den Doppelpunkt",
    "generisch": "die einfache Form",
}
SHARED = 4


def check(case: Case) -> list[Finding]:
    """A warning for each sentence that names persons in another style than the house's."""
    style = case.ground.style.gender
    if style is None:
        return []
    found = []
    for number, text in case.numbered():
        if form := other_form(unquoted(text), style):
            message = f"„{form}“: Der Hausstil verlangt für Personen {_WANTED[style]}. Bitte angleichen."
            found.append(case.finding(number, KIND, "warn", message, form))
    return found


def other_form(text: str, style: Gender) -> str:
    """The first form in a text that another style would choose; "" where there is none."""
    marks = [
        _OTHER,
        *([] if style == "Genderstern" else [_STAR]),
        *([] if style == "Doppelpunkt" else [_COLON]),
    ]
    for mark in marks:
        if found := mark.search(text):
            return found.group()
    return "" if style == "Doppelnennung" else _both(text)


def _both(text: str) -> str:
    """Both forms of one noun side by side: "Pendlerinnen und Pendler", "Ärzte und Ärztinnen"."""
    for form, found in product((_FEMININE, _MASCULINE), (text,)):
        for pair in form.finditer(found):
            one, other = (part.translate(_UMLAUTS)[:SHARED].lower() for part in pair.groups())
            if one == other:
                return pair.group()
    return ""


_UMLAUTS = str.maketrans("äöüÄÖÜ", "aouAOU")
