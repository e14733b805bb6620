"""A dark future has a chance that somebody takes: one without is a warning, and nobody works with it.

The counterpart of the price of a bright one. Dark is a cluster that the groups valued as bad for the most
part; a chance is anything good that the text tells.
"""

from pipeline.checks.case import Case
from pipeline.checks.prose.measure import is_whole
from pipeline.checks.prose.sides import sides
from pipeline.core.types import Finding
from pipeline.scenarios.tone import tone

KIND = "chance"


def check(case: Case) -> list[Finding]:
    """A warning for a dark future in which nobody gains anything."""
    values = [case.ground.sheet.value(one) for one in case.cluster.members.values()]
    if not is_whole(case) or tone(values) != "dunkel" or sides(case).good:
        return []
    good = [value for value in values if value.wertung == "+"]
    hint = f", etwa „{good[0].label}“" if good else ""
    message = (
        "Diese Zukunft ist überwiegend dunkel, und im Text hat niemand etwas von ihr; das glaubt keiner. "
        f"Bitte zeigen, wem sie nützt{hint}."
    )
    return [case.finding(None, KIND, "warn", message, good[0].id if good else "")]
