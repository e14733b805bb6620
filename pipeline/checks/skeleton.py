"""A Rohgerüst that nobody has worked on is not for publication."""

from pipeline.checks.case import Case
from pipeline.core.types import Finding

KIND = "rohgeruest"


def check(case: Case) -> list[Finding]:
    """A blocking finding while the text stands as the machine left it."""
    if not case.narrative.rohgeruest:
        return []
    message = (
        "Der Text ist ein unbearbeitetes Rohgerüst aus den Aussagen der Gruppen. Bitte überarbeiten; "
        "so darf er nicht veröffentlicht werden."
    )
    return [case.finding(None, KIND, "block", message)]
