"""Does a sentence state a value that is not its cluster's?

A sentence that repeats a value's own statement word for word is decided: its cluster's value or
another's. Everything else is a suspicion between 0 and 1 and counts as not judged: what `suspicion`
computes of it, and whether negations or quantities differ from a statement that it nearly repeats.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from pipeline.checks.altered import TURNED_KIND as TURNED_KIND
from pipeline.checks.altered import nearly_repeated, turned_alike
from pipeline.checks.case import Case
from pipeline.checks.stated import Stated
from pipeline.checks.suspicion import suspicions
from pipeline.core.types import Finding, Sheet
from pipeline.language.sentences import sentences
from pipeline.language.words import fold

FOREIGN_KIND = "fremde_aussage"
UNTOUCHED = 0.03
TURNED = 0.8
ALTERED = 0.6


@dataclass(frozen=True)
class Judgement:
    """Per sentence (in order) the suspicion and whether it was decided; and what was found.

    `unanswered` says in words why sentences that a judge was asked about are not judged; `supports` are
    the values that a model found told in them, "" for none, and `stated` the figures and names that it took
    from them, None where it was not asked; both are empty where there is no model.
    """

    suspicion: tuple[float, ...]
    judged: tuple[bool, ...]
    findings: tuple[Finding, ...]
    unanswered: tuple[str, ...] = ()
    supports: tuple[str, ...] = ()
    stated: tuple[Stated | None, ...] = ()


def judge(case: Case, leaving: frozenset[int] = frozenset()) -> Judgement:
    """How suspicious each sentence is of saying what another cluster says; nothing is said of those to be
    left out by their number."""
    matcher = case.ground.matcher
    own = {matcher.position[value] for value in case.cluster.members.values()}
    words = matcher.words(case.texts)
    suspicion: list[float] = []
    judged: list[bool] = []
    findings: list[Finding] = []
    stated = _statements(case.ground.sheet)
    computed = suspicions(case, leaving)
    findings.extend(_foreign_labels(case, own))
    for row, (number, text) in enumerate(case.numbered()):
        if number in leaving:
            judged.append(False)
            suspicion.append(0.0)
            continue
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
        altered = nearly_repeated(text, own, case)
        alike = turned_alike(text, words[row], own, case)
        turned = alike or (altered.value if altered.turned else "")
        least = TURNED if turned else ALTERED if altered.value else 0.0
        suspicion.append(round(max(computed[row], least), 4))
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


@lru_cache(maxsize=4_096)
def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text)))
