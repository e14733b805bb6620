"""The text speaks of the horizon year, and of none beyond it."""

import re

from pipeline.checks.case import Case
from pipeline.core.types import Finding

KIND = "horizont"
_YEAR = re.compile(r"\b(?:20|21)\d\d\b")


def check(case: Case) -> list[Finding]:
    """A warning where the year is missing, a blocking finding for a later one."""
    horizon = case.ground.settings.horizon
    found: list[Finding] = []
    if not any(str(horizon) in text for text in case.texts):
        found.append(
            case.finding(None, KIND, "warn", f"Das Jahr {horizon} kommt im Text nicht vor. Bitte nennen.")
        )
    for sentence, text in case.numbered():
        for year in dict.fromkeys(_YEAR.findall(text)):
            if int(year) > horizon:
                found.append(
                    case.finding(
                        sentence,
                        KIND,
                        "block",
                        f"Das Jahr {year} liegt hinter dem Horizont {horizon}. Bitte streichen.",
                        year,
                    )
                )
    return found
