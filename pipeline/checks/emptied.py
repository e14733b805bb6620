"""A text without a sentence: whatever emptied it, there is nothing to publish."""

from pipeline.checks.case import Case
from pipeline.core.types import Finding

KIND = "text_fehlt"


def check(case: Case) -> list[Finding]:
    """A blocking finding for a text without sentences."""
    if case.texts:
        return []
    message = (
        "Der Text ist leer. Bitte ihn wiederherstellen oder mit „szenario run PROJEKT --redo draft --only "
        f"{case.narrative.cluster}“ neu entwerfen lassen."
    )
    return [case.finding(None, KIND, "block", message)]
