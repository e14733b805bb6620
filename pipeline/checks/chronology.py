"""What a text says of time must not contradict itself: years, spans and the order they are told in.

Only what can be reckoned is held against it. A difference of one year may be a matter of months, and an
order may be meant: those are to be looked at. Anything further apart blocks.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.checks.case import Case
from pipeline.core.types import Finding
from pipeline.language.grammar import analysed
from pipeline.language.quoted import unquoted
from pipeline.language.words import stem
from pipeline.language.years import SEASON, YEAR, Span, Year, count_of, spans, years

KIND = "zeitfolge"
MONTHS_APART = 1
_JOINT = re.compile(
    r"[\s,(–:]*(?:(?:also|nämlich|seit|das heißt|d\.\s?h\.)\s+)*"
    rf"(?:(?:im|dem|Anfang|Ende|Mitte|Jahre?|{SEASON})\s+)*"
)
_RANGE = re.compile(rf"\b(?:von\s+{YEAR}\s+bis|zwischen\s+{YEAR}\s+und)\s+{YEAR}\b", re.IGNORECASE)
_APART = re.compile(
    rf"\b(?P<first>{YEAR})\s*[,(–]\s*(?:also\s+)?(?P<count>[a-zäöüß]+|\d+)\s+Jahre?\s+(?P<way>nach|vor)\s+"
    rf"(?:dem\s+Jahr\s+)?(?P<second>{YEAR})\b"
)
_THEN = re.compile(
    r"\W*(?:\w+\W+)?(?:danach(?! gefragt)|anschließend|daraufhin|darauf|später|dann|schließlich)\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"\W*(?:\w+\W+)?(?:zuvor|davor|vorher)\b", re.IGNORECASE)
_EVENT = re.compile(
    r"(gegründet|gründete|eröffne|eingeführt|gebaut|geschlossen|beschloss|verabschiedet|abgeschaltet"
    r"|stillgelegt|übernommen|übernahm|zusammengelegt|abgerissen)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Wrong:
    """What does not fit, in German, the words in question, and whether that is sure."""

    told: str
    words: str
    sure: bool = False


@dataclass(frozen=True)
class Dated:
    """When a sentence says that something happened, or since when it holds, and of what it speaks."""

    sentence: int
    year: int
    event: str
    nouns: frozenset[str]


def check(case: Case) -> list[Finding]:
    """A finding for each statement about time that cannot hold beside another."""
    horizon = case.ground.settings.horizon
    texts = [unquoted(text) for text in case.texts]
    found: list[Finding] = []
    for number, text in enumerate(texts, start=1):
        before = texts[number - 2] if number > 1 else ""
        wrongs = [*_reversed(text), *_reckoned(text, years(before), horizon), *_apart(text)]
        wrongs += _out_of_order(text, before, horizon)
        found += [
            case.finding(number, KIND, "block" if one.sure else "warn", one.told, one.words)
            for one in wrongs
        ]
    dated = [one for number, text in enumerate(texts, start=1) for one in _dated(number, text, horizon)]
    return found + _dated_twice(case, dated)


def _reversed(text: str) -> Iterator[Wrong]:
    for one in _RANGE.finditer(text):
        first, last = (int(year) for year in re.findall(YEAR, one[0]))
        if first > last:
            told = f"Der Zeitraum „{one[0]}“ endet, bevor er beginnt. Bitte die Jahre prüfen."
            yield Wrong(told, one[0], sure=True)


def _reckoned(text: str, earlier: Sequence[Year], horizon: int) -> Iterator[Wrong]:
    """Spans beside a year they do not lead to: "zwei Jahre später, 2034", where 2029 was told before."""
    known = years(text)
    for span in spans(text):
        year = _beside(text, span, known)
        if year is None:
            continue
        if span.way in ("vor", "seit"):
            anchors = [horizon]
        else:
            anchors = [one.value for one in known if one.end <= min(span.start, year.start) and one != year]
            anchors = anchors or [one.value for one in earlier]
        step = -span.years if span.backwards else span.years
        off = min((abs(one + step - year.value) for one in anchors), default=0)
        if off:
            words = text[min(span.start, year.start) : max(span.end, year.end)]
            since = f"von {anchors[-1]} aus" if len(anchors) == 1 else "von den genannten Jahren aus"
            told = f"„{words}“: {since} führt das auf ein anderes Jahr als {year.value}. Bitte nachrechnen."
            yield Wrong(told, words, sure=off > MONTHS_APART)


def _apart(text: str) -> Iterator[Wrong]:
    """A year that is told as so many years after or before another: "2034, zwei Jahre nach 2030"."""
    for one in _APART.finditer(text):
        first, second = int(one["first"]), int(one["second"])
        step = count_of(one["count"])
        if step is not None and first != (second + step if one["way"] == "nach" else second - step):
            told = f"„{one[0]}“ geht nicht auf. Bitte nachrechnen."
            yield Wrong(told, one[0], sure=abs(abs(first - second) - step) > MONTHS_APART)


def _beside(text: str, span: Span, known: Sequence[Year]) -> Year | None:
    """The year that a span stands right beside, and so explains; None where there is none."""
    for year in known:
        if year.start >= span.end and _JOINT.fullmatch(text[span.end : year.start]):
            return year
    for year in reversed(known):
        between = text[year.end : span.start]
        if year.end <= span.start and re.fullmatch(r"\s*[,(–]\s*(?:also\s+|nämlich\s+)?", between):
            return year
    return None


def _out_of_order(text: str, before: str, horizon: int) -> Iterator[Wrong]:
    """A sentence that says it comes after the one before, and names an earlier year; and the other way."""
    here, there = {one.value for one in years(text)}, {one.value for one in years(before)}
    if len(here) != 1 or len(there) != 1:
        return
    now, then = here.pop(), there.pop()
    goes_on = bool(_THEN.match(text)) and now < then != horizon  # after the state may come its way
    goes_back = bool(_BEFORE.match(text)) and now > then
    if goes_on or goes_back:
        told = (
            f"Der Satz spielt {'nach' if goes_on else 'vor'} dem vorigen, nennt aber das Jahr {now} und "
            f"jener {then}. Bitte die Folge der Jahre prüfen."
        )
        yield Wrong(told, str(now))


def _dated(number: int, text: str, horizon: int) -> Iterator[Dated]:
    """When an event of a sentence was, where the sentence tells one time and one event."""
    told = [(one.value, text[: one.start]) for one in years(text)]
    told += [
        (horizon - one.years, text[: one.start] + one.way)
        for one in spans(text)
        if one.way in ("vor", "seit")
    ]
    events = {one.lower() for one in _EVENT.findall(text)}
    if len(told) != 1 or len(events) > 1:
        return
    year, before = told[0]
    since = bool(re.search(r"\bseit(?:\s+dem Jahr)?\s*$", before, re.IGNORECASE))
    event = "seit" if since else next(iter(events), "")
    nouns = frozenset(
        stem(lemma.lower()) for _, lemma, tag in analysed(text) if tag in ("NN", "NE") and lemma.isalpha()
    ) - {"jahr", "jahrzehnt"}
    if event and nouns:
        yield Dated(number, year, event, nouns)


def _dated_twice(case: Case, dated: Sequence[Dated]) -> list[Finding]:
    """Two sentences that tell the same of the same things, at times more than a year apart."""
    found = []
    for place, second in enumerate(dated):
        for first in dated[:place]:
            same = first.event == second.event and len(first.nouns & second.nouns) >= 2
            whole = first.nouns <= second.nouns or second.nouns <= first.nouns
            if same and whole and abs(first.year - second.year) > MONTHS_APART:
                told = (
                    f"Satz {first.sentence} legt dasselbe ins Jahr {first.year}, dieser hier ins Jahr "
                    f"{second.year}. Bitte eines von beiden berichtigen."
                )
                found.append(case.finding(second.sentence, KIND, "warn", told, str(second.year)))
    return found
