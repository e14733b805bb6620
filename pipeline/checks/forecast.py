"""A source's forecast must not become a fact of today: "rechnet bis 2040 mit" is no "ist gesunken".

A scenario may tell that a forecast came true, at its time. What is found is a sentence that states as
having happened what a source only expects: with the same figure before the forecast is due, or as evidence
of the very passage. Whether both speak of the same thing is told by their words, so it is a warning.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.checks.case import Case
from pipeline.core.types import Finding, Passage, Sentence
from pipeline.language.grammar import analysed
from pipeline.language.numbers import NUMBER, plain_number
from pipeline.language.quoted import unquoted
from pipeline.language.sentences import sentences
from pipeline.language.tense import tells_past
from pipeline.language.words import content_stems
from pipeline.language.years import years

KIND = "prognose_als_tatsache"
QUOTED = 14
SHARED, SHARE = 2, 0.3
"""Stems that a sentence has in common with the forecast: so many, and so large a part of its own."""
_EXPECTS = re.compile(
    r"\b(?:rechne[nt]\w*\b.*\bmit\b|erwarte[nt]?\b|prognos\w+|prognostizier\w+|voraussichtlich|vorhersage\w*"
    r"|geplant\w*|plan(?:t|en)\b|soll(?:en)?\b|könnten?\b|dürften?\b|würden?\b|werde\b|(?:will|wollen)\b.*\bbis\b)",
    re.IGNORECASE,
)
_HEDGED = re.compile(
    r"\b(?:rechne\w*|gerechnet|erwarte\w*|prognos\w+|prognostizier\w+|voraussichtlich|vorhersage\w*|geplant\w*|plan\w*"
    r"|soll(?:en|te|ten)?|könnten?|dürften?|würden?|woll(?:en|te|ten)|will|laut|zufolge|hoff\w+|versprach\w*"
    r"|angekündigt\w*|vorgeschlagen\w*|schlug\w*)\b",
    re.IGNORECASE,
)
_THEN = re.compile(r"\b(?:damals|seinerzeit|am Anfang|zu Beginn|anfangs|ausgangs)\b", re.IGNORECASE)
_WILL = re.compile(r"\b(?:wird|werden)\b")
_LABEL = re.compile(r"\bNr\.\s*\d+")
_PARTS = re.compile(
    r"\b(?:hälfte|verdoppel\w*|halbier\w*|(?:dritt|viert|fünft|sechst|zehnt)el|(?:dritt|viert|fünft|zehnt)e[rn]?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Forecast:
    """A sentence of a passage that tells what is to come, and by when (0 where it does not say)."""

    passage: str
    text: str
    due: int


def check(case: Case) -> list[Finding]:
    """A warning for each sentence that states a source's forecast as a fact before its time."""
    horizon = case.ground.settings.horizon
    found = []
    for number, sentence in enumerate(case.narrative.sentences, start=1):
        one = _restated(sentence, case.ground.passages, horizon)
        if one is not None:
            told = (
                f"Der Satz erzählt als geschehen, was die Quelle nur erwartet („{_short(one.text)}“). "
                "Bitte als Erwartung kennzeichnen oder zeitlich einordnen."
            )
            found.append(case.finding(number, KIND, "warn", told, one.passage))
    return found


def _restated(sentence: Sentence, passages: Sequence[Passage], horizon: int) -> Forecast | None:
    """The forecast that a sentence states as a fact, None where there is none."""
    text = unquoted(sentence.text)
    named = {one.value for one in years(text)}
    figures = figures_in(text)
    cited = frozenset(sentence.passages) if sentence.basis == "evidence" else frozenset()
    if horizon in named or not (figures or cited) or _HEDGED.search(text) or not _happened(text):
        return None
    stems = frozenset(content_stems(text))
    for one in passages:
        if one.id not in cited and not figures & figures_in(one.text):
            continue
        for forecast in _told_alike(one, stems, figures):
            early = forecast.due > max(named, default=horizon) or bool(_THEN.search(text))
            if one.id in cited or early:
                return forecast
    return None


def _happened(text: str) -> bool:
    """Whether a sentence tells what was, or what has come about ("ist eingetreten")."""
    known = analysed(text)
    state = any(word.lower() in ("ist", "sind") for word, _, _ in known)
    return tells_past(text) or (state and any(tag == "VV(PP)" for _, _, tag in known))


def _told_alike(passage: Passage, stems: frozenset[str], figures: frozenset[str]) -> Iterator[Forecast]:
    """The forecasts of a passage that have a sentence's figures, if it has any, and its words."""
    for told in sentences(passage.text):
        alike = len(stems & frozenset(content_stems(told)))
        same = not figures or figures & figures_in(told)
        if same and alike >= SHARED and alike >= SHARE * len(stems) and expects(told):
            yield Forecast(passage.id, told, max((one.value for one in years(told)), default=0))


def expects(text: str) -> bool:
    """Whether a sentence tells what is to come, not what is."""
    if _EXPECTS.search(text):
        return True
    known = analysed(text) if _WILL.search(text) else ()
    return any(tag == "VV(INF)" for _, _, tag in known)


@lru_cache(maxsize=4_096)
def figures_in(text: str) -> frozenset[str]:
    """What a text counts: numbers that are no years and no "Nr.", and parts such as "ein Fünftel"."""
    told = {str(one.value) for one in years(text)} | {"1", "2", "3"}
    counted = {plain_number(one) for one in NUMBER.findall(_LABEL.sub("", text))}
    return frozenset((counted - told) | {one.lower()[:5] for one in _PARTS.findall(text)})


def _short(text: str) -> str:
    words = text.split()
    return text if len(words) <= QUOTED else f"{' '.join(words[:QUOTED])} …"
