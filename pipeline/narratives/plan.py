"""What a narrative says, in which order, before a word of it is written.

A plan picks the themes (key factors first, then the values that stand closest to their cluster and
are its own), one counterpoint (a price, or a gain where the rest is dark), and an order in which
neighbours go together. Placements that are open are kept apart: nothing uncertain is told as certain.
The plan is a file; a person may change it before drafting.
"""

from collections.abc import Mapping, Sequence
from typing import Literal, Protocol

from pydantic import Field

from pipeline.core.settings import Settings
from pipeline.core.types import SCHEMA_VERSION, Cluster, Clusters, FactorValue, Noun, Sheet
from pipeline.scenarios.affinity import Affinity

THEMES = 12
"""More than a text of 300 words can hold: the draft takes as many as fit."""
FOREMOST = 6
KEY_BONUS = 0.7
PREMISE_MALUS = 0.5
"""A premise (Prämisse) is the same in all futures: it seldom tells one from another."""
LIKELY_MALUS = 0.4
EVIDENCE_BONUS = 0.1
PER_TREND = 2
EVIDENCE_COSINE = 0.45
"""From here on a passage counts as speaking of the same matter: of 90 labelled pairs (evals/evidence)
20 of the 22 above it do, 15 of the 44 between 0.3 and 0.45."""

KEY = "Schlüsselfaktor"

Tone = Literal["hell", "dunkel", "gemischt"]


class Theme(Noun):
    """One value a text is to tell, with the passages that speak of the same matter."""

    factor: str
    value: str
    passages: tuple[str, ...] = ()


class Plan(Noun):
    """Of one cluster: guiding values, themes in order, the counterpoint, the tone of the whole.

    `tentative` are values whose place is open, the likeliest first: told only where the themes do
    not fill a text, and then as open.
    """

    cluster: str
    title: str
    leitmotif: str = ""
    guiding: tuple[str, ...] = Field(min_length=1)
    themes: tuple[Theme, ...]
    tentative: tuple[Theme, ...]
    counterpoint: Theme | None
    tone: Tone


class Plans(Noun):
    """The plans of a run, one per cluster."""

    schema_version: int = SCHEMA_VERSION
    plans: tuple[Plan, ...]


class Evidence(Protocol):
    """Finds passages that speak of the same matter as a value."""

    def passages_for(self, texts: Sequence[str]) -> list[list[tuple[str, float]]]:
        """For each text passage ids with their cosine, best first."""


def plan(
    clusters: Clusters, sheet: Sheet, affinity: Affinity, evidence: Evidence, settings: Settings
) -> Plans:
    """A plan for every cluster."""
    found = _evidence(clusters, sheet, evidence)
    shared = _times_used(clusters)
    return Plans(
        plans=tuple(_plan_one(cluster, sheet, affinity, found, shared) for cluster in clusters.clusters)
    )


def _plan_one(
    cluster: Cluster,
    sheet: Sheet,
    affinity: Affinity,
    evidence: Mapping[str, tuple[str, ...]],
    shared: Mapping[str, int],
) -> Plan:
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
        + EVIDENCE_BONUS * bool(evidence.get(value))
        - LIKELY_MALUS * (value in likely)
        - 0.5 * (shared[value] > 1)
        for value in candidates
    }
    ranked = sorted(candidates, key=lambda value: (-worth[value], value))
    tone = _tone([sheet.value(value) for value in cluster.members.values()])
    counterpoint = _counterpoint(ranked, sheet, tone, fit)
    themes = _spread([value for value in ranked if value != counterpoint], factor_of, sheet)
    # What the opening names has to be told: the foremost themes come before all others.
    ordered = _in_order(themes[:FOREMOST], affinity) + _in_order(themes[FOREMOST:], affinity)

    def theme(value: str) -> Theme:
        return Theme(factor=factor_of[value], value=value, passages=evidence.get(value, ()))

    return Plan(
        cluster=cluster.id,
        title=cluster.name,
        leitmotif=cluster.leitmotif,
        guiding=tuple(sorted(themes[:FOREMOST], key=lambda value: (-fit[value], value))[:3]),
        themes=tuple(theme(value) for value in ordered),
        tentative=tuple(theme(value) for value in _tentative(cluster, sheet)) if firm else (),
        counterpoint=theme(counterpoint) if counterpoint else None,
        tone=tone,
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


def _tone(values: Sequence[FactorValue]) -> Tone:
    """Whether the groups valued most of the cluster as good or as bad; mixed where they did not."""
    balance = sum({"+": 1, "-": -1}.get(value.wertung or "", 0) for value in values)
    known = sum(value.wertung is not None for value in values)
    if not known or abs(balance) < 0.15 * known:
        return "gemischt"
    return "hell" if balance > 0 else "dunkel"


def _counterpoint(ranked: Sequence[str], sheet: Sheet, tone: Tone, fit: Mapping[str, float]) -> str | None:
    """The best value that the groups valued against the tone; else the one that fits in least."""
    wanted = "+" if tone == "dunkel" else "-"
    told = [value for value in ranked if sheet.value(value).text]
    for value in told:
        if sheet.value(value).wertung == wanted:
            return value
    return min(told, key=lambda value: (fit[value], value)) if len(told) > 2 else None


def _spread(ranked: Sequence[str], factor_of: Mapping[str, str], sheet: Sheet) -> list[str]:
    """The key factors' values, then the best others, of which at most two of one trend while more are
    left: key factors were chosen by people, wherever they stand."""
    chosen: list[str] = []
    per_trend: dict[str, int] = {}
    key = [value for value in ranked if sheet.factor(factor_of[value]).rolle == KEY]
    for value in [*key, *(value for value in ranked if value not in key)]:
        trend = sheet.factor(factor_of[value]).trend
        free = value in key or not trend or per_trend.get(trend, 0) < PER_TREND
        if len(chosen) < THEMES and free:
            chosen.append(value)
            per_trend[trend] = per_trend.get(trend, 0) + 1
    rest = [value for value in ranked if value not in chosen]
    return chosen + rest[: THEMES - len(chosen)]


def _in_order(values: Sequence[str], affinity: Affinity) -> list[str]:
    """A walk from the best theme to whatever goes best with the one before."""
    at = {value: position for position, value in enumerate(affinity.ids)}
    left = list(values)
    walk = [left.pop(0)] if left else []
    while left:
        here = at[walk[-1]]
        following = max(left, key=lambda value: (float(affinity.scores[here, at[value]]), value))
        left.remove(following)
        walk.append(following)
    return walk


def _evidence(clusters: Clusters, sheet: Sheet, evidence: Evidence) -> dict[str, tuple[str, ...]]:
    values = list(_times_used(clusters))
    texts = [_asked(value, sheet) for value in values]
    return {
        value: tuple(passage for passage, cosine in near if cosine >= EVIDENCE_COSINE)
        for value, near in zip(values, evidence.passages_for(texts), strict=True)
    }


def _asked(value_id: str, sheet: Sheet) -> str:
    for factor in sheet.factors:
        for value in factor.values:
            if value.id == value_id:
                return f"{factor.name}. {value.label}. {value.text}"
    raise KeyError(value_id)
