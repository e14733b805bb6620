"""What clusters take over from those of the run before: their ids by greatest overlap, and given names."""

from typing import TYPE_CHECKING

import numpy as np

from pipeline.core.types import Cluster, Clusters, Sheet
from pipeline.scenarios.affinity import Affinity
from pipeline.scenarios.wishes import cluster_ids

if TYPE_CHECKING:
    from numpy.typing import NDArray


def order_as_before(
    members: "NDArray[np.int_]", sheet: Sheet, affinity: Affinity, earlier: Clusters
) -> list[int]:
    """For each id the column of `members` (factors × clusters) that holds most of its earlier values."""
    from scipy.optimize import linear_sum_assignment

    names = cluster_ids(members.shape[1])
    overlap = np.zeros((len(names), len(names)))
    for one in earlier.clusters:
        if one.id not in names:
            continue
        for row, factor in zip(members, sheet.factors, strict=True):
            for column, value in enumerate(row):
                overlap[names.index(one.id), column] += one.members.get(factor.id) == affinity.ids[value]
    _, columns = linear_sum_assignment(-overlap)
    return [int(column) for column in columns]


def start(
    earlier: Clusters | None, sheet: Sheet, affinity: Affinity, clusters: int
) -> "NDArray[np.int_] | None":
    """The earlier clusters as positions in the order of their ids, −1 where they have none."""
    if earlier is None:
        return None
    at = {value: position for position, value in enumerate(affinity.ids)}
    members = {one.id: one.members for one in earlier.clusters}
    found = np.array(
        [
            [at.get(members.get(name, {}).get(factor.id, ""), -1) for name in cluster_ids(clusters)]
            for factor in sheet.factors
        ]
    )
    return found if np.any(found >= 0) else None


def with_kept_names(named: tuple[Cluster, ...], earlier: Clusters | None) -> tuple[Cluster, ...]:
    """The clusters, each with the name that a person gave it where one did."""
    given = {
        one.id: one.name for one in (earlier.clusters if earlier else ()) if not one.name_is_working_title
    }
    return tuple(
        one.model_copy(update={"name": given[one.id], "name_is_working_title": False})
        if one.id in given
        else one
        for one in named
    )
