"""How well values go together by their words and by what was rated: the measure of the search for clusters.

Without the search itself, so that whoever looks at clusters needs none of its solvers.
"""

import statistics
from collections.abc import Sequence

from pipeline.core.types import Rating
from pipeline.scenarios.affinity import Affinity
from pipeline.scenarios.opinions import merged

RATING_WEIGHT = 0.5
"""A rating of ±3 counts as ±0.5 beside an affinity of −1 to 1; both directions are averaged."""


def with_ratings(affinity: Affinity, ratings: Sequence[Rating]) -> Affinity:
    """The scores with what people rated; where several rated one pair, their median counts.

    The two directions of a pair are averaged over those that were rated: unrated is not zero. Values of
    one factor never stand together, so that what is said of them says nothing here.
    """
    at = {value: position for position, value in enumerate(affinity.ids)}
    given: dict[tuple[int, int], list[float]] = {}
    for rating in merged(ratings):
        first, second = sorted((at[rating.source], at[rating.target]))
        if affinity.factor_of[first] != affinity.factor_of[second]:
            given.setdefault((first, second), []).append(rating.score)
    scores = affinity.scores.copy()
    for (first, second), directions in given.items():
        gain = RATING_WEIGHT * statistics.mean(directions) / 3
        scores[first, second] += gain
        scores[second, first] += gain
    return Affinity(affinity.ids, affinity.factor_of, scores)
