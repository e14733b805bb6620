"""Values that stand where they stand only because the place must be filled, and values without a place.

Every cluster takes one value of every factor. So a value may be left with a place it does not suit:
another cluster suits it better, but a sibling stands there, or it goes with its own cluster no
better than with a random company. An orphan goes with no cluster at all.
"""

import math

from pipeline.core.types import Cluster
from pipeline.scenarios.trust.fit import Fit, level_of_best


def better_home(value: str, cluster: Cluster, fit: Fit) -> Cluster | None:
    """The cluster with which a value goes best, better than with its own, while a sibling stands there.

    No margin is asked: where each factor is shared out at its best, only a sibling can keep a value
    from the cluster it goes with.
    """
    row = fit.mean[fit.at[value]]
    better = [one for one in fit.elsewhere(value) if row[fit.column[one.id]] > row[fit.column[cluster.id]]]
    return min(better, key=lambda one: (-row[fit.column[one.id]], one.id), default=None)


def by_chance(value: str, cluster: Cluster, fit: Fit) -> bool:
    """Whether a value goes with its cluster no better than with a random company; unknown is no."""
    return bool(fit.above[fit.at[value], fit.column[cluster.id]] <= 0)


def forced(value: str, cluster: Cluster, fit: Fit) -> bool:
    """Whether a value stands in its cluster only to fill the place; never where a person put it."""
    if value in cluster.locks:
        return False
    return better_home(value, cluster, fit) is not None or by_chance(value, cluster, fit)


def without_home(fit: Fit) -> tuple[str, ...]:
    """The values, placed or not, that go with no cluster better than chance, in the order of the sheet.

    With as many random companies as there are clusters, the best would suit such a value better more
    often than not. A value of which nothing is known is none of them.
    """
    if not fit.clusters:
        return ()
    level = level_of_best(len(fit.clusters))
    best = [max(row) if not any(map(math.isnan, row)) else math.inf for row in fit.above.tolist()]
    return tuple(value for value, above in zip(fit.affinity.ids, best, strict=True) if above <= level)
