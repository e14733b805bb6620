"""What a cluster offers to a plan: which values may be told, which are worth most, in what tone.

Placements that are open are kept apart: nothing uncertain is told as certain.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from pipeline.core.types import Cluster, Clusters, Sheet
from pipeline.scenarios.affinity import Affinity
from pipeline.scenarios.tone import Tone, tone

KEY_BONUS = 0.7
PREMISE_MALUS = 0.5
"""A premise (Prämisse) is the same in all futures: it seldom tells one from another."""
LIKELY_MALUS = 0.4
EVIDENCE_BONUS = 0.1
EVIDENCE_COSINE = 0.45
"""From here on a passage counts as speaking of the same matter: of 90 labelled pairs (evals/evidence)
20 of the 22 above it do, 15 of the 44 between 0.3 and 0.45."""

KEY = "Schlüsselfaktor"


class Evidence(Protocol):
    """Finds passages that speak of the same matter as a value."""

    def passages_for(self, texts: Sequence[str]) -> list[list[tuple[str, float]]]:
        """For each text passage ids with their cosine, best first."""


@dataclass(frozen=True)
class Material:
    """One cluster as a planner sees it.

    `firm` are the values whose place is sure; where there are none, all count as `told`. `ranked` are
    the told ones, most worth first; `fit` is how well each goes with the rest, best = 1.
    """

    cluster: Cluster
    factor_of: Mapping[str, str]
    fit: Mapping[str, float]
    firm: tuple[str, ...]
    ranked: tuple[str, ...]
    tone: Tone
    passages: Mapping[str, tuple[str, ...]]

    @property
    def told(self) -> frozenset[str]:
        """The values that may be told as certain."""
        return frozenset(self.ranked)

    @property
    def unsure(self) -> tuple[str, ...]:
        """The others, in the order of the cluster."""
        return tuple(value for value in self.cluster.members.values() if value not in self.told)


def materials(
    clusters: Clusters, sheet: Sheet, affinity: Affinity, evidence: Evidence
) -> tuple[Material, ...]:
    """The material of every cluster, in order."""
    shared = _times_used(clusters)
    passages = _evidence(sheet, evidence)
    return tuple(_material(one, sheet, affinity, passages, shared) for one in clusters.clusters)


def _material(
    cluster: Cluster,
    sheet: Sheet,
    affinity: Affinity,
    passages: Mapping[str, tuple[str, ...]],
    shared: Mapping[str, int],
) -> Material:
    fit = _fit(cluster, affinity)
    factor_of = {value: factor for factor, value in cluster.members.items()}
    # A value that a person put here has no placement of ours: it counts as firm.
    unsure = {p.value for p in cluster.placements if p.confidence == "offen"}
    firm = [v for v in cluster.members.values() if v not in unsure and sheet.value(v).text]
    likely = {p.value for p in cluster.placements if p.confidence == "wahrscheinlich"}
    candidates = firm or list(cluster.members.values())
    worth = {
        value: fit[value]
        + KEY_BONUS * (sheet.factor(factor_of[value]).rolle == KEY)
        - PREMISE_MALUS * (sheet.factor(factor_of[value]).rolle == "Prämisse")
        + EVIDENCE_BONUS * bool(passages.get(value))
        - LIKELY_MALUS * (value in likely)
        - 0.5 * (shared[value] > 1)
        for value in candidates
    }
    return Material(
        cluster=cluster,
        factor_of=factor_of,
        fit=fit,
        firm=tuple(firm),
        ranked=tuple(sorted(candidates, key=lambda value: (-worth[value], value))),
        tone=tone([sheet.value(value) for value in cluster.members.values()]),
        passages=passages,
    )


def _fit(cluster: Cluster, affinity: Affinity) -> dict[str, float]:
    """How well each value goes with the rest of its cluster, best = 1."""
    at = {value: position for position, value in enumerate(affinity.ids)}
    members = [at[value] for value in cluster.members.values()]
    sums = {value: float(affinity.scores[at[value], members].sum()) for value in cluster.members.values()}
    top = max(max(sums.values()), 1e-9)
    return {value: total / top for value, total in sums.items()}


def _times_used(clusters: Clusters) -> dict[str, int]:
    counts: dict[str, int] = {}
    for cluster in clusters.clusters:
        for value in cluster.members.values():
            counts[value] = counts.get(value, 0) + 1
    return counts


def questions(sheet: Sheet) -> dict[str, str]:
    """Every value as a question to the documents, in the order of the sheet."""
    return {
        value.id: f"{factor.name}. {value.label}. {value.text}"
        for factor in sheet.factors
        for value in factor.values
    }


def _evidence(sheet: Sheet, evidence: Evidence) -> dict[str, tuple[str, ...]]:
    values = questions(sheet)
    return {
        value: tuple(passage for passage, cosine in near if cosine >= EVIDENCE_COSINE)
        for value, near in zip(values, evidence.passages_for(list(values.values())), strict=True)
    }


def asked(value_id: str, sheet: Sheet) -> str:
    """A value as a question to the documents."""
    return questions(sheet)[value_id]
