"""The figures of a sentence, each with what it counts: "2,5 Millionen Euro", "dreizehn Prozent", "€ 30".

A figure stands where its source has the same value with the same unit: 30 Euro and 2 Prozent do not
prove 2 Euro. Units are told where both languages have them alike: money, shares, time, lengths, weights;
what else is counted is not compared, for a fair sentence often says it in other words.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.language.number_words import number_at
from pipeline.language.numbers import NUMBER, plain_number
from pipeline.language.words import fold

_PIECE = re.compile(rf"{NUMBER.pattern}|[^\W\d_]+|[%€$–-]")
_SCALES = {
    **dict.fromkeys(("million", "millionen", "millions", "mio"), "Million"),
    **dict.fromkeys(("milliarde", "milliarden", "billion", "billions", "mrd"), "Milliarde"),
}
"""English "billion" is German "Milliarde"."""
_UNITS = (
    (re.compile(r"euros?|eur|€"), "Euro"), (re.compile(r"dollars?|usd|\$"), "Dollar"),
    (re.compile(r"cents?"), "Cent"), (re.compile(r"prozentpunkte?n?"), "Prozentpunkt"),
    (re.compile(r"prozent|percent|%"), "Prozent"),
    (re.compile(r"jahr(?:e|en|es)?|jährig\w*|years?"), "Jahr"), (re.compile(r"monat\w*|months?"), "Monat"),
    (re.compile(r"wochen?|weeks?"), "Woche"), (re.compile(r"tag(?:e|en|es)?|days?"), "Tag"),
    (re.compile(r"stunden?|hours?"), "Stunde"), (re.compile(r"minuten?|minutes?"), "Minute"),
    (re.compile(r"kilometern?|kilometers?|kilometres?|km"), "Kilometer"),
    (re.compile(r"metern?|meters?|metres?|m"), "Meter"), (re.compile(r"tonnen?|tons?|tonnes?|t"), "Tonne"),
    (re.compile(r"kilogramm|kilograms?|kilos?|kg"), "Kilogramm"),
)  # fmt: skip
_PARTS = (
    (re.compile(r"drittel\w*|thirds"), "drittel"), (re.compile(r"viertel\w*|quarters"), "viertel"),
    (re.compile(r"fünftel\w*|fifths"), "fünftel"), (re.compile(r"zehntel\w*|tenths"), "zehntel"),
    (re.compile(r"hälften?|half|halb\w*"), "halb"), (re.compile(r"dutzend\w*|dozens?"), "dutzend"),
    (re.compile(r"hunderte[rn]?|hundreds"), "hunderte"),
    (re.compile(r"tausende[rn]?|thousands"), "tausende"),
)  # fmt: skip
_BETWEEN = frozenset({"bis", "und", "oder", "to", "and", "or", "–", "-"})
_SIGNS = frozenset({"€", "$", "eur", "usd"})
_SWAPPED = str.maketrans({".": ",", ",": "."})


@dataclass(frozen=True)
class Figure:
    """A value in one form, as it is written, with its scale and unit; "" where it has none."""

    value: str
    written: str
    scale: str = ""
    unit: str = ""
    named: str = ""


def unproven_figures(sentence: str, source: str, *, english: bool) -> Iterator[str]:
    """The figures of a sentence that do not stand so in its source, as written."""
    known = figures(source)
    units = {_unit(word) for word in _pieces(source)}
    for one in figures(sentence, english=english):
        same = [other for other in known if one.value == other.value or one.written == other.written]
        if not same:
            yield one.written
        elif one.scale not in {other.scale for other in same}:
            yield one.named or one.written
        elif one.unit and not (
            one.unit in (held := {other.unit for other in same}) or (held == {""} and one.unit in units)
        ):
            yield f"{one.written} {one.unit}"
    held = {_part(word) for word in _pieces(source)}
    yield from (word for word in _pieces(sentence) if _part(word) and _part(word) not in held)


def figures(text: str, *, english: bool = False) -> list[Figure]:
    """All figures of a text in their order, those in words with their values."""
    pieces = _pieces(text)
    found: list[Figure] = []
    at = 0
    while at < len(pieces):
        piece, after = pieces[at], at + 1
        if NUMBER.fullmatch(piece):
            value = plain_number(piece.translate(_SWAPPED) if english else piece)
        elif spoken := number_at(pieces, at):
            value, after = str(spoken.value), at + spoken.words
        elif piece in _SCALES:
            found.append(Figure(f"a {_SCALES[piece]}", piece))
            at += 1
            continue
        else:
            at += 1
            continue
        found.append(_counted(pieces, at, after, value))
        at = after + bool(found[-1].scale and pieces[after : after + 1] == [found[-1].named])
    return found


def _counted(pieces: Sequence[str], at: int, after: int, value: str) -> Figure:
    """A figure with what follows it, also behind the second of a range, or a sign of money before it."""
    written = " ".join(pieces[at:after])
    end = after
    if pieces[end : end + 1] and pieces[end] in _BETWEEN and end + 1 < len(pieces):
        if NUMBER.fullmatch(pieces[end + 1]):
            end += 2
        elif spoken := number_at(pieces, end + 1):
            end += 1 + spoken.words
    named = pieces[end] if end < len(pieces) and pieces[end] in _SCALES else ""
    following = next((one for one in pieces[end + bool(named) :] if one != "-"), "")
    unit = _unit(following)
    if not unit and at and pieces[at - 1] in _SIGNS:
        unit = _unit(pieces[at - 1])
    return Figure(value, written, _SCALES.get(named, ""), unit, named)


def _pieces(text: str) -> list[str]:
    return [one.group() for one in _PIECE.finditer(fold(text).replace("per cent", "percent"))]


def _unit(word: str) -> str:
    return next((unit for form, unit in _UNITS if form.fullmatch(word)), "")


def _part(word: str) -> str:
    return next((part for form, part in _PARTS if form.fullmatch(word)), "")
