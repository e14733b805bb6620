"""Somebody acts: at least five different persons, groups or institutions; else nothing happens in a text.

Told by nouns that can be a subject (language/actors.py). What is not known as an actor is missed, so the
finding names whom it has found.
"""

from pipeline.checks.case import Case
from pipeline.checks.prose.measure import asked, weight
from pipeline.core.types import Finding
from pipeline.language.actors import actors

KIND = "akteure"


def check(case: Case) -> list[Finding]:
    """A finding where too few act; a warning where not half of them do."""
    wanted = asked(case, KIND)
    found = list(dict.fromkeys(one for text in case.texts for one in actors(text)))
    if len(found) >= wanted:
        return []
    names = f" ({', '.join(one.capitalize() for one in found)})" if found else ""
    message = (
        f"Als handelnd erkannt: {len(found)} verschiedene Menschen, Gruppen oder Einrichtungen{names}; "
        f"{wanted} machen eine Zukunft anschaulich. Bitte zeigen, wer etwas tut."
    )
    return [case.finding(None, KIND, weight(len(found), wanted), message, " ".join(found))]
