"""In words of its own: no run of more than six words as a group wrote it, and not one value a sentence.

Who has read the value sheet wants a story of it; a sheet read out in order is none. A Rohgerüst consists
of the groups' words by design: it is exempt until a person works on it, and says so.
"""

from pipeline.checks.case import Case
from pipeline.checks.copying import runs
from pipeline.checks.prose.measure import written
from pipeline.checks.thresholds import threshold
from pipeline.core.types import Finding
from pipeline.language.quoted import unquoted
from pipeline.language.words import tokens

KIND, SINGLE = "eigene_worte", "einzelwerte"


def check(case: Case) -> list[Finding]:
    """A warning for each sentence that repeats a value's text, and one for too many single values."""
    if not case.texts:
        return []
    if case.narrative.rohgeruest:
        message = (
            "Ein Rohgerüst besteht aus den Worten der Gruppen und nennt keine Ursachen; eigene Worte, "
            "Einzelwerte und Ursachen werden geprüft, sobald es überarbeitet ist."
        )
        return [case.finding(None, KIND, "info", message)]
    return [*_repeated(case), *_one_by_one(case)]


def _repeated(case: Case) -> list[Finding]:
    longest = int(threshold(KIND, "longest_run"))
    known = {
        run: value.id
        for factor in case.ground.sheet.factors
        for value in factor.values
        for run in runs(tokens(value.text), longest)
    }
    found = []
    for number, text in case.numbered():
        run = next((one for one in runs(tokens(unquoted(text)), longest) if one in known), None)
        if run:
            message = (
                f"Mehr als {longest} Wörter am Stück stehen so in der Wertetafel („{' '.join(run)}“). "
                "Bitte in eigenen Worten erzählen."
            )
            found.append(case.finding(number, KIND, "warn", message, known[run]))
    return found


def _one_by_one(case: Case) -> list[Finding]:
    """What a person wrote has no values of its own: it is left out of the count."""
    known = [one for one in case.narrative.sentences if one.basis != "edited"]
    single = sum(one.basis == "value" and len(one.values) == 1 for one in known)
    share = threshold(SINGLE, "largest_share")
    if not written(case) or len(known) < 1 / share or single <= share * len(known):
        return []
    message = (
        f"{single} von {len(known)} Sätzen geben nur eine einzelne Ausprägung wieder, mehr als "
        f"{100 * share:.0f} %; das liest sich wie eine Liste. Bitte verbinden oder Folgen zeigen."
    )
    return [case.finding(None, SINGLE, "warn", message, str(single))]
