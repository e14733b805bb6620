"""From clusters to plans: what a planner is given, and what it has to return."""

from collections.abc import Sequence
from typing import Protocol

from pipeline.core.settings import Settings
from pipeline.core.types import Clusters, Rating, Sheet
from pipeline.narratives.material import Evidence
from pipeline.narratives.plan import Plans, plan
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


class AffinityPlanner:
    """Plans by what goes together, without understanding it; deterministic."""

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
        return plan(clusters, sheet, affinity, evidence)
