"""Numbers and years that stand in neither passages nor value sets.

A number that stands there beside another word ("40 Ideen", "40 Sekunden") is to be looked at, and so is
one that is spelt ("siebzig Meter", "dreimal im Jahr", "jeder dritte") and does not stand there for the same
thing, and a year that no source names with any word of the sentence.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from pipeline.checks.case import Case
from pipeline.core.types import Finding
from pipeline.language.counted import Counted, counted, spelt
from pipeline.language.numbers import NUMBER, plain_number
from pipeline.language.sentences import sentences
from pipeline.language.words import content_stems, fold, stem, tokens
from pipeline.language.years import SEASON

KIND = "zahl_unbelegt"
_COUNTED = re.compile(r"(?<![\w])(\d+(?:[.,]\d+)*)\s+([^\W\d_]+)")
_YEAR = re.compile(r"(?:19|20|21)\d\d")
_DATE = re.compile(rf"\b{SEASON}\s+{_YEAR.pattern}\b")
_NOT_FACTS = frozenset({"1", "2", "3"})
_ROUND = frozenset({100, 1000})
_SMALLEST = 13
"""A spelt number below it that counts nothing is no fact ("zu fünft", "um sieben")."""
_FEW = 3
"""So few of a thing are told as easily as "ein paar", unless they measure it."""
_MEASURES = frozenset(
    stem(word)
    for word in """prozent euro cent millionen milliarden kilometer meter metern zentimeter hektar tonnen
    kilo liter
    grad sekunden minuten stunden tage tagen wochen monate monaten jahre jahren jahrzehnte quartale
    mal stündig tägig wöchig monatig jährig köpfig stöckig prozentig""".split()
)
_PART = r"(?:drittel|viertel|fünftel|sechstel|siebtel|achtel|neuntel|zehntel)"
_NTH = r"(?:dritte|vierte|fünfte|sechste|siebte|achte|neunte|zehnte|zwölfte|zwanzigste|hundertste)"
_SHARE = re.compile(
    rf"\b(?:ein(?:e[mnrs]?)?|zwei|drei|vier|fünf|gut|knapp|rund|etwa|fast)\s+({_PART})n?\b"
    rf"|\bjede[mnrs]?\s+({_NTH})[mnrs]?\b"
    r"|\b((?:andert|einein|zweiein)halb|(?:drei)?viertelstunde|halben?\s+stunde)"
)


def check(case: Case) -> list[Finding]:
    """A blocking finding for every number in figures without a source, a warning for the doubtful ones."""
    return [
        finding
        for sentence, text in case.numbered()
        for look in _LOOKS
        for finding in look(case, sentence, text)
    ]


def _in_figures(case: Case, sentence: int, text: str) -> Iterator[Finding]:
    known = case.ground.source_numbers
    for number in dict.fromkeys(NUMBER.findall(text)):
        year = bool(_YEAR.fullmatch(number))
        if year and int(number) > case.ground.settings.horizon:
            continue  # that is the horizon check's finding
        if plain_number(number) not in known and number not in _NOT_FACTS:
            what = "Das Jahr" if year else "Die Zahl"
            message = f"{what} {number} steht weder in den Dokumenten noch in den Ausprägungen."
            yield case.finding(sentence, KIND, "block", f"{message} Bitte belegen oder streichen.", number)


def _in_words(case: Case, sentence: int, text: str) -> Iterator[Finding]:
    for word in dict.fromkeys((*_spelt(case, text), *_shares(case, text))):
        message = f"Die Zahl „{word}“ steht so weder in den Dokumenten noch in den Ausprägungen."
        yield case.finding(sentence, KIND, "warn", f"{message} Bitte belegen oder streichen.", word)


def _spelt(case: Case, text: str) -> list[str]:
    """Numbers in words that state a fact which no source states."""
    said = [one for one in spelt(text) if one.value not in _ROUND]
    told = _source_counted(case.ground.source_text) if said else {}
    known = case.ground.source_numbers
    return [
        one.word
        for one in said
        if (_counts(one) and not _same(one.thing, told.get(one.value, frozenset())))
        or (one.value >= _SMALLEST and str(one.value) not in known)
    ]


def _counts(one: Counted) -> bool:
    return bool(one.thing) and (one.value > _FEW or one.thing in _MEASURES)


def _same(thing: str, known: frozenset[str]) -> bool:
    """Whether it is one of the known things: "Säulen" are "Ladesäulen" told shortly."""
    return any(thing.endswith(one) or one.endswith(thing) for one in known if one)


def _shares(case: Case, text: str) -> list[str]:
    """Parts of a whole and of an hour that no source names."""
    found = (next(filter(None, groups)) for groups in _SHARE.findall(fold(text)))
    return [share for share in found if not set(map(stem, tokens(share))) <= case.ground.source_stems]


def _of_other_things(case: Case, sentence: int, text: str) -> Iterator[Finding]:
    known = case.ground.source_numbers
    for number, _ in sorted(_beside(text) - _beside(case.ground.source_text)):
        if number in known and number not in _NOT_FACTS and not _YEAR.fullmatch(number):
            message = f"Die Zahl {number} steht in den Quellen nur in anderem Zusammenhang."
            yield case.finding(
                sentence, KIND, "warn", f"{message} Bitte prüfen, was sie hier zählt.", number
            )


def _of_other_years(case: Case, sentence: int, text: str) -> Iterator[Finding]:
    stated = _with_years(case.ground.source_text)
    dates = (date for date in _DATE.findall(text) if date not in case.ground.source_text)
    dated = {date.split()[-1] for date in dates}
    said = set(content_stems(text))
    for year in dict.fromkeys(_YEAR.findall(text)):
        if year == str(case.ground.settings.horizon) or year not in stated:
            continue
        if year in dated or not (said - {year}) & stated[year]:
            message = f"Das Jahr {year} steht in den Quellen nur in anderem Zusammenhang."
            yield case.finding(
                sentence, KIND, "warn", f"{message} Bitte prüfen, was hier geschehen ist.", year
            )


_LOOKS = (_in_figures, _in_words, _of_other_things, _of_other_years)


@lru_cache(maxsize=64)
def _beside(text: str) -> frozenset[tuple[str, str]]:
    """Numbers with the stem of the word they count."""
    return frozenset((plain_number(number), stem(word.lower())) for number, word in _COUNTED.findall(text))


@lru_cache(maxsize=2)
def _source_counted(sources: str) -> Mapping[int, frozenset[str]]:
    """Each value that the sources count something with, and the things."""
    found: dict[int, frozenset[str]] = {}
    for value, thing in counted(sources):
        found[value] = found.get(value, frozenset()) | {thing}
    return found


@lru_cache(maxsize=2)
def _with_years(sources: str) -> Mapping[str, frozenset[str]]:
    """The stems that the sources name a year with, in one sentence."""
    found: dict[str, frozenset[str]] = {}
    for line in sources.splitlines():
        for told in sentences(line) if _YEAR.search(line) else ():
            for year in set(_YEAR.findall(told)):
                found[year] = found.get(year, frozenset()) | set(content_stems(told))
    return found
