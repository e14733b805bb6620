"""Key values of the cluster that the text does not speak of."""

from pipeline.checks.case import Case
from pipeline.checks.thresholds import threshold
from pipeline.core.types import Finding

KIND = "schluesselwert_fehlt"
NAMED = 4


def check(case: Case) -> list[Finding]:
    """One finding naming the key factors that are silent; a warning where too many are."""
    keys = [factor for factor in case.ground.sheet.factors if factor.rolle == "Schlüsselfaktor"]
    if not keys or not case.texts:
        return []
    needed, expressed_from = (threshold(KIND, name) for name in ("needed_share", "expressed"))
    matcher = case.ground.matcher
    nearness = matcher.match(case.texts).both.max(axis=0)
    told = {value for sentence in case.narrative.sentences for value in sentence.values}
    silent = [
        factor
        for factor in keys
        if (value := case.cluster.members[factor.id]) not in told
        and nearness[matcher.position[value]] < expressed_from
    ]
    if not silent:
        return []
    expressed = len(keys) - len(silent)
    names = ", ".join(f"„{factor.name}“" for factor in silent[:NAMED])
    if len(silent) > NAMED:
        names += f" und {len(silent) - NAMED} weitere"
    return [
        case.finding(
            None,
            KIND,
            "warn" if expressed < needed * len(keys) else "info",
            f"Erkennbare Schlüsselfaktoren: {expressed} von {len(keys)}; nicht gefunden: {names}.",
            " ".join(case.cluster.members[factor.id] for factor in silent),
        )
    ]
