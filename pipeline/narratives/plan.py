"""What a narrative says, in which order, before a word of it is written.

A plan picks the themes (key factors first, then the values that stand closest to their cluster and
are its own), one counterpoint (a price, or a gain where the rest is dark), and an order in which
neighbours go together. Placements that are open are kept apart: nothing uncertain is told as certain.
The plan is a file; a person may change it before drafting.
"""

from collections.abc import Mapping, Sequence

from pydantic import Field

from pipeline.core.types import SCHEMA_VERSION, Cluster, Clusters, Noun, Sheet
from pipeline.narratives.material import KEY, Evidence, Material, Tone, materials
from pipeline.scenarios.affinity import Affinity

THEMES = 12
"""More than a text of 300 words can hold: the draft takes as many as fit."""
FOREMOST = 6
PER_TREND = 2


class Theme(Noun):
    """One value a text is to tell, with the passages that speak of the same matter."""

    factor: str
    value: str
    passages: tuple[str, ...] = ()


class Step(Noun):
    """A step of the way from today to the horizon, and the values and passages it rests on."""

    text: str
    values: tuple[str, ...] = ()
    passages: tuple[str, ...] = ()


class Plan(Noun):
    """Of one cluster: guiding values, themes in order, the counterpoint, the tone of the whole.

    `tentative` are values whose place is open, the likeliest first: told only where the themes do
    not fill a text, and then as open. A planner that understands what it reads also says by which
    `idea` this future works, the `path` that led there, why the counterpoint is one, and which
    values lie `cross` to the others: those are told as a tension or not at all.
    """

    cluster: str
    title: str
    leitmotif: str = ""
    idea: str = ""
    guiding: tuple[str, ...] = Field(min_length=1)
    themes: tuple[Theme, ...]
    tentative: tuple[Theme, ...]
    counterpoint: Theme | None
    counterpoint_reason: str = ""
    path: tuple[Step, ...] = ()
    cross: tuple[str, ...] = ()
    tone: Tone


class Plans(Noun):
    """The plans of a run, one per cluster."""

    schema_version: int = SCHEMA_VERSION
    plans: tuple[Plan, ...]


def unfit(plan: Plan, sheet: Sheet) -> str:
    """What in a plan does not fit the sheet, in German; "" where all does."""
    values = {value.id: factor.id for factor in sheet.factors for value in factor.values}
    told = [*plan.themes, *plan.tentative, *([plan.counterpoint] if plan.counterpoint else [])]
    named = [*plan.guiding, *plan.cross, *(one.value for one in told)]
    named += [value for step in plan.path for value in step.values]
    unknown = next((one for one in named if one not in values), "")
    if unknown:
        return f"steht die unbekannte Ausprägung {unknown}"
    stranger = next((one for one in told if values[one.value] != one.factor), None)
    if stranger is not None:
        right = values[stranger.value]
        return f"gehört {stranger.value} zum Einflussfaktor {right}, nicht zu {stranger.factor}"
    return ""


def plan(clusters: Clusters, sheet: Sheet, affinity: Affinity, evidence: Evidence) -> Plans:
    """A plan for every cluster."""
    found = materials(clusters, sheet, affinity, evidence)
    return Plans(plans=tuple(_plan_one(one, sheet, affinity) for one in found))


def theme(value: str, material: Material) -> Theme:
    """A value as a theme, with the passages found for it."""
    return Theme(factor=material.factor_of[value], value=value, passages=material.passages.get(value, ()))


def _plan_one(material: Material, sheet: Sheet, affinity: Affinity) -> Plan:
    cluster, fit, ranked = material.cluster, material.fit, material.ranked
    counterpoint = _counterpoint(ranked, sheet, material.tone, fit)
    themes = _spread([value for value in ranked if value != counterpoint], material.factor_of, sheet)
    # What the opening names has to be told: the foremost themes come before all others.
    ordered = _in_order(themes[:FOREMOST], affinity) + _in_order(themes[FOREMOST:], affinity)
    tentative = _tentative(cluster, sheet) if material.firm else []
    return Plan(
        cluster=cluster.id,
        title=cluster.name,
        leitmotif=cluster.leitmotif,
        guiding=tuple(sorted(themes[:FOREMOST], key=lambda value: (-fit[value], value))[:3]),
        themes=tuple(theme(value, material) for value in ordered),
        tentative=tuple(theme(value, material) for value in tentative),
        counterpoint=theme(counterpoint, material) if counterpoint else None,
        tone=material.tone,
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
