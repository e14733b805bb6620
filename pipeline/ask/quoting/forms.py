"""The forms that tell whether a sentence holds a thing of a kind: a figure, a currency, a month, a name.

Forms tell nothing of what they are about; evidence.py ties them to the question.
"""

import re

from pipeline.ask.question.wanted import Kind
from pipeline.ask.quoting.names import names

_CURRENCY = r"(?:€|Euro|EUR|Cent|Dollar|Milliarden|Millionen|Mio\b|Mrd\b)"
_WORDS = (
    "zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|zwanzig|dreißig|vierzig|fünfzig|hundert|"
    "tausend|Dutzend|Hunderte|Tausende|Hälfte|halb|doppelt|Drittel|Viertel"
)
_TIME = r"(?:Sekunden?|Minuten?|Stunden?|Tagen?|Wochen?|Monaten?|Jahren?|Tage|Monate|Jahre|Jahrzehnten?)"
_MONTH = (
    r"(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Frühjahr|"
    r"Sommer|Herbst|Winter)"
)
_FIGURE = rf"(?:(?<!Nr\. )(?<!Nr\.)(?<![\w])\d+(?:[.,]\d+)*|\b(?:{_WORDS})\b)"
FIGURE = re.compile(_FIGURE)
"""A number in figures or in words; "Nr. 25" is a name."""
_HOLDS: dict[Kind, re.Pattern[str]] = {
    Kind.MONEY: re.compile(rf"{_FIGURE}\s*(?:\w+\s+)?{_CURRENCY}|{_CURRENCY}\s*\d"),
    Kind.SHARE: re.compile(
        rf"{_FIGURE}\s*(?:%|Prozent)|\b(?:Hälfte|Drittel|Viertel|Fünftel|Zehntel)\b"
        rf"|{_FIGURE}\s+(?:von|aller|der)\s"
    ),
    Kind.COUNT: FIGURE,
    Kind.AMOUNT: FIGURE,
    Kind.DURATION: re.compile(
        rf"{_FIGURE}[-\s]+(?:\w+\s+)?{_TIME}|\b(?:seit|bis)\s(?:etwa\s|zum\s)?\d{{4}}|(?:jahre|monate)lang"
    ),
    Kind.DAY: re.compile(rf"\b\d{{1,2}}\.\s?(?:\d{{1,2}}\.|{_MONTH})"),
    Kind.DATE: re.compile(
        rf"\b(?:19|20)\d\d\b|\b\d{{1,2}}\.\s?(?:\d{{1,2}}\.|{_MONTH})|\b{_MONTH}\b|{_FIGURE}[-\s]+{_TIME}"
    ),
}


def told_by_form(kind: Kind) -> bool:
    """Whether a sentence that answers has to hold a form that can be looked for."""
    return kind in _HOLDS or kind is Kind.NAME


def holds(sentence: str, kind: Kind) -> bool:
    """Whether the sentence holds a thing of that kind; of kinds without a form always."""
    if kind is Kind.NAME:
        return bool(names(sentence))
    pattern = _HOLDS.get(kind)
    return pattern is None or bool(pattern.search(sentence))
