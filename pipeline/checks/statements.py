"""Does a sentence state a value that is not its cluster's?

A sentence that repeats a value's own statement word for word is decided: its cluster's value or
another's. Everything else is a suspicion between 0 and 1 and counts as not judged: how much nearer
the sentence is to a value of another cluster than to the own cluster's value of the same factor,
and whether negations or quantities differ from the statement it resembles.
"""

import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.checks.case import Case
from pipeline.checks.thresholds import threshold
from pipeline.core.types import Finding, Sheet
from pipeline.language.sentences import sentences
from pipeline.language.words import FUNCTION_WORDS, fold, tokens

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FOREIGN_KIND = "fremde_aussage"
TURNED_KIND = "umgekehrte_aussage"
ON_TOPIC = 0.3
STEEPNESS = 12.0
UNTOUCHED = 0.03
TURNED = 0.8
DENIES_MORE, DENIES_LESS = 0.3, 0.2
ALTERED = 0.6
CHANGED, SHORTEST = 2, 6  # words changed at most, in a statement of at least so many

_NEGATIONS = frozenset(
    """nicht kein keine keinen keinem keiner keines nie niemals niemand niemanden niemandem nichts
    keineswegs keinesfalls ohne kaum weder nirgends vergeblich selten""".split()
)
_QUANTITIES = frozenset(
    """alle jede jeder jedes viele wenige einige mehr weniger meist selten oft immer manchmal nur
    fast ganz halb doppelt hälfte mehrheit minderheit große kleine hoch niedrig steigt sinkt wächst
    schrumpft""".split()
)


@dataclass(frozen=True)
class Judgement:
    """Per sentence (in order) the suspicion and whether it was decided; and what was found.

    `unanswered` says in words why sentences that a judge was asked about are not judged.
    """

    suspicion: tuple[float, ...]
    judged: tuple[bool, ...]
    findings: tuple[Finding, ...]
    unanswered: tuple[str, ...] = ()


def judge(case: Case) -> Judgement:
    """How suspicious each sentence is of saying what another cluster says."""
    matcher = case.ground.matcher
    own = {matcher.position[value] for value in case.cluster.members.values()}
    match = matcher.match(case.texts)
    suspicion: list[float] = []
    judged: list[bool] = []
    findings: list[Finding] = []
    stated = _statements(case.ground.sheet)
    findings.extend(_foreign_labels(case, own))
    for row, (number, text) in enumerate(case.numbered()):
        holders = _holders(text, stated)
        if holders:
            foreign = not any(matcher.position[value] in own for value in holders)
            judged.append(True)
            suspicion.append(0.97 if foreign else UNTOUCHED)
            if foreign:
                value = case.ground.sheet.value(holders[0])
                findings.append(
                    case.finding(
                        number,
                        FOREIGN_KIND,
                        "block",
                        f"Der Satz sagt „{value.label}“; diese Ausprägung gehört nicht zu diesem "
                        "Szenario. Bitte streichen oder durch die eigene Ausprägung ersetzen.",
                        value.id,
                    )
                )
            continue
        judged.append(False)
        drift = _drift(match.words[row], match.meaning[row], own, matcher.groups)
        altered = _altered(text, own, case)
        turned = _turned(text, match.words[row], own, case) or (altered.value if altered.turned else "")
        drift = max(drift, ALTERED if altered.value else 0.0)
        polarity = _polarity(text, (match.words[row] + match.meaning[row]) / 2, own, case)
        suspicion.append(round(max(drift, polarity, TURNED if turned else 0.0), 4))
        if turned:
            findings.append(
                case.finding(
                    number,
                    TURNED_KIND,
                    "warn",
                    "Der Satz ähnelt einer Ausprägung dieses Szenarios, weicht aber in Verneinung "
                    "oder Menge ab. Bitte prüfen, ob er noch dasselbe sagt.",
                    turned,
                )
            )
    return Judgement(tuple(suspicion), tuple(judged), tuple(findings))


def _foreign_labels(case: Case, own: set[int]) -> list[Finding]:
    """Labels of values that are not the cluster's: blocking in quotation marks, else to be looked at."""
    matcher = case.ground.matcher
    mine = {_plain(matcher.values[position].label) for position in own}
    found: list[Finding] = []
    for number, text in case.numbered():
        plain = f" {_plain(text)} "
        for position, value in enumerate(matcher.values):
            label = _plain(value.label)
            if position in own or label in mine or len(label.split()) < 2 or f" {label} " not in plain:
                continue
            found.append(
                case.finding(
                    number,
                    FOREIGN_KIND,
                    "block" if f"„{value.label}“" in text else "warn",
                    f"Der Satz nennt „{value.label}“; diese Ausprägung gehört nicht zu diesem "
                    "Szenario. Bitte prüfen oder streichen.",
                    value.id,
                )
            )
    return found


