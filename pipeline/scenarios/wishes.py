"""What an editor asks of the clusters, and what of it was asked before: it holds until it is released."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.core.errors import InputError
from pipeline.core.types import Clusters, Sheet


@dataclass(frozen=True)
class Wishes:
    """Vorgaben: `locks` (value id → cluster id), pairs that never stand together (`apart`), and what of
    both no longer holds (`released`: value ids). `seconds` limits the search for a bound.
    """

    locks: Mapping[str, str] = field(default_factory=dict)
    apart: tuple[tuple[str, str], ...] = ()
    released: frozenset[str] = frozenset()
    seconds: float | None = None

    def after(self, earlier: Clusters | None, sheet: Sheet, clusters: int) -> "Wishes":
        """These wishes and those that the clusters of the run before keep, of values still there.

        Raises InputError where a wish names what is not there.
        """
        known = {value.id: factor.id for factor in sheet.factors for value in factor.values}
        self._check(known, clusters)
        ids = cluster_ids(clusters)
        locks, apart = dict(self.locks), {_pair(*pair): None for pair in self.apart}
        if earlier is not None:
            held = {v: one.id for one in earlier.clusters if one.id in ids for v in one.locks}
            still = {v: k for v, k in held.items() if v in known and v not in self.released}
            locks = {**still, **locks}
            for pair in earlier.apart:
                if {*pair} <= known.keys() and not {*pair} & self.released:
                    apart.setdefault(_pair(*pair))
        return Wishes(locks, tuple(sorted(apart)), self.released, self.seconds)

    def idle(self, earlier: Clusters | None) -> tuple[str, ...]:
        """The released values of which the clusters of the run before keep nothing, by id."""
        kept: set[str] = set()
        if earlier is not None:
            kept.update(value for one in earlier.clusters for value in one.locks)
            kept.update(value for pair in earlier.apart for value in pair)
        return tuple(sorted(self.released - kept))

    def _check(self, known: Mapping[str, str], clusters: int) -> None:
        for value, cluster_id in self.locks.items():
            if value not in known:
                raise InputError(
                    f"Die Festlegung „{value}={cluster_id}“ nennt eine Ausprägung, die es nicht gibt. "
                    "Bitte die Id aus der Wertetafel verwenden."
                )
            if cluster_id not in cluster_ids(clusters):
                raise InputError(
                    f"Die Festlegung „{value}={cluster_id}“ nennt einen Cluster, den es nicht gibt. "
                    f"Möglich sind {', '.join(cluster_ids(clusters))}."
                )
        for first, second in self.apart:
            missing = [value for value in (first, second) if value not in known]
            if missing:
                raise InputError(
                    f"Das getrennte Paar „{first},{second}“ nennt {missing[0]}, eine Ausprägung, die es "
                    "nicht gibt. Bitte die Id aus der Wertetafel verwenden."
                )
            if known[first] == known[second]:
                raise InputError(
                    f"{first} und {second} gehören zum selben Einflussfaktor und stehen ohnehin nie "
                    "zusammen. Bitte ein Paar aus zwei Einflussfaktoren angeben."
                )
        for value in sorted(self.released):
            if value not in known:
                raise InputError(
                    f"Gelöst werden soll {value}, eine Ausprägung, die es nicht gibt. Bitte die Id aus "
                    "der Wertetafel verwenden."
                )


def cluster_ids(clusters: int) -> list[str]:
    """c1 … cK."""
    return [f"c{number}" for number in range(1, clusters + 1)]


def _pair(first: str, second: str) -> tuple[str, str]:
    return (first, second) if first <= second else (second, first)
