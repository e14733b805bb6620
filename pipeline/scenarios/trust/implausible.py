"""Members that the groups hold implausible: the price of a cluster that fits together all the same."""

from pipeline.core.types import Cluster, Sheet

IMPLAUSIBLE = 2
"""Up to this grade of 1–5 a value counts as implausible."""


def implausible(cluster: Cluster, sheet: Sheet) -> tuple[str, ...]:
    """The members rated 2 or less in plausibility, in the order of the cluster; unrated is none of them."""
    values = (sheet.value(value) for value in cluster.members.values())
    return tuple(one.id for one in values if one.plausibel is not None and one.plausibel <= IMPLAUSIBLE)
