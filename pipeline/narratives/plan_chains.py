"""Plans by a model: what drives this future, what follows from it, what speaks against it.

The computed plan is no input: a model that is shown an order copies it. What was computed shows in
the order of the values alone: those that carry most come first. One call a cluster, side by side.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pipeline.core.errors import ContextError
from pipeline.core.settings import Settings
from pipeline.core.types import Clusters, Passage, Rating, Sheet
from pipeline.llm.batches import together
from pipeline.llm.chain import Chain, Desk
from pipeline.llm.prompts import load
from pipeline.narratives.influences import told_influences
from pipeline.narratives.material import KEY, Evidence, Material, asked, materials
from pipeline.narratives.plan import Plan, Plans, Step, labelled, theme
from pipeline.narratives.plan_reply import MOST, PlannedNarrative, Wanted, fault, wanted
from pipeline.narratives.references import shown as shown_passages
from pipeline.narratives.region import regional_first
from pipeline.scenarios.affinity import Affinity
from pipeline.sources.retrieval import Retriever

FOREMOST = 12
"""The values shown with today's state: where the way begins. All 55 would bury the few that matter."""
VALUED = {"+": "gut", "0": "weder gut noch schlecht", "-": "schlecht"}
ASKED = 6
NEAR = 3
PASSAGES_SHOWN = 6
FEWEST_SHOWN = 6
"""A text has at least five themes, and a counterpoint."""


@dataclass(frozen=True)
class ModelPlanner:
    """Asks the model for one plan of each cluster."""

    desk: Desk
    retriever: Retriever

    @property
    def signature(self) -> str:
        """What a result depends on besides its input."""
        return self.desk.signature(load("narratives/plan"))

    def plan(
        self,
        clusters: Clusters,
        sheet: Sheet,
        affinity: Affinity,
        evidence: Evidence,
        settings: Settings,
        ratings: Sequence[Rating] = (),
    ) -> Plans:
        found = materials(clusters, sheet, affinity, evidence)
        near = [self._near(one, sheet, settings) for one in found]
        tasks = [
            lambda one=one, passages=passages: [self._fitting(one, sheet, passages, settings, ratings)]
            for one, passages in zip(found, near, strict=True)
        ]
        return Plans(plans=labelled(together(tasks, self.desk.settings.parallel), sheet))

    def _near(self, material: Material, sheet: Sheet, settings: Settings) -> list[Passage]:
        """Passages near to the foremost values: those that name the region first, then the nearest."""
        rows = self.retriever.near([asked(value, sheet) for value in material.ranked[:ASKED]], NEAR)
        by_rank = [row[rank] for rank in range(NEAR) for row in rows if rank < len(row)]
        once = list({passage.id: passage for passage in by_rank}.values())
        return regional_first(once, settings)[:PASSAGES_SHOWN]

    def _fitting(
        self,
        material: Material,
        sheet: Sheet,
        passages: Sequence[Passage],
        settings: Settings,
        ratings: Sequence[Rating],
    ) -> Plan:
        """The plan; from the foremost values alone where the model cannot hold them all."""
        while True:
            try:
                return self._planned(material, sheet, passages, settings, ratings)
            except ContextError:
                if len(material.ranked) <= FEWEST_SHOWN:
                    raise
            material = _foremost(material, max(FEWEST_SHOWN, len(material.ranked) // 2))
            passages = passages[: len(passages) // 2]

    def _planned(
        self,
        material: Material,
        sheet: Sheet,
        passages: Sequence[Passage],
        settings: Settings,
        ratings: Sequence[Rating],
    ) -> Plan:
        asked_for = wanted(material, sheet, [one.id for one in passages])
        prompt = load("narratives/plan")
        values = _told(material, sheet, passages, settings, ratings, asked_for)
        shown = f"{prompt.render(values).user} {settings.horizon}"
        chain = Chain(prompt, PlannedNarrative, "plan")
        reply = chain.ask(self.desk, values, lambda found: fault(found, asked_for, shown))
        return _plan(reply, material)


def _foremost(material: Material, count: int) -> Material:
    """So many of the values worth most, and none of uncertain place."""
    ranked = material.ranked[:count]
    members = {material.factor_of[value]: value for value in ranked}
    return replace(
        material,
        cluster=material.cluster.model_copy(update={"members": members}),
        factor_of={value: factor for factor, value in members.items()},
        ranked=ranked,
    )


def _told(
    material: Material,
    sheet: Sheet,
    passages: Sequence[Passage],
    settings: Settings,
    ratings: Sequence[Rating],
    asked_for: Wanted,
) -> Mapping[str, Any]:
    cluster = material.cluster
    foremost = set(material.ranked[:FOREMOST])
    return {
        "titel": cluster.name,
        "leitmotiv": cluster.leitmotif,
        "grundton": material.tone,
        "werte": [_value(one, material, sheet, one in foremost) for one in material.ranked],
        "offene": [_value(one, material, sheet, False) for one in material.unsure],
        "gegen_ton": list(asked_for.against),
        "bewertungen": told_influences(cluster.members.values(), sheet, ratings),
        "passagen": shown_passages(passages),
        "tragende": asked_for.carrying,
        "wenigstens": asked_for.fewest,
        "hoechstens": MOST,
        "schluessel": asked_for.keys_needed,
        "horizont": settings.horizon,
        "region": settings.region,
    }


def _value(value_id: str, material: Material, sheet: Sheet, today: bool) -> dict[str, Any]:
    factor, value = sheet.factor(material.factor_of[value_id]), sheet.value(value_id)
    return {
        "id": value_id,
        "faktor": factor.name,
        "trend": factor.trend,
        "rolle": factor.rolle if factor.rolle in (KEY, "Prämisse") else "",
        "wertung": VALUED.get(value.wertung or "", ""),
        "label": value.label,
        "text": value.text,
        "heute": factor.heute if today else "",
    }


def _plan(reply: PlannedNarrative, material: Material) -> Plan:
    certain = [value for value in reply.themen if value in material.told]
    uncertain = [value for value in reply.themen if value not in material.told]
    members = set(material.factor_of)
    return Plan(
        cluster=material.cluster.id,
        title=material.cluster.name,
        leitmotif=material.cluster.leitmotif,
        idea=_plain(reply.leitidee),
        guiding=tuple(reply.tragend),
        themes=tuple(theme(value, material) for value in certain),
        tentative=tuple(theme(value, material) for value in uncertain),
        counterpoint=theme(reply.gegenpunkt, material) if reply.gegenpunkt else None,
        counterpoint_reason=_plain(reply.begruendung),
        path=tuple(
            Step(
                text=_plain(step.text),
                values=tuple(one for one in step.grundlage if one in members),
                passages=tuple(one for one in step.grundlage if one not in members),
            )
            for step in reply.weg
        ),
        cross=tuple(one for one in reply.querlage if one not in reply.tragend),
        tone=material.tone,
    )


def _plain(text: str) -> str:
    return " ".join(text.split())
