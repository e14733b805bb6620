"""Ratings of values that were merged since: they count for the value that stays.

What one person said of both values of a pair that is now one is averaged. What was said between two
values that are now one says nothing any more.
"""

import statistics
from collections import Counter
from collections.abc import Mapping, Sequence

from pipeline.core.types import Rating
from pipeline.scenarios.ratings.collecting import Given


def followed(told: Given, aliases: Mapping[str, str]) -> Given:
    """The ratings with each merged id replaced, and remarks on what that did; never an error.

    Of those whose origin rated one pair several times, nobody being named, the n-th rating of either pair
    is taken for one person's.
    """
    groups: dict[tuple[str, str, str, int], list[Rating]] = {}
    times: Counter[tuple[str, str, str]] = Counter()
    moved = between = 0
    for one in told.ratings:
        said = (one.source, one.target, one.origin)
        times[said] += 1
        source, target = aliases.get(one.source, one.source), aliases.get(one.target, one.target)
        if source == target and one.source != one.target:
            between += 1
            continue
        moved += (source, target) != (one.source, one.target)
        renamed = one.model_copy(update={"source": source, "target": target})
        groups.setdefault((source, target, one.origin, times[said]), []).append(renamed)
    if not moved and not between:
        return told
    remarks = (*told.remarks, *_remarks(moved, between, [*groups.values()]))
    return Given(ratings=tuple(_one(several) for several in groups.values()), remarks=remarks)


def _one(several: Sequence[Rating]) -> Rating:
    if len(several) == 1:
        return several[0]
    return several[0].model_copy(
        update={
            "score": float(statistics.mean(one.score for one in several)),
            "reason": "; ".join(dict.fromkeys(one.reason for one in several if one.reason)),
        }
    )


def _remarks(moved: int, between: int, groups: Sequence[Sequence[Rating]]) -> list[str]:
    joined = [several for several in groups if len(several) > 1]
    opposed = sum(min(one.score for one in group) < 0 < max(one.score for one in group) for group in joined)
    remarks = []
    if moved:
        means = f", je Person und Paar gemittelt ({len(joined)})" if joined else ""
        doubt = f"; {opposed} davon mit verschiedenem Vorzeichen, bitte prüfen" if opposed else ""
        count = "1 Bewertung zählt" if moved == 1 else f"{moved} Bewertungen zählen"
        remarks.append(f"{count} für die Ausprägung, mit der ihre zusammengelegt ist{means}{doubt}.")
    if between:
        count = "1 Bewertung bleibt" if between == 1 else f"{between} Bewertungen bleiben"
        remarks.append(f"{count} außer Acht: zwischen Ausprägungen, die nun eine sind.")
    return remarks
