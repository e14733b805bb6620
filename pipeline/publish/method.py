"""The method in its four steps, told with what was done here."""

from collections import Counter

from pipeline.checks.case import Ground
from pipeline.core.types import FactorValue, Sheet
from pipeline.publish.edition import MethodStep
from pipeline.scenarios.proposal.written import GROUP as PROPOSED


def proposed_values(sheet: Sheet) -> tuple[FactorValue, ...]:
    """The values that a language model proposed; no group wrote them, whoever accepted them."""
    values = (value for factor in sheet.factors for value in factor.values)
    return tuple(value for value in values if value.group.startswith(PROPOSED))


def method(ground: Ground, documents: int) -> tuple[MethodStep, ...]:
    """The four steps; `documents` is how many were read."""
    sheet, clusters, horizon = ground.sheet, ground.clusters, ground.settings.horizon
    trends = len({factor.trend for factor in sheet.factors if factor.trend})
    values = [value for factor in sheet.factors for value in factor.values]
    proposed = proposed_values(sheet)
    groups = len({value.group for value in values if value.group and value not in proposed})
    of_trends = f" aus {trends} Trends" if trends else ""
    by_groups = (
        f"; {'1 Gruppe schrieb' if groups == 1 else f'{groups} Gruppen schrieben'} sie" if groups else ""
    )
    if proposed:
        by_groups += f"; {len(proposed)} davon schlug ein Sprachmodell vor"
    used = Counter(value for cluster in clusters.clusters for value in cluster.members.values())
    shared = sum(count > 1 for count in used.values())
    mode = (
        f"{shared} der Ausprägungen {'steht' if shared == 1 else 'stehen'} in mehreren Szenarien"
        if shared
        else "jede Ausprägung steht in höchstens einem Szenario"
    )
    return (
        MethodStep(
            "Einflussfaktoren",
            f"Gelesen wurden {documents} Dokumente; betrachtet werden {len(sheet.factors)} Einflussfaktoren"
            f"{of_trends}.",
        ),
        MethodStep(
            "Ausprägungen",
            f"Zu jedem Faktor stehen mögliche Zustände im Jahr {horizon}, zusammen "
            f"{len(values)} Ausprägungen{by_groups}.",
        ),
        MethodStep(
            "Rohszenarien",
            f"Die Ausprägungen sind danach gebündelt, wie gut sie zusammenpassen: {len(clusters.clusters)} "
            f"Bündel mit einer Ausprägung je Faktor; {mode}.",
        ),
        MethodStep(
            "Narrative",
            f"Zu jedem Bündel erzählt ein Text das Jahr {horizon}. Jeder Satz gibt an, "
            "worauf er beruht; geprüft wird er gegen sein Bündel und die Quellen.",
        ),
    )
