"""Sentences that tell another scenario: all values they rest on went to other clusters since.

A text stays while its scenario is bundled anew. Where it became another one altogether, `orphans` says so
once for the whole text; what a person reworded is for the check of what sentences state.
"""

from pipeline.checks.case import Case
from pipeline.checks.orphans import home
from pipeline.core.types import Finding

KIND = "anderswo"


def check(case: Case) -> list[Finding]:
    """A blocking finding for every sentence whose values are all those of other clusters."""
    clusters = case.ground.clusters
    own = set(case.cluster.members.values())
    others = {value: one for one in clusters.clusters for value in one.members.values()}
    if home(case.narrative, clusters).belonging == "other":
        return []
    found = []
    for number, sentence in enumerate(case.narrative.sentences, start=1):
        values = [one for one in sentence.values if one not in own]
        if values and len(values) == len(sentence.values) and all(one in others for one in values):
            sheet = case.ground.sheet
            told = ", ".join(
                f"„{sheet.value(one).label}“ ({one}) ist jetzt in „{others[one].name}“ ({others[one].id})"
                for one in values
            )
            message = f"Der Satz erzählt ein anderes Szenario: {told}. Bitte umschreiben oder streichen."
            found.append(case.finding(number, KIND, "block", message, ", ".join(values)))
    return found
