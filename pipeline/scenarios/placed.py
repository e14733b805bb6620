"""What clusters say of places after a person moved values: only what is said of a member counts.

A value that a person put into a cluster has no placement there until clusters are searched anew.
"""

from pipeline.core.types import Cluster, Placement


def placements(cluster: Cluster) -> tuple[Placement, ...]:
    """The placements of a cluster's members, in the order of the file."""
    members = set(cluster.members.values())
    return tuple(one for one in cluster.placements if one.value in members)


def unplaced(cluster: Cluster) -> tuple[str, ...]:
    """The members of which nothing was computed, in the order of the cluster."""
    known = {one.value for one in cluster.placements}
    return tuple(value for value in cluster.members.values() if value not in known)


def changed_by_hand(cluster: Cluster) -> bool:
    """Whether the members are others than those that were computed; unknown placements say nothing."""
    placed = {one.value for one in cluster.placements}
    return bool(placed) and placed != set(cluster.members.values())
