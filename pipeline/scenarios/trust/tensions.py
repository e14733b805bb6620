"""Tensions (Spannungen): pairs inside a cluster that do not go together.

What people or a model rated negative comes first. What only the texts suggest follows and says so:
a low score of two texts is a hint where to look, never a judgement.
"""

from collections.abc import Sequence

import numpy as np

from pipeline.core.types import Cluster, Rating, Tension
from pipeline.scenarios.affinity import ORIGIN
from pipeline.scenarios.trust.fit import Fit
from pipeline.scenarios.trust.negative import against

MOST = 5
_TAIL = 0.05
"""Of all pairs of values of different factors, those that go least together."""


def tensions(cluster: Cluster, fit: Fit, ratings: Sequence[Rating]) -> tuple[Tension, ...]:
    """At most five tensions of a cluster, rated ones first, the strongest first within each kind.

    A rated one is directed, from `first` to `second`, with its score (−3 to below 0) and all its
    origins; one of the texts has the origin "text" and a score of the affinity. A pair that anybody
    rated is never told by its texts.
    """
    members = tuple(cluster.members.values())
    rated = [
        Tension(first=one.source, second=one.target, score=one.score, origin=one.origin)
        for one in against(members, ratings)
    ]
    spoken = {frozenset((one.source, one.target)) for one in ratings}
    return tuple([*rated, *_of_texts(members, fit, spoken)][:MOST])


def _of_texts(members: Sequence[str], fit: Fit, spoken: set[frozenset[str]]) -> list[Tension]:
    lowest = _lowest(fit)
    found = [
        Tension(first=first, second=second, score=round(score, 4), origin=ORIGIN)
        for number, first in enumerate(members)
        for second in members[number + 1 :]
        if (score := fit.score(first, second)) < 0
        and score <= lowest
        and frozenset((first, second)) not in spoken
    ]
    return sorted(found, key=lambda one: (one.score, sorted((one.first, one.second))))


def _lowest(fit: Fit) -> float:
    groups = np.array(fit.affinity.factor_of)
    pairs = fit.affinity.scores[groups[:, None] < groups[None, :]]
    return float(np.quantile(pairs, _TAIL)) if len(pairs) else float("-inf")
