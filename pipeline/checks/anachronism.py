"""A text of the horizon that speaks from today: "derzeit, 2026", "bis 2030 soll", "Prognosen zufolge".

Whoever lives in 2035 knows what came of 2030. A year before the horizon that is called now, or is still to
come, is sure to be wrong and blocks; words of forecasting alone may be meant, and are to be looked at.
Words in quotation marks are others' and may be old.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from pipeline.checks.case import Case
from pipeline.core.types import Finding
from pipeline.language.grammar import analysed
from pipeline.language.quoted import unquoted
from pipeline.language.tense import tells_past
from pipeline.language.years import SEASON, YEAR

KIND = "anachronismus"
_NOW = (
    r"\b(?:heute|heutzutage|derzeit|zurzeit|zur Zeit|gegenwärtig|momentan|aktuell|augenblicklich"
    r"|(?:im )?laufenden? Jahr|(?-i:Stand))"
)
_TO_YEAR = rf"[\s,(–:]+(?:(?:also|nämlich|im|ist)\s+)*(?:(?:Jahre?|Anfang|Mitte|Ende|{SEASON})\s+)*"
_HAPPENED = r"(?!\s+(?:\w*ge\w+(?:t|en)(?:e[nrms]?)?|eröffnet|entstanden|begonnen|beschlossen)\b)"
_CALLED_NOW = re.compile(
    rf"{_NOW}{_TO_YEAR}({YEAR})\b{_HAPPENED}"
    rf"|\b({YEAR})\s*[,(–]\s*also\s+(?:heute|derzeit|jetzt)\b",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"\b(?:kommende[nrms]?|nächste[nrms]?|künftige[nrms]?)\s+(?:\w+\s+)?(?:Jahr\w*|Jahrzehnt\w*)"
    rf"[\s,(]+(?:also\s+)?(?:bis\s+(?:zum\s+Jahr\s+)?)?({YEAR})\b"
    rf"|\bbis\s+(?:zum\s+Jahr\s+)?({YEAR})\b[^.;:]{{0,40}}\bin den (?:kommenden|nächsten)\b",
    re.IGNORECASE,
)
_LAST = re.compile(
    rf"\b(?:im\s+)?(?:vergangenen?|letzten?|vorigen?)s?\s+Jahr[\s,(]+({YEAR})\b", re.IGNORECASE
)
_BY = re.compile(
    rf"\b(?:bis|ab)\s+(?:(?:spätestens|zum Jahr|Anfang|Mitte|Ende)\s+)*({YEAR})\b", re.IGNORECASE
)
_LATE_IN = re.compile(rf"\b(?:Mitte|Ende|Dezember|Herbst|Winter|Jahresende)\s+{YEAR}", re.IGNORECASE)
_STILL_TO_COME = re.compile(
    r"\b(?:voraussichtlich\w*|prognosen zufolge|laut (?:einer |der )?prognosen?"
    r"|nach (?:einer |der )?prognose|prognostizier(?:t|en)"
    r"|(?:fachleute|expertinnen|experten|forscher|studien) (?:rechnen|erwarten|sagen))\b",
    re.IGNORECASE,
)
_FRESH = re.compile(
    r"\b(?:neue[nrms]?|neuartige[nrms]?|neuerdings|kürzlich|jüngst|gerade erst|eben erst|erstmals"
    r"|seit kurzem)\b[^.;:,]{0,40}?\b"
    r"(Chat-?GPT|Smartphones?|Deutschlandticket|Corona\w*|Datenschutz-Grundverordnung|DSGVO"
    r"|5G|Mobilfunkstandard|Elektroautos?|Streaming\w*|Tablets?|Industrie 4\.0)\b",
    re.IGNORECASE,
)
_SHALL, _MIGHT = (
    frozenset("soll sollen will wollen".split()),
    frozenset("könnte könnten dürfte dürften".split()),
)
_WILL = frozenset("wird werden".split())
_PERFECT, _INFINITIVE = ("VV(PP)", "VA(PP)", "VM(PP)"), ("VV(INF)", "VA(INF)", "VV(IZU)")


@dataclass(frozen=True)
class _Sign:
    """What speaks from today: its words, why, in German, and whether that is sure."""

    words: str
    told: str
    sure: bool = True


def check(case: Case) -> list[Finding]:
    """A finding for each sentence that speaks from before the horizon: the worst that was found of it."""
    found = []
    for number, text in case.numbered():
        signs = sorted(_signs(unquoted(text), case.ground.settings.horizon), key=lambda one: not one.sure)
        for sign in signs[:1]:
            found.append(
                case.finding(number, KIND, "block" if sign.sure else "warn", sign.told, sign.words)
            )
    return found


def _signs(text: str, horizon: int) -> Iterator[_Sign]:
    for one in _CALLED_NOW.finditer(text):
        year = int(one[1] or one[2])
        if year != horizon:
            told = f"„{one[0]}“: Der Text spricht aus dem Jahr {horizon}. Bitte das Heute dorthin verlegen."
            yield _Sign(one[0], told)
    for one in _NEXT.finditer(text):
        if int(one[1] or one[2]) <= horizon:
            told = (
                f"„{one[0]}“ liegt im Jahr {horizon} nicht mehr vor den Menschen. Bitte als Weg erzählen."
            )
            yield _Sign(one[0], told, sure=not tells_past(text))
    for one in _LAST.finditer(text):
        if int(one[1]) != horizon - 1:
            yield _Sign(one[0], f"„{one[0]}“: Das Jahr vor {horizon} ist {horizon - 1}. Bitte berichtigen.")
    yield from _due(text, horizon)
    for one in _STILL_TO_COME.finditer(text):
        told = f"„{one[0]}“ klingt nach einer Vorhersage von heute. Bitte erzählen, wie es {horizon} ist."
        yield _Sign(one[0], told, sure=False)
    for one in _FRESH.finditer(text):
        told = (
            f"„{one[0]}“: Das ist {horizon} nicht mehr neu. Bitte prüfen, ob hier von heute erzählt wird."
        )
        yield _Sign(one[0], told, sure=False)


def _due(text: str, horizon: int) -> Iterator[_Sign]:
    """What shall be by a year that has come: "bis 2030 soll"; what people decided once is told as past."""
    one = next((found for found in _BY.finditer(text) if int(found[1]) <= horizon), None)
    if one is None or tells_past(text) or (int(one[1]) == horizon and _LATE_IN.search(text)):
        return
    promised = _promised(text)
    if promised is not None:
        told = f"„{one[0]}“ ist im Jahr {horizon} kein Ziel mehr. Bitte erzählen, was daraus geworden ist."
        yield _Sign(one[0], told, sure=promised and int(one[1]) < horizon)


def _promised(text: str) -> bool | None:
    """Whether a sentence says in the present what shall be, or (False) only may be; None where neither.

    "Soll gebrannt haben" is hearsay of what was.
    """
    known = [(word.lower(), tag) for word, _, tag in analysed(text)]
    words = {word for word, _ in known}
    if words & _WILL and any(tag in _INFINITIVE and word not in _WILL for word, tag in known):
        return True
    if any(_was(word, tag, after) for (word, tag), (after, _) in pairwise(known)):
        return None
    if words & _SHALL:
        return True
    return False if words & _MIGHT else None


def _was(word: str, tag: str, after: str) -> bool:
    """Whether two words end a perfect infinitive: "gebrannt haben", "gebaut worden sein"."""
    return (tag in _PERFECT and after == "haben") or (word in ("worden", "gewesen") and after == "sein")
