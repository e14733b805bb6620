"""From clusters to plans: what a planner is given, and what it has to return."""

from collections.abc import Sequence
from typing import Protocol

from pipeline.core.settings import Settings
from pipeline.core.types import Cluster, Clusters, Rating, Sheet
from pipeline.narratives.choosing import THEMES, Choice, choose, shared_factors
from pipeline.narratives.links import links
from pipeline.narratives.material import Evidence, Material, materials
from pipeline.narratives.plan import Plan, Plans, Room, Step, labelled, theme
from pipeline.narratives.storyline import Network, network, ordered
from pipeline.narratives.way import ways
from pipeline.scenarios.affinity import Affinity


class Planner(Protocol):
    """Plans the narratives of all clusters; `signature` names what a result depends on besides its input.

    `ratings` are what is known of how the values bear on one another; there may be none.
    """

    @property
    def signature(self) -> str: ...

    def plan(
        self,
        clusters: Clusters,
        sheet: Sheet,
        affinity: Affinity,
        evidence: Evidence,
        settings: Settings,
        ratings: Sequence[Rating] = (),
    ) -> Plans:
        """One plan for every cluster, in order."""


class ComputedPlanner:
    """Plans by what people rated and by what goes together, without understanding it; deterministic."""

    signature = "offline"

    def plan(
        self,
        clusters: Clusters,
        sheet: Sheet,
        affinity: Affinity,
        evidence: Evidence,
        settings: Settings,
        ratings: Sequence[Rating] = (),
    ) -> Plans:
        return plan(clusters, sheet, affinity, evidence, ratings)


def plan(
    clusters: Clusters,
    sheet: Sheet,
    affinity: Affinity,
    evidence: Evidence,
    ratings: Sequence[Rating] = (),
) -> Plans:
    """A plan for every cluster, with a core of themes that all of them tell."""
    found = materials(clusters, sheet, affinity, evidence)
    shared = shared_factors(found, clusters, sheet, affinity)
    nets = [network(tuple(one.cluster.members.values()), ratings) for one in found]
    choices = [choose(one, shared, sheet, net) for one, net in zip(found, nets, strict=True)]
    stories = [_story(one, net, affinity) for one, net in zip(choices, nets, strict=True)]
    paths = ways([_by_room(one, story) for one, story in zip(choices, stories, strict=True)], sheet)
    plans = [_plan(*one, sheet) for one in zip(found, choices, stories, nets, paths, strict=True)]
    return Plans(shared=shared, plans=labelled(plans, sheet))


def _story(choice: Choice, net: Network, affinity: Affinity) -> tuple[str, ...]:
    """All themes in the order of telling; what is only told where space is left comes last, if unrated."""
    rated = set(net.rated)
    late = [value for value in choice.reserve if value not in rated]
    early = [*choice.whole, *choice.brief, *(value for value in choice.reserve if value in rated)]
    return (*ordered(early, net, affinity), *ordered(late, net, affinity))


def _by_room(choice: Choice, story: Sequence[str]) -> list[list[str]]:
    """The themes in their order, in groups of the same room, the whole ones first."""
    groups = (choice.whole, choice.brief, choice.reserve)
    return [[value for value in story if value in group] for group in groups]


def _plan(
    material: Material,
    choice: Choice,
    story: Sequence[str],
    net: Network,
    path: Sequence[Step],
    sheet: Sheet,
) -> Plan:
    cluster = material.cluster
    room: dict[str, Room] = dict.fromkeys(choice.reserve, "reserve")
    room |= dict.fromkeys(choice.brief, "knapp")
    told = [value for value in story if value not in choice.reserve]
    tentative = _tentative(cluster, sheet) if material.firm else []
    return Plan(
        cluster=cluster.id,
        title=cluster.name,
        leitmotif=cluster.leitmotif,
        guiding=choice.guiding,
        themes=tuple(theme(value, material, room.get(value, "ganz")) for value in story),
        tentative=tuple(theme(value, material) for value in tentative),
        counterpoint=theme(choice.counterpoint, material) if choice.counterpoint else None,
        path=tuple(path),
        tone=material.tone,
        links=links(told, cluster, net),
    )


def _tentative(cluster: Cluster, sheet: Sheet) -> list[str]:
    """The values with a text whose place is open, the likeliest first."""
    members = set(cluster.members.values())
    unsure = [
        p
        for p in cluster.placements
        if p.confidence == "offen" and p.value in members and sheet.value(p.value).text
    ]
    return [p.value for p in sorted(unsure, key=lambda p: (-p.share, p.value))][:THEMES]
