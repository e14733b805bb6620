"""What holds of each value where several groups voted: their median and majority, or a decision.

In this order: the latest `set` decision of the log, else the groups' votes, else what the sheet says.
A sheet that says something else than the votes, without a decision, is not followed, and that is told.
"""

import statistics
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

from pipeline.core.types import SCHEMA_VERSION, FactorValue, Noun, Sheet, Valence
from pipeline.scenarios.decisions import NAME as LOG
from pipeline.scenarios.decisions import Decision, Log
from pipeline.scenarios.opinions.opinion import VALENCE, Opinion, opinion
from pipeline.scenarios.opinions.scales import plausibility, valence
from pipeline.scenarios.opinions.votes import Vote

CONTESTED = "strittig"
Judged = Literal["plausibel", "wertung"]
FIELDS: tuple[Judged, ...] = ("plausibel", "wertung")


class Decided(Noun):
    """Entschieden: a field of a value that a decision sets, by whom, why, and against what.

    `against` is what the votes alone would give ("" without votes, "strittig" without a majority),
    `median` the groups' exact one; valences count +1, 0, −1.
    """

    value: str
    field: Judged
    decided: str
    by: str
    reason: str
    date: str
    against: str
    median: float | None


class Opinions(Noun):
    """Meinungsbilder eines Laufs: what the groups think of each value, and what was decided."""

    schema_version: int = SCHEMA_VERSION
    opinions: tuple[Opinion, ...] = ()
    decided: tuple[Decided, ...] = ()


class Settled(Noun):
    """The sheet as it holds, the groups' opinions (n = 1: one group alone), and what was decided."""

    sheet: Sheet
    opinions: tuple[Opinion, ...]
    decided: tuple[Decided, ...]
    remarks: tuple[str, ...]


def opinions_of(sheet: Sheet, votes: Sequence[Vote]) -> tuple[Opinion, ...]:
    """What the groups think of each value that was voted on, in the order of the sheet."""
    by_value = _by_value(votes)
    return tuple(
        opinion(value.id, field, scores)
        for factor in sheet.factors
        for value in factor.values
        for field in FIELDS
        if (scores := _scores(field, by_value.get(value.id, ())))
    )


def settled(sheet: Sheet, votes: Sequence[Vote], log: Log) -> Settled:
    """The sheet with what holds for `plausibel` and `wertung` of each value.

    plausibel is the groups' median; between two scores the lower, the more cautious one. wertung is
    what more than half of the groups that gave one chose; without such a majority there is none
    ("strittig"). A decision with an empty value withdraws the one before. Raises SheetError where a
    decision sets what is not on the scale.
    """
    by_value, taken = _by_value(votes), _latest(log)
    decided: list[Decided] = []
    remarks: list[str] = []

    def judged(value: FactorValue) -> FactorValue:
        update: dict[str, Any] = {}
        for field in FIELDS:
            scores = _scores(field, by_value.get(value.id, ()))
            ours = _told(_held(field, scores)) or (CONTESTED if scores else "")
            decision = taken.get((value.id, field))
            if decision is not None:
                update[field] = _set(field, decision)
                decided.append(
                    Decided(
                        value=value.id,
                        field=field,
                        decided=_told(update[field]),
                        by=decision.by,
                        reason=decision.reason,
                        date=decision.date,
                        against=ours,
                        median=opinion(value.id, field, scores).median if scores else None,
                    )
                )
            elif scores:
                update[field] = _held(field, scores)
                remarks.extend(_remarks(value, field, _told(getattr(value, field)), ours))
        return value.model_copy(update=update)

    factors = tuple(
        factor.model_copy(update={"values": tuple(judged(value) for value in factor.values)})
        for factor in sheet.factors
    )
    return Settled(
        sheet=sheet.model_copy(update={"factors": factors}),
        opinions=opinions_of(sheet, votes),
        decided=tuple(decided),
        remarks=tuple(remarks),
    )


def _by_value(votes: Iterable[Vote]) -> dict[str, list[Vote]]:
    grouped: dict[str, list[Vote]] = {}
    for vote in votes:
        grouped.setdefault(vote.value, []).append(vote)
    return grouped


def _scores(field: Judged, votes: Iterable[Vote]) -> dict[str, int]:
    """The scores by group, of the groups that gave one."""
    if field == "plausibel":
        return {vote.group: vote.plausibel for vote in votes if vote.plausibel is not None}
    return {vote.group: VALENCE[vote.wertung] for vote in votes if vote.wertung is not None}


def _held(field: Judged, scores: Mapping[str, int]) -> int | Valence | None:
    if not scores:
        return None
    if field == "plausibel":
        return statistics.median_low(scores.values())
    score, count = Counter(scores.values()).most_common(1)[0]
    sign = next(sign for sign, number in VALENCE.items() if number == score)
    return sign if 2 * count > len(scores) else None


def _latest(log: Log) -> dict[tuple[str, str], Decision]:
    """(value id, field) → the decision that holds."""
    found: dict[tuple[str, str], Decision] = {}
    for decision in log.decisions:
        if decision.action == "set" and decision.field in FIELDS:
            found.update({(about, decision.field): decision for about in decision.about})
    return {key: decision for key, decision in found.items() if decision.value.strip()}


def _set(field: Judged, decision: Decision) -> int | Valence | None:
    place = f"„{LOG}“, Entscheidung von {decision.by} über {', '.join(decision.about)} ({field})"
    text = decision.value.strip()
    return plausibility(text, place) if field == "plausibel" else valence(text, place)


def _remarks(value: FactorValue, field: Judged, stands: str, ours: str) -> Iterable[str]:
    named = f"„{value.label}“ ({value.id})"
    if stands and stands != ours:
        kind = "Median" if field == "plausibel" else "Mehrheit"
        holds = "die Gruppen sind uneins" if ours == CONTESTED else f"{kind} der Gruppen {ours}"
        yield (
            f"{named}: {field} {stands} in der Wertetafel, {holds}; ohne Entscheidung im Protokoll gelten "
            "die Stimmen."
        )
    elif ours == CONTESTED:
        yield f"{named}: die Wertung ist strittig und bleibt offen, keine hat die Mehrheit der Gruppen."


def _told(held: int | Valence | None) -> str:
    return "" if held is None else str(held)
