"""The consistent core (konsistenter Kern) of a cluster: values that stand firm and all go together.

It begins with all firm values and loses the one that goes least with the others, until each goes
with them clearly better than with a random company, and no two are rated against each other. What
remains is no proof: the search chose the values because they go together.
"""

import math
from collections.abc import Mapping, Sequence

from pipeline.core.types import Cluster, Rating
from pipeline.scenarios.trust.fit import CLEARLY, Fit
from pipeline.scenarios.trust.negative import against


def core(cluster: Cluster, fit: Fit, ratings: Sequence[Rating]) -> tuple[str, ...]:
    """The core's values in the order of the cluster, none where no two remain.

    A value that was forced into its place or of which nothing is known is never part of it.
    """
    held = {one.value for one in cluster.placements if one.confidence == "fest" and not one.forced}
    while len(held) > 1:
        above = {value: _known(fit.above_chance(value, held)) for value in held}
        weakest = _weakest(held, above)
        opposed = against(held, ratings)
        if above[weakest] <= CLEARLY:
            held.remove(weakest)
        elif opposed:
            held.remove(_weakest({opposed[0].source, opposed[0].target}, above))
        else:
            return tuple(value for value in cluster.members.values() if value in held)
    return ()


def _weakest(values: set[str], above: Mapping[str, float]) -> str:
    return min(values, key=lambda value: (above[value], value))


def _known(above: float) -> float:
    """Unknown goes with nothing here: a core is what is known to go together."""
    return -math.inf if math.isnan(above) else above
