"""How easily the text reads, as a figure to compare with; it never blocks and never warns.

The reading ease of Amstad (language/readability.py). Scenario prose of this kind is dense: good ones
score between 15 and 23, told in everyday words they reach 60; neither is better.
"""

from pipeline.checks.case import Case
from pipeline.core.types import Finding
from pipeline.language.readability import amstad

KIND = "lesbarkeit"


def check(case: Case) -> list[Finding]:
    """The reading ease as a hint; none for a text too short to be measured."""
    score = amstad(case.texts)
    if score is None:
        return []
    told = f"{score:.0f}".replace("-", "−")
    message = (
        f"Lesbarkeit nach Amstad: {told}. Gute Szenariotexte liegen oft um 15 bis 23, höher liest sich "
        "leichter; ein Richtwert, keine Note."
    )
    return [case.finding(None, KIND, "info", message, told)]