@lru_cache(maxsize=2)
def _statements(sheet: Sheet) -> Mapping[str, list[str]]:
    """Each value's sentences in a plain form, with the values that say them; made once a sheet."""
    stated: dict[str, list[str]] = {}
    for factor in sheet.factors:
        for value in factor.values:
            told = sentences(value.text)
            for text in {*told, value.text}:
                stated.setdefault(_plain(text), []).append(value.id)
    return stated


def _holders(text: str, stated: Mapping[str, list[str]]) -> list[str]:
    """The values whose statements a sentence repeats, a joined pair (“a; b”) included."""
    whole = stated.get(_plain(text))
    if whole:
        return whole
    parts = [stated.get(_plain(part)) for part in text.split("; ")]
    if len(parts) > 1 and all(parts):
        common = set(parts[0] or ()).intersection(*(set(part or ()) for part in parts[1:]))
        return sorted(common)
    return []


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text)))


def _drift(
    words: "NDArray[np.float64]",
    meaning: "NDArray[np.float64]",
    own: set[int],
    groups: list[list[int]],
) -> float:
    """0–1: how much nearer the sentence is to other clusters' values than to its own."""
    both = (words + meaning) / 2
    best = -math.inf
    margin = 0.0
    for group in groups:
        mine = max((both[value] for value in group if value in own), default=0.0)
        others = max((both[value] for value in group if value not in own), default=0.0)
        # The factor that the sentence is about is the one with the nearest value of any cluster.
        if max(mine, others) > best:
            best, margin = max(mine, others), others - mine
    if best < ON_TOPIC:
        return 0.5
    return round(1 / (1 + math.exp(-STEEPNESS * margin)), 4)


@dataclass(frozen=True)
class _Alteration:
    """The value whose statement a sentence nearly repeats; whether a negation or quantity differs."""

    value: str = ""
    turned: bool = False


def _altered(text: str, own: set[int], case: Case) -> _Alteration:
    """A statement of the own cluster with one or two words changed, which may turn its meaning."""
    here = Counter(tokens(text))
    for position in sorted(own):
        value = case.ground.matcher.values[position]
        for statement in sentences(value.text):
            there = _counted(statement)
            if there.total() < SHORTEST or abs(there.total() - here.total()) > CHANGED:
                continue
            added, gone = here - there, there - here
            if not 0 < max(added.total(), gone.total()) <= CHANGED:
                continue
            changed = set(added) | set(gone)
            if changed - FUNCTION_WORDS or changed & (_NEGATIONS | _QUANTITIES):
                return _Alteration(value.id, bool(changed & (_NEGATIONS | _QUANTITIES)))
    return _Alteration()


@lru_cache(maxsize=4_096)
def _counted(statement: str) -> Counter[str]:
    return Counter(tokens(statement))


def _polarity(text: str, both: "NDArray[np.float64]", own: set[int], case: Case) -> float:
    """A mild suspicion where the sentence denies more, or less, than the value it is nearest to.

    A fair rewording may do so too, so it only ranks: on labelled sentences (evals/consistency) a
    turned meaning shows more negations than its value in 17 of 24 cases, a fair sentence in a third.
    """
    nearest = max(sorted(own), key=lambda value: float(both[value]))
    if both[nearest] < ON_TOPIC:
        return 0.0
    value = case.ground.matcher.values[nearest]
    here = sum(token in _NEGATIONS for token in tokens(text))
    there = sum(token in _NEGATIONS for token in tokens(f"{value.label} {value.text}"))
    if here == there:
        return 0.0
    return (DENIES_MORE if here > there else DENIES_LESS) + 0.05 * (abs(here - there) - 1)


def _turned(text: str, words: "NDArray[np.float64]", own: set[int], case: Case) -> str:
    """The value that the sentence resembles closely while its negations or quantities differ."""
    nearest = max(sorted(own), key=lambda value: float(words[value]))
    if words[nearest] < threshold(TURNED_KIND, "alike"):
        return ""
    value = case.ground.matcher.values[nearest]
    here, there = set(tokens(text)), set(tokens(value.text))
    for kind in (_NEGATIONS, _QUANTITIES):
        if (here & kind) - there:
            return value.id
    return ""
