"""Sentences of a text that stayed while the sheet behind it was reworded: they may tell what no longer is.

A sentence that a person changed may have followed the sheet; it is a remark only.
"""

from pipeline.checks.case import Case
from pipeline.core.types import Finding, Severity
from pipeline.scenarios.written_from import reworded_since, told_now

KIND = "auspraegung_geaendert"


def check(case: Case) -> list[Finding]:
    """A warning for every sentence that was written from another wording than the sheet's of now."""
    found = []
    for number, one in enumerate(case.narrative.sentences, start=1):
        ids = reworded_since(one, case.ground.sheet)
        if ids:
            told = told_now(ids, case.ground.sheet)
            message = (
                f"Seit dieser Satz geschrieben wurde, ist anders gefasst: {told}. "
                "Bitte lesen, ob er noch stimmt; Fassungen schreibt „szenario impact-of LAUF --redraft“."
            )
            severity: Severity = "info" if one.basis == "edited" else "warn"
            found.append(case.finding(number, KIND, severity, message, ", ".join(ids)))
    return found
