"""Clusters that were made before values were merged, with the values that stay in their places."""

from collections.abc import Iterable, Mapping

from pipeline.core.types import Cluster, Clusters, Placement, Tension


def followed(clusters: Clusters, aliases: Mapping[str, str]) -> Clusters:
    """The clusters with each merged id replaced: members, locks, pairs apart, and what is said of them.

    Where both values were locked, in different clusters, the lock of the one that stays holds. A pair
    of values apart that are now one says nothing more.
    """
    if not aliases:
        return clusters
    locked = {value for one in clusters.clusters for value in one.locks}
    found = []
    for one in clusters.clusters:
        found.append(_cluster(one, aliases, locked))
        locked.update(found[-1].locks)
    used = {value for one in found for value in one.members.values()}
    return clusters.model_copy(
        update={
            "clusters": tuple(found),
            "unused": tuple(value for value in _ids(clusters.unused, aliases) if value not in used),
            "apart": tuple(
                dict.fromkeys(
                    (first, second)
                    for first, second in (_ids_of(pair, aliases) for pair in clusters.apart)
                    if first != second
                )
            ),
            "orphans": _ids(clusters.orphans, aliases),
        }
    )


def _cluster(cluster: Cluster, aliases: Mapping[str, str], locked: set[str]) -> Cluster:
    """`locked` are the values locked in any cluster, as far as they have been followed."""
    locks = (
        aliases.get(value, value)
        for value in cluster.locks
        if value not in aliases or aliases[value] not in locked
    )
    return cluster.model_copy(
        update={
            "members": {factor: aliases.get(value, value) for factor, value in cluster.members.items()},
            "locks": tuple(dict.fromkeys(locks)),
            "placements": tuple(_placement(one, aliases) for one in cluster.placements),
            "core": _ids(cluster.core, aliases),
            "tensions": tuple(_tension(one, aliases) for one in cluster.tensions),
            "distinguishing": _ids(cluster.distinguishing, aliases),
            "implausible": _ids(cluster.implausible, aliases),
        }
    )


def _placement(one: Placement, aliases: Mapping[str, str]) -> Placement:
    return one.model_copy(update={"value": aliases.get(one.value, one.value)})


def _tension(one: Tension, aliases: Mapping[str, str]) -> Tension:
    first, second = _ids_of((one.first, one.second), aliases)
    return one.model_copy(update={"first": first, "second": second})


def _ids_of(pair: tuple[str, str], aliases: Mapping[str, str]) -> tuple[str, str]:
    first, second = pair
    return aliases.get(first, first), aliases.get(second, second)


def _ids(values: Iterable[str], aliases: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(aliases.get(value, value) for value in values))
