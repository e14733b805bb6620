"""What has to hold of clusters whatever they are worth: places, wishes, and the distance between them.

Every rule is looked at by itself, so that what is told names the place that is wrong.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from pipeline.core.settings import Settings
from pipeline.core.types import Cluster, Clusters, Sheet


@dataclass(frozen=True)
class Rule:
    """One thing that has to hold: `id` names it anywhere, `fault` says in German what is wrong, "" for
    nothing."""

    id: str
    cluster: str
    fault: str = ""


@dataclass(frozen=True)
class Apart:
    """In how many factors two clusters differ."""

    first: str
    second: str
    distance: int

    @property
    def id(self) -> str:
        return f"{self.first}+{self.second}"


def rules(clusters: Clusters, sheet: Sheet, settings: Settings) -> tuple[Rule, ...]:
    """All rules: as many clusters as wanted, one value of every factor, locks and separations kept."""
    found = [_number(clusters, settings)]
    for one in clusters.clusters:
        found += _places(one, sheet)
        found += _locks(one)
    return (*found, *_separations(clusters))


def distances(clusters: Clusters, sheet: Sheet) -> tuple[Apart, ...]:
    """How far each two clusters are apart, in factors; what is missing in one of them is no difference."""
    return tuple(
        Apart(
            first.id,
            second.id,
            sum(
                factor.id in first.members
                and factor.id in second.members
                and first.members[factor.id] != second.members[factor.id]
                for factor in sheet.factors
            ),
        )
        for first, second in combinations(clusters.clusters, 2)
    )


def _number(clusters: Clusters, settings: Settings) -> Rule:
    twice = [name for name, count in Counter(one.id for one in clusters.clusters).items() if count > 1]
    found, wanted = len(clusters.clusters), settings.scenarios
    fault = f"Die Kennung {twice[0]} steht mehrfach da." if twice else ""
    if found != wanted:
        fault = f"Verlangt sind {wanted} Szenarien, da sind {found}."
    return Rule("scenarios", "", fault)


def _places(cluster: Cluster, sheet: Sheet) -> Iterator[Rule]:
    home = {value.id: factor for factor in sheet.factors for value in factor.values}
    for factor in sheet.factors:
        value, fault = cluster.members.get(factor.id), ""
        if value is None:
            fault = f"{cluster.id}: Zum Einflussfaktor „{factor.name}“ fehlt eine Ausprägung."
        elif value not in home:
            fault = f"{cluster.id}: Die Ausprägung {value} bei „{factor.name}“ gibt es nicht."
        elif home[value].id != factor.id:
            fault = f"{cluster.id}: {value} bei „{factor.name}“ gehört zu „{home[value].name}“."
        yield Rule(f"{cluster.id}/{factor.id}", cluster.id, fault)
    for strange in sorted(cluster.members.keys() - {one.id for one in sheet.factors}):
        fault = f"{cluster.id}: Den Einflussfaktor {strange} gibt es in der Wertetafel nicht."
        yield Rule(f"{cluster.id}/{strange}", cluster.id, fault)


def _locks(cluster: Cluster) -> Iterator[Rule]:
    for value in cluster.locks:
        held = value in cluster.members.values()
        fault = "" if held else f"{cluster.id}: {value} ist hier festgelegt und steht nicht da."
        yield Rule(f"{cluster.id}/lock/{value}", cluster.id, fault)


def _separations(clusters: Clusters) -> Iterator[Rule]:
    for first, second in clusters.apart:
        where = [one.id for one in clusters.clusters if {first, second} <= {*one.members.values()}]
        fault = f"{where[0]}: {first} und {second} sollen nie zusammenstehen." if where else ""
        yield Rule(f"apart/{first}/{second}", where[0] if where else "", fault)
