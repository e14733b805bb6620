"""Which values of a cluster a text tells, and how much room each gets.

A core of factors is told in every narrative of a run, so that the futures can be compared; the rest
is each one's own: what drives it, what sets it apart, its key factors. All of it is sure: a value of
open place is nobody's theme.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.core.types import Clusters, Sheet
from pipeline.narratives.material import KEY, Material
from pipeline.narratives.plan import GUIDING
from pipeline.narratives.storyline import Network
from pipeline.scenarios.affinity import Affinity
from pipeline.scenarios.tone import Tone

THEMES = 12
"""More than a text of 300 words can hold: the draft takes as many as fit."""
PER_TREND = 2
SHARED_LEAST, SHARED_MOST = 4, 5
"""As many factors every narrative tells; a text of 300 words holds seven or eight values in all."""
APART = 2
BRIEF = 3


@dataclass(frozen=True)
class Choice:
    """The themes of one cluster by the room they get, worth most first; `guiding` are among them."""

    whole: tuple[str, ...]
    brief: tuple[str, ...]
    reserve: tuple[str, ...]
    guiding: tuple[str, ...]
    counterpoint: str | None


def shared_factors(
    found: Sequence[Material], clusters: Clusters, sheet: Sheet, affinity: Affinity
) -> tuple[str, ...]:
    """The factors that distinguish the clusters most, key factors first, of those that all can tell.

    Key factors count while their values stand apart (mean margin above 0, as in trust/distinguishing.py);
    others fill up to the least number, and what stands apart least comes last.
    """
    margins = _margins(found, clusters, sheet, affinity)

    def rank(factor: str) -> tuple[bool, bool, float, str]:
        key = sheet.factor(factor).rolle == KEY
        return (margins[factor] <= 0, not key, -margins[factor], factor)

    ranked = sorted(margins, key=rank)
    keys = [one for one in ranked if margins[one] > 0 and sheet.factor(one).rolle == KEY]
    return tuple(ranked[: max(SHARED_LEAST, min(SHARED_MOST, len(keys)))])


def choose(material: Material, shared: Sequence[str], sheet: Sheet, net: Network) -> Choice:
    """The themes of one cluster."""
    cluster = material.cluster
    told = [value for value in material.ranked if sheet.value(value).text]
    core = [cluster.members[factor] for factor in shared]
    drivers = [value for value in told if net.drive(value) > 0]
    driver = max(drivers, key=lambda value: (net.drive(value), value), default=None)
    apart = [value for value in cluster.distinguishing if value in told]
    counterpoint = _counterpoint([v for v in told if v not in (*core, driver)], told, material, sheet)
    open_to_all = [value for value in material.ranked if value != counterpoint]
    own = [value for value in apart if value not in (*core, counterpoint)][:APART]
    whole = list(dict.fromkeys(v for v in (*core, driver, *own) if v in open_to_all))
    spread = [v for v in _spread(open_to_all, material.factor_of, sheet, whole) if v not in whole]
    key = [v for v in spread if v in told and sheet.factor(material.factor_of[v]).rolle == KEY]
    brief = (key or [v for v in spread if v in told])[:BRIEF]
    reserve = [value for value in spread if value not in brief]
    foremost = whole or brief or reserve
    guiding = sorted(foremost, key=lambda v: (v not in cluster.distinguishing, -material.fit[v], v))
    return Choice(tuple(whole), tuple(brief), tuple(reserve), tuple(guiding[:GUIDING]), counterpoint)


def _margins(
    found: Sequence[Material], clusters: Clusters, sheet: Sheet, affinity: Affinity
) -> dict[str, float]:
    """How much better values go with their own cluster than with another, the mean over all clusters.

    Of the factors whose value is sure and worded in every cluster, and is not the same in all.
    """
    from pipeline.scenarios.trust.fit import Fit

    fit = Fit(affinity, clusters.clusters)
    margins: dict[str, float] = {}
    for factor in sheet.factors:
        values = [one.cluster.members[factor.id] for one in found]
        sure = all(
            value in one.told and sheet.value(value).text for value, one in zip(values, found, strict=True)
        )
        if not sure or len(set(values)) < 2:
            continue
        apart = []
        for value, one in zip(values, found, strict=True):
            row = fit.mean[fit.at[value]]
            others = [float(row[fit.column[other.id]]) for other in fit.elsewhere(value)]
            apart.append(float(row[fit.column[one.cluster.id]]) - max(others))
        margins[factor.id] = round(sum(apart) / len(apart), 9)
    return margins


def _counterpoint(own: Sequence[str], told: Sequence[str], material: Material, sheet: Sheet) -> str | None:
    """The best value that the groups valued against the tone; else the one that fits in least.

    One of the narrative's own where there is any: what all tell is wanted as a theme.
    """
    against = _against(material.tone)
    for value in (*own, *told):
        if sheet.value(value).wertung == against:
            return value
    if len(told) <= 2:
        return None
    return min(own or told, key=lambda value: (material.fit[value], value))


def _against(tone: Tone) -> str:
    return "+" if tone == "dunkel" else "-"


def _spread(
    ranked: Sequence[str], factor_of: Mapping[str, str], sheet: Sheet, whole: Sequence[str]
) -> list[str]:
    """The key factors' values, then the best others, of which at most two of one trend while more are
    left: key factors were chosen by people, wherever they stand."""
    chosen = list(whole)
    per_trend: dict[str, int] = {}
    key = [value for value in ranked if sheet.factor(factor_of[value]).rolle == KEY]
    for value in [*key, *(value for value in ranked if value not in key)]:
        trend = sheet.factor(factor_of[value]).trend
        free = value in key or not trend or per_trend.get(trend, 0) < PER_TREND
        if len(chosen) < THEMES and free and value not in chosen:
            chosen.append(value)
            per_trend[trend] = per_trend.get(trend, 0) + 1
    rest = [value for value in ranked if value not in chosen]
    return chosen + rest[: max(0, THEMES - len(chosen))]
