"""What a model is told of one narrative before it makes something beside it.

The text sentence by sentence, the values it and the scenario rest on with today's state, and the passages
it cites; all as far as it may go out. What is edited by hand is part of the text like everything else.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.core.types import Cluster, Narrative, Sheet
from pipeline.narratives.formats.key_values import key_rows
from pipeline.narratives.formats.making import Matter
from pipeline.narratives.outgoing import Outgoing
from pipeline.narratives.plan import Plan
from pipeline.narratives.references import Known, shown
from pipeline.scenarios.placed import placements
from pipeline.sources.retrieval import Retriever

VALUES = 30
PASSAGES = 8
"""Shown at most; those the sentences rest on come first."""


@dataclass(frozen=True)
class Told:
    """The inputs that all prompts of a narrative share, and what an entry may rest on."""

    inputs: Mapping[str, Any]
    known: Known
    outgoing: Outgoing


def told(narrative: Narrative, matter: Matter, retriever: Retriever) -> Told:
    """What is told of this narrative."""
    ground, plan = matter.ground, matter.plans.get(narrative.cluster)
    cluster = ground.clusters.cluster(narrative.cluster)
    values = _values(narrative, cluster, plan, ground.sheet)
    passages = retriever.get(_passages(narrative, plan)[: 3 * PASSAGES])[:PASSAGES]
    outgoing = Outgoing(ground, retriever)
    unsure = {one.value for one in placements(cluster) if one.confidence == "offen"}
    factor_of = {value: factor for factor, value in cluster.members.items()}
    return Told(
        inputs={
            "titel": narrative.title,
            "leitmotiv": cluster.leitmotif if outgoing.allows(cluster.leitmotif) else "",
            "saetze": "\n".join(f"{n}: {one}" for n, one in enumerate(outgoing.texts(narrative), start=1)),
            "auspraegungen": [_value(one, factor_of[one], ground.sheet, one in unsure) for one in values],
            "passagen": shown(passages),
            "horizont": ground.settings.horizon,
            "region": ground.settings.region,
        },
        known=Known(frozenset(values), frozenset(one.id for one in passages)),
        outgoing=outgoing,
    )


def _values(narrative: Narrative, cluster: Cluster, plan: Plan | None, sheet: Sheet) -> list[str]:
    """The values of the text, then the guiding and the key ones, all of this cluster; in sheet order."""
    named = [one for sentence in narrative.sentences for one in sentence.values]
    named += [one for s in narrative.sentences if s.before is not None for one in s.before.values]
    named += [*(plan.guiding if plan else ()), *(one.value for one in key_rows(cluster, sheet))]
    members = set(cluster.members.values())
    wanted = [one for one in dict.fromkeys(named) if one in members][:VALUES]
    return [one for one in cluster.members.values() if one in wanted]


def _passages(narrative: Narrative, plan: Plan | None) -> list[str]:
    named = [one for sentence in narrative.sentences for one in sentence.passages]
    named += [one for step in (plan.path if plan else ()) for one in step.passages]
    return list(dict.fromkeys(named))


def _value(value_id: str, factor_id: str, sheet: Sheet, unsure: bool) -> dict[str, Any]:
    factor, value = sheet.factor(factor_id), sheet.value(value_id)
    return {
        "id": value.id,
        "faktor": factor.name,
        "label": value.label,
        "text": value.text,
        "heute": factor.heute,
        "offen": unsure,
    }
