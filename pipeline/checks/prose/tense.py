"""Present for the state, past for the path.

A future that is told as future is a forecast; told in the present it can be walked through. A sentence
in the past is never flagged: it may be the way. Only a text told in the past for the most part is.
"""

import re

from pipeline.checks.case import Case
from pipeline.checks.prose.measure import written
from pipeline.core.types import Finding
from pipeline.language.grammar import analysed
from pipeline.language.quoted import unquoted
from pipeline.language.tense import tells_past, tells_present

KIND = "zeitform"
MOST = 0.6
"""Of the sentences: three of ten sentences are enough for a way, six of ten leave no state."""
FEWEST = 4
_WILL = re.compile(r"(?:wird|werden|wirst|werdet|werde)", re.IGNORECASE)
_INFINITIVE = ("VV(INF)", "VA(INF)", "VM(INF)", "VV(IZU)")
_PARTICIPLE = ("VV(PP)", "VA(PP)", "VM(PP)", "ADJ(D)")


def check(case: Case) -> list[Finding]:
    """A warning for each sentence in the future tense, and for a text that stands mostly in the past."""
    found = [
        case.finding(
            number,
            KIND,
            "warn",
            "Der Satz steht im Futur und klingt nach Vorhersage. Bitte im Präsens erzählen, wie es ist.",
        )
        for number, text in case.numbered()
        if tells_future(unquoted(text))
    ]
    past = sum(tells_past(text) and not tells_present(text) for text in case.texts)
    if written(case) and len(case.texts) >= FEWEST and past > MOST * len(case.texts):
        message = (
            f"{past} von {len(case.texts)} Sätzen stehen in der Vergangenheit; dann sieht man nicht, wie "
            "es ist. Bitte den Zustand im Präsens erzählen und nur den Weg in der Vergangenheit."
        )
        found.append(case.finding(None, KIND, "warn", message, str(past)))
    return found


def tells_future(sentence: str) -> bool:
    """Whether a clause has "werden" with an infinitive and no participle: passives and "wird laut" do not.

    The infinitive ends the clause or stands before the verb ("dass sie kommen wird").
    """
    known = analysed(sentence)
    start = 0
    for at in range(len(known) + 1):
        if at == len(known) or known[at][2].startswith("$") or known[at][0] in ",;:.!?–":
            if _future_clause(known[start:at]):
                return True
            start = at + 1
    return False


def _future_clause(clause: tuple[tuple[str, str, str], ...]) -> bool:
    wills = [at for at, (word, _, _) in enumerate(clause) if _WILL.fullmatch(word)]
    if not wills or any(tag in _PARTICIPLE for _, _, tag in (*clause[-2:], clause[wills[0] - 1])):
        return False
    if any(tag == "VM(FIN)" for _, _, tag in clause):
        return False
    last = clause[-1] if wills[0] != len(clause) - 1 else clause[-2] if len(clause) > 1 else clause[-1]
    return last[2] in _INFINITIVE and last[0].lower() == last[1].lower() and last[0].islower()
