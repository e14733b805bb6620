"""All that trust asks of clusters, put beside their values; nothing is moved, only told."""

from collections.abc import Sequence

from pipeline.core.types import Cluster, Rating, Sheet
from pipeline.scenarios.affinity import Affinity
from pipeline.scenarios.trust.core import core
from pipeline.scenarios.trust.distinguishing import distinguishing
from pipeline.scenarios.trust.fit import Fit
from pipeline.scenarios.trust.forced import forced, without_home
from pipeline.scenarios.trust.implausible import implausible
from pipeline.scenarios.trust.tensions import tensions
from pipeline.scenarios.trust.why import why


def surveyed(
    sheet: Sheet, affinity: Affinity, ratings: Sequence[Rating], clusters: Sequence[Cluster]
) -> tuple[Cluster, ...]:
    """The clusters with core, tensions, what distinguishes them, what is implausible, forced and why.

    `affinity` are the scores that the clusters were formed by, ratings included; `ratings` may hold
    those of people and of a model for the same pair: people count. Placements have their share,
    runner-up and confidence already.
    """
    fit = Fit(affinity, tuple(clusters))
    return tuple(_surveyed(one, sheet, fit, ratings) for one in clusters)


def orphans(affinity: Affinity, clusters: Sequence[Cluster]) -> tuple[str, ...]:
    """The values, placed or not, that go with none of the clusters better than chance gives."""
    return without_home(Fit(affinity, tuple(clusters)))


def _surveyed(cluster: Cluster, sheet: Sheet, fit: Fit, ratings: Sequence[Rating]) -> Cluster:
    marked = tuple(
        one.model_copy(update={"forced": forced(one.value, cluster, fit)}) for one in cluster.placements
    )
    told = tuple(one.model_copy(update={"why": why(one, cluster, fit, sheet)}) for one in marked)
    known = cluster.model_copy(update={"placements": told})
    return known.model_copy(
        update={
            "core": core(known, fit, ratings),
            "tensions": tensions(known, fit, ratings),
            "distinguishing": distinguishing(known, fit),
            "implausible": implausible(known, sheet),
        }
    )
