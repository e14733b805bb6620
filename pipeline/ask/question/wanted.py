"""What kind of thing a question wants to know, told by its question words.

Where a question shows no kind, anything may answer. The first kind whose words stand there holds:
"Wie viele Jahre" is a duration before it is a count.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from pipeline.language.words import content_tokens


class Kind(StrEnum):
    """The kinds of answers; the value is its name for a person."""

    MONEY = "Betrag"
    SHARE = "Anteil"
    COUNT = "Anzahl"
    AMOUNT = "Zahl"
    DURATION = "Dauer"
    DAY = "Datum"
    DATE = "Zeitpunkt"
    NAME = "Name"
    WHO = "Person oder Stelle"
    PLACE = "Ort"
    REASON = "Grund"
    ANY = ""


@dataclass(frozen=True)
class Wanted:
    """The kind, and the words for what is counted, measured or sought: ("Studenten",), () where unsaid."""

    kind: Kind = Kind.ANY
    about: tuple[str, ...] = ()


def wanted(question: str) -> Wanted:
    """The kind of thing that is asked for, and of what; mistyped question words are understood."""
    question = _HOW_MANY.sub("wie viele", _WHEN.sub("wann", question))
    for kind, asked in _ASKED:
        if asked.search(question):
            if kind is Kind.COUNT:
                return Wanted(kind, _about(_COUNTED, question))
            if kind is Kind.WHO and (about := _about(_BEING, question)):
                return Wanted(Kind.NAME, about)
            return Wanted(kind, _about(_MEASURED, question))
    return Wanted()


def _about(pattern: re.Pattern[str], question: str) -> tuple[str, ...]:
    """The nouns that follow the question words; in small letters all that are no function words."""
    found = pattern.search(question)
    words = [word for word in found.groups() if word and content_tokens(word)] if found else []
    return tuple(word for word in words if word[0].isupper()) or tuple(words)


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.I)


_PRICES = (
    "kosten|preis|miete|strafe|bußgeld|gehalt|lohn|umsatz|budget|etat|förderung|fördersumme|beitrag|gebühr"
)
_BODIES = (
    r"firm\w*|unternehmen|betrieb\w*|institut\w*|universität|hochschul\w*|messe|stadt|städte\w*|stiftung|verein|"
    r"verband|organisation\w*|konzern\w*|professor\w*|expert\w*|fachmann|fachfrau|referent\w*|person\w*|"
    r"minister\w*|bank|partei\w*"
)
_ENGLISH_BODIES = (
    r"compan\w*|institut\w*|universit\w*|city|cities|person|professor|expert|organi[sz]ation\w*|firms?"
)
_ASKED: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        Kind.MONEY,
        _any(
            r"\bwas\b.*\b(?:ge)?koste\w*", r"\bwie ?viel\b.{0,60}\b(?:ge)?koste\w*", r"\bwie teuer\b",
            rf"\bwie hoch\b.{{0,30}}(?:{_PRICES})",
            r"\bwie ?viele? \w*(?:gelde?s?|euro|mill?ionen|milliarden)\b",
            rf"\bwie ?viel \w*(?:{_PRICES})\b",
            r"\bwie ?viel (?:\w+ )?(?:bekomm|verdien|zahl|bezahl|erhalt|erhält)\w*",
            r"\bwelche\w* (?:preis|summe|betrag|budget|kosten)",
            r"\bhow much\b.*\b(?:cost|pay|money|funding)",
            r"\bwhat\b.{0,30}\b(?:cost|price|budget|salary|fee)s?\b",
        ),
    ),
    (
        Kind.SHARE,
        _any(
            r"\bprozent", r"\banteil", r"\bwie hoch\b.{0,40}(?:quote|rate|satz|losigkeit)", r"\bpercent",
            r"\bwhat (?:share|proportion)\b", r"\brate of\b",
        ),
    ),
    (
        Kind.DURATION,
        _any(
            r"\bwie lange\b", r"\bwie schnell", r"\bwie ?viele? (?:tage|jahre|monate|wochen|stunden)",
            r"\bhow (?:long|fast|quickly)", r"\bhow many (?:days|years|months|weeks|hours)",
        ),
    ),
    (Kind.COUNT, _any(r"\bwie ?viele\b", r"\bhow many\b", r"\bwelche anzahl\b", r"\bnumber of\b")),
    (Kind.DAY, _any(r"\bwelche[mns]? (?:datum|tag)\b", r"\b(?:what|which) (?:date|day)\b")),
    (
        Kind.DATE,
        _any(
            r"\bwann\b", r"^\W*(?:and |since |until |by )?when\b", r"\bwelche[mns]? (?:jahr|monat)",
            r"\b(?:what|which) (?:year|month)\b",
        ),
    ),
    (
        Kind.AMOUNT,
        _any(
            r"\bwie (?:hoch|groß|weit|breit|lang|tief|schwer|alt)\b", r"\bwie ?viel\b",
            r"\bhow (?:much|large|big|high|far|old)\b",
        ),
    ),
    (Kind.REASON, _any(r"\b(?:warum|wieso|weshalb|weswegen|why)\b")),
    (
        Kind.NAME,
        _any(
            rf"\bwelche[rmns]? (?:\w+ ){{0,2}}?(?:{_BODIES})\b", r"\bwie hei(?:ß|ss)\w*", r"\bname of\b",
            rf"\b(?:which|what) (?:\w+ ){{0,2}}?(?:{_ENGLISH_BODIES})\b",
        ),
    ),
    (Kind.WHO, _any(r"^\W*(?:\w+\s+){0,2}?(?:wer|wem|wen|wessen|who|whom|whose)\b")),
    (
        Kind.PLACE,
        _any(
            r"^\W*(?:\w+\s+)?(?:wo|wohin|woher|where)\b", r"\bin welche[rmn]? (?:stadt|ort|städten|land)",
        ),
    ),
)  # fmt: skip
_HOW_MANY = re.compile(r"\bwie ?(?:fiele?|vile|viehle?)\b", re.I)
_WHEN = re.compile(r"^(\W*)wan\b", re.I)
_WORD = r"((?:[^\W\d_]|-)+)"
_TWO = rf"{_WORD}(?:\s+{_WORD})?"
_COUNTED = _any(rf"\b(?:wie ?viele|how many|anzahl(?: der)?|number of)\s+{_TWO}")
_MEASURED = _any(
    r"\bwie (?:hoch|groß|weit|breit|lang|tief|schwer|alt|teuer)\s+"
    r"(?:ist|sind|war|waren|wird|werden|soll|sollen)\s+"
    rf"(?:der|die|das|den|ein|eine)?\s*{_TWO}"
)
_BEING = _any(
    r"^\W*wer\s+(?:ist|war|wird|sind|waren)\s+(?:der|die|das|ein|eine)?\s*"
    rf"{_TWO}"
)
