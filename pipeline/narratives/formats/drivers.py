"""Which values of a cluster push most others, as people rated it.

Only people's ratings count: what nobody judged is unknown, and a model's ratings would make a guess look
like a reading.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.core.types import Cluster, Rating
from pipeline.narratives.influences import CLEAR
from pipeline.scenarios.pairs.precedence import by_people

FEWEST = 2
"""A value that pushes a single other one drives no scenario."""


@dataclass(frozen=True)
class Driver:
    """A value and what it clearly promotes, the strongest first."""

    value: str
    pushed: tuple[str, ...]


def drivers(cluster: Cluster, ratings: Sequence[Rating]) -> tuple[Driver, ...]:
    """The drivers of a cluster, those that push most others first; ties in the order of the cluster."""
    members = list(cluster.members.values())
    inside = set(members)
    pairs: dict[tuple[str, str], list[float]] = {}
    for one in filter(by_people, ratings):
        if one.source in inside and one.target in inside and one.source != one.target:
            pairs.setdefault((one.source, one.target), []).append(one.score)
    means = {pair: sum(scores) / len(scores) for pair, scores in pairs.items()}
    found = []
    for place, value in enumerate(members):
        pushed = {target: mean for (source, target), mean in means.items() if source == value}
        clear = sorted((one for one in pushed if pushed[one] >= CLEAR), key=lambda t: (-pushed[t], t))
        if len(clear) >= FEWEST:
            strength = sum(pushed[one] for one in clear)
            found.append((-len(clear), -strength, place, Driver(value, tuple(clear))))
    return tuple(driver for *_, driver in sorted(found, key=lambda one: one[:3]))
