"""Which pairs of values are worth a question: those that decide something.

A sheet has thousands of pairs, and most values do not bear on each other at all. Two kinds matter:

- undecided: the foremost values of the clusters that claim a value of uncertain place, on that value.
  What they promote or hinder decides where it goes.
- driving: the foremost values of one cluster on each other, in both directions. They tell what drives
  what in that future.

What people rated is not asked again. The choice follows from ids and standing alone: how a sheet is
sorted changes nothing.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import TypeVar

from pipeline.core.types import Rating, Role, Sheet
from pipeline.scenarios.pairs.precedence import by_people

T = TypeVar("T")

LIMIT = 72
DRIVING_PART = 3
"""One in so many pairs is kept for driving ones: in a sheet of 207 values 78 places were uncertain, and
deciding them all would take 432 pairs and leave nothing said of what drives what."""
SURE = 0.85
"""From this agreement on a place is certain, as for a firm placement."""
FOREMOST = 5
CORES = 3
"""So many values speak for each cluster that claims an undecided one: a single one often has no effect."""
_WEIGHT: dict[Role | None, int] = {"Schlüsselfaktor": 0, "Umfeld": 1, None: 1, "Prämisse": 2}
"""Key factors were chosen by people; a premise is the same in all futures and tells none from another."""


@dataclass(frozen=True)
class Pair:
    """A question: how does `source` bear on `target`?"""

    source: str
    target: str


@dataclass(frozen=True)
class Standing:
    """Where values stand before pairs are rated, clusters numbered from 0.

    `members` are the clusters, factor id → value id. For every value in them: `agreement`, how many
    voices agree with its place (0–1), `runner_up`, the next best cluster (−1 for none), and `fit`,
    how well it goes with its cluster, on any scale.
    """

    members: tuple[Mapping[str, str], ...]
    agreement: Mapping[str, float]
    runner_up: Mapping[str, int]
    fit: Mapping[str, float]

    def unsure(self, value: str) -> bool:
        """Whether the place of a value is uncertain."""
        return self.agreement[value] < SURE


def that_matter(
    sheet: Sheet, standing: Standing, given: Sequence[Rating], limit: int = LIMIT
) -> tuple[Pair, ...]:
    """At most `limit` pairs, the undecided first, spread over the clusters, without those people rated.

    Each kind leaves the other what it does not need itself.
    """
    rated = {Pair(one.source, one.target) for one in given if by_people(one)}
    ranked = tuple(_ranked(members, sheet, standing) for members in standing.members)
    undecided = _once(_undecided(sheet, standing, ranked), rated)
    deciding = undecided[: limit - limit // DRIVING_PART]
    driving = _once(_in_turn([_driving(one) for one in ranked]), rated.union(deciding))
    driving = driving[: limit - len(deciding)]
    more = [pair for pair in undecided[len(deciding) :] if pair not in driving]
    return (*deciding, *more[: limit - len(deciding) - len(driving)], *driving)


def _ranked(members: Mapping[str, str], sheet: Sheet, standing: Standing) -> list[str]:
    """A cluster's values, the foremost first: of key factors, sure of their place, fitting best."""

    def rank(factor: str) -> tuple[int, bool, float, str]:
        value = members[factor]
        return _WEIGHT[sheet.factor(factor).rolle], standing.unsure(value), -standing.fit[value], value

    return [members[factor] for factor in sorted(members, key=rank)]


def _undecided(sheet: Sheet, standing: Standing, ranked: Sequence[Sequence[str]]) -> list[Pair]:
    """Value for value, the clusters in turn: of key factors first, then the least certain ones."""
    factor_of = {value.id: factor for factor in sheet.factors for value in factor.values}
    homes: dict[str, list[int]] = {}
    for number, values in enumerate(ranked):
        for value in values:
            homes.setdefault(value, []).append(number)

    def urgency(value: str) -> tuple[int, float, str]:
        return _WEIGHT[factor_of[value].rolle], standing.agreement[value], value

    decisions: list[list[list[Pair]]] = [[] for _ in ranked]
    for value in sorted(filter(standing.unsure, homes), key=urgency):
        siblings = {one.id for one in factor_of[value].values}
        if len(siblings) > 1:  # a factor's only value stands everywhere, whatever is said of it
            claims = [ranked[number] for number in _claims(homes[value], standing.runner_up[value], ranked)]
            pairs = [Pair(core, value) for core in _in_turn(_cores(claims, siblings))]
            decisions[homes[value][0]].append(pairs)
    return [pair for decision in _in_turn(decisions) for pair in decision]


def _claims(homes: Sequence[int], runner_up: int, clusters: Sequence[object]) -> list[int]:
    """The clusters that claim a value: where it stands, and the next best."""
    return [*homes, runner_up] if runner_up in range(len(clusters)) and runner_up not in homes else [*homes]


def _cores(claims: Sequence[Sequence[str]], siblings: set[str]) -> list[list[str]]:
    """The values that speak for each claim; what several claims share speaks for none of them."""
    often = Counter(one for values in claims for one in values)
    return [[one for one in values if often[one] == 1 and one not in siblings][:CORES] for values in claims]


def _driving(ranked: Sequence[str]) -> list[Pair]:
    """The foremost values on each other, both directions of two side by side."""
    foremost = ranked[:FOREMOST]
    couples = [(one, other) for at, other in enumerate(foremost) for one in foremost[:at]]
    return [pair for one, other in couples for pair in (Pair(one, other), Pair(other, one))]


def _in_turn(queues: Sequence[Sequence[T]]) -> Iterator[T]:
    """The first of each, then the second of each, and so on until all are through."""
    nothing = object()
    for turn in zip_longest(*queues, fillvalue=nothing):
        yield from (one for one in turn if one is not nothing)  # type: ignore[misc]


def _once(pairs: Iterable[Pair], without: set[Pair]) -> list[Pair]:
    return [pair for pair in dict.fromkeys(pairs) if pair not in without]
