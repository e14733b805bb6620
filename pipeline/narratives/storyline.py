"""In which order themes are told: what drives stands first, what it drives follows.

Where people rated how values bear on one another, these ratings are a network. Its values are told
in a topological order of its strongly connected components; within a component, which has no first
by itself, in the order that goes against the least strength, as the greedy heuristic of Eades, Lin
and Smyth (1993, "A fast and effective heuristic for the feedback arc set problem", Inf. Process.
Lett. 47, 319–323) finds it. What nobody rated stands beside the theme it goes best with. A rating of
a model is no ground for an order: it shows nothing that people said.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.core.types import Rating
from pipeline.scenarios.affinity import Affinity
from pipeline.scenarios.opinions import merged
from pipeline.scenarios.pairs import by_people


@dataclass(frozen=True)
class Network:
    """What people rated between the values of one cluster: `drives[source][target]` is above 0.

    `values` are all of the cluster in its order; several ratings of a pair count with their median.
    """

    values: tuple[str, ...]
    drives: Mapping[str, Mapping[str, float]]
    ratings: tuple[Rating, ...]

    @property
    def rated(self) -> tuple[str, ...]:
        """The values that drive another or are driven."""
        driven = {target for targets in self.drives.values() for target in targets}
        return tuple(one for one in self.values if one in self.drives or one in driven)

    def strength(self, sources: Sequence[str], targets: Sequence[str]) -> float:
        """How strongly some values drive others, all together."""
        return math.fsum(self.drives.get(a, {}).get(b, 0.0) for a in sources for b in targets if a != b)

    def drive(self, value: str) -> float:
        """How much more a value drives the others than they drive it; 0 where nothing is rated."""
        rated = self.rated
        return self.strength([value], rated) - self.strength(rated, [value])


def network(members: Sequence[str], ratings: Sequence[Rating]) -> Network:
    """The network of the values of a cluster; without edges where people rated none."""
    inside = set(members)
    told = [
        one
        for one in ratings
        if by_people(one) and one.source in inside and one.target in inside and one.source != one.target
    ]
    kept = sorted(merged(told), key=lambda one: (one.source, one.target))
    drives: dict[str, dict[str, float]] = {}
    for one in kept:
        if one.score > 0:
            drives.setdefault(one.source, {})[one.target] = one.score
    return Network(tuple(members), drives, tuple(told))


def ordered(values: Sequence[str], net: Network, affinity: Affinity) -> tuple[str, ...]:
    """The values in the order of telling; a permutation of them."""
    wanted = set(values)
    spine = [one for one in driving_first(net) if one in wanted]
    rest = [one for one in values if one not in spine]
    if not spine:
        return tuple(_walk(rest, affinity))
    at = _places(affinity)
    for value in rest:
        near = max(spine, key=lambda other: (float(affinity.scores[at[value], at[other]]), other))
        spine.insert(spine.index(near) + 1, value)
    return tuple(spine)


def driving_first(net: Network) -> tuple[str, ...]:
    """All rated values, drivers before what they drive, as far as no cycle forbids it."""
    left = _components(net)
    told: list[str] = []
    while left:
        others = [[one for other in left if other is not part for one in other] for part in left]
        ready = [n for n, part in enumerate(left) if not net.strength(others[n], part)]
        chosen = max(ready, key=lambda n: (net.strength(left[n], others[n]), -n))
        told += _least_against(left.pop(chosen), net)
    return tuple(told)


def _components(net: Network) -> list[tuple[str, ...]]:
    """The strongly connected components, in the order of the values."""
    reached = {one: _reached(one, net) for one in net.rated}
    found: list[tuple[str, ...]] = []
    for one in net.rated:
        if not any(one in part for part in found):
            mutual = [b for b in net.rated if b == one or (b in reached[one] and one in reached[b])]
            found.append(tuple(mutual))
    return found


def _reached(start: str, net: Network) -> set[str]:
    reached: set[str] = set()
    waiting = [start]
    while waiting:
        for following in net.drives.get(waiting.pop(), {}):
            if following not in reached:
                reached.add(following)
                waiting.append(following)
    return reached


def _least_against(part: Sequence[str], net: Network) -> list[str]:
    """One component in the order that goes against little: what only takes last, what gives most first."""
    left = list(part)
    first: list[str] = []
    last: list[str] = []
    while left:
        given = {one: net.strength([one], left) for one in left}
        taken = {one: net.strength(left, [one]) for one in left}
        end = next((one for one in left if not given[one] and taken[one]), None)
        if end is not None:
            last.insert(0, end)
            left.remove(end)
            continue
        chosen = max(left, key=lambda one: (given[one] - taken[one], -part.index(one)))
        first.append(chosen)
        left.remove(chosen)
    return first + last


def _walk(values: Sequence[str], affinity: Affinity) -> list[str]:
    """A walk from the first value to whatever goes best with the one before."""
    at = _places(affinity)
    left = list(values)
    walk = [left.pop(0)] if left else []
    while left:
        here = at[walk[-1]]
        following = max(left, key=lambda value: (float(affinity.scores[here, at[value]]), value))
        left.remove(following)
        walk.append(following)
    return walk


def _places(affinity: Affinity) -> dict[str, int]:
    return {value: position for position, value in enumerate(affinity.ids)}
