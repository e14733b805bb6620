"""Texts that do not agree about what was: the same thing counted, measured or dated in two ways.

Futures may differ, the past may not. So what is dated is compared up to the latest year that the sources
tell of; what is not, only in the past tense and where the sources count it. A false alarm costs more here
than a miss: two sentences have to say the same of the same thing before their numbers are compared.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from pipeline.checks.case import Ground
from pipeline.checks.mentions import Known, Mention, known, mentions
from pipeline.core.types import Finding, Narrative

KIND = "uneinig"
_ONCE = (
    "eröffnen schließen gründen entstehen enden beginnen abreißen fertigstellen stilllegen einweihen "
    "verabschieden beitreten sterben auflösen einführen beschließen abschalten unterzeichnen"
)
_HAPPENS_ONCE = frozenset(_ONCE.split())
"""Verbs of what happens to a thing once: that prices rose in two years is no contradiction."""
_ALIKE = 0.5


def check(narratives: Sequence[Narrative], ground: Ground) -> list[Finding]:
    """A warning for every pair of sentences of two texts that give the same past fact differently."""
    told = [(one, list(mentions(one))) for one in narratives]
    pairs = [
        (first, second)
        for (_, here), (_, there) in combinations(told, 2)
        for first in here
        for second in there
        if _differ(first, second)
    ]
    if not pairs:
        return []
    sources, titles = known(ground), {one.cluster: one.title for one in narratives}
    found = {
        (first.place, second.place): _finding(first, second, titles)
        for first, second in pairs
        if _of_the_past(first, second, sources)
    }
    return list(found.values())


def _of_the_past(first: Mention, second: Mention, sources: Known) -> bool:
    if first.year is not None and second.year is not None:
        return max(first.year, second.year) <= sources.until
    return sources.has(first) or sources.has(second)


def _differ(first: Mention, second: Mention) -> bool:
    """Whether two mentions speak of the same thing and cannot both be right."""
    if first.names and second.names and not first.names & second.names:
        return False
    if first.amount is None or second.amount is None:
        return first.amount is second.amount and _dated_otherwise(first, second)
    if first.noun != second.noun or first.year != second.year or first.amount.agrees(second.amount):
        return False
    if first.year is None:
        return first.past and second.past and _share(first.said, second.said) >= _ALIKE
    return first.manner == second.manner and _same_thing(first, second)


def _same_thing(first: Mention, second: Mention) -> bool:
    fewer = min(len(first.things), len(second.things))
    acts = bool(first.acts & second.acts) or not (first.acts or second.acts)
    return acts and len(first.things & second.things) >= _ALIKE * fewer


def _dated_otherwise(first: Mention, second: Mention) -> bool:
    begun = first.since and second.since
    return (
        first.year is not None
        and second.year is not None
        and first.year != second.year
        and bool(first.acts & second.acts & (first.acts if begun else _HAPPENS_ONCE))
        and _share(first.things, second.things) > _ALIKE
    )


def _share(first: frozenset[str], second: frozenset[str]) -> float:
    both = first | second
    return len(first & second) / len(both) if both else 0.0


def _finding(first: Mention, second: Mention, titles: dict[str, str]) -> Finding:
    what = "zählt oder misst dasselbe" if first.amount is not None else "datiert dasselbe"
    return Finding(
        cluster=second.cluster,
        sentence=second.sentence,
        kind=KIND,
        severity="warn",
        message=f"Der Satz {what} anders als „{titles[first.cluster]}“ in Satz {first.sentence}: "
        f"„{second.words}“ und „{first.words}“. Bitte prüfen, welche Angabe stimmt.",
        evidence=f"{first.cluster}/{first.sentence}",
    )


@dataclass(frozen=True)
class Place:
    """Where a sentence stands: in the text of a cluster, its number from 1."""

    cluster: str
    sentence: int


def other_of(finding: Finding) -> Place:
    """The sentence that a finding of this kind holds against its own."""
    cluster, _, number = finding.evidence.partition("/")
    return Place(cluster, int(number))
