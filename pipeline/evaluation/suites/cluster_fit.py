"""How the values of each cluster go with each other: against chance, and as people or a model rated them.

What nobody rated hinders nothing that is known; that is said, and no value counts as fitting for it.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.core.types import Cluster, Clusters, Rating

if TYPE_CHECKING:
    from pipeline.scenarios.affinity import Affinity
    from pipeline.scenarios.trust.fit import Fit


@dataclass(frozen=True)
class Company:
    """A value in its cluster: `above` is how much better than chance it goes with the others, in standard
    deviations of random companies, None where unknown; `hindered` are the values rated against it."""

    cluster: str
    value: str
    above: float | None
    hindered: tuple[str, ...] = ()

    @property
    def fits(self) -> bool:
        """Whether it is known to go with the others, and nothing was said against it."""
        return self.above is not None and self.above > 0 and not self.hindered


def companies(clusters: Clusters, affinity: "Affinity", ratings: Sequence[Rating]) -> tuple[Company, ...]:
    """Every member of every cluster; KeyError for a member that the affinity does not know."""
    from pipeline.scenarios.pairs import people_first
    from pipeline.scenarios.rated_affinity import with_ratings
    from pipeline.scenarios.trust.fit import Fit

    fit = Fit(with_ratings(affinity, people_first(ratings)), clusters.clusters)
    return tuple(one for cluster in clusters.clusters for one in _of_cluster(cluster, fit, ratings))


def rated_inside(cluster: Cluster, ratings: Sequence[Rating]) -> int:
    """How many pairs of a cluster's values anybody rated."""
    members = {*cluster.members.values()}
    pairs = {frozenset((one.source, one.target)) for one in ratings}
    return sum(pair <= members for pair in pairs)


def _of_cluster(cluster: Cluster, fit: "Fit", ratings: Sequence[Rating]) -> list[Company]:
    from pipeline.scenarios.trust.negative import against

    members = tuple(cluster.members.values())
    opposed = [(one.source, one.target) for one in against(members, ratings)]
    return [
        Company(
            cluster.id,
            value,
            None if math.isnan(above := fit.above_chance(value, members)) else above,
            tuple(other for pair in opposed if value in pair for other in pair if other != value),
        )
        for value in members
    ]
