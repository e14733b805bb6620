"""No advice: a scenario shows what could be, and leaves to its readers what they make of it.

Told by forms of appeal. "Muss" alone is none: in a future somebody may have to book a bus. Nor is "sollte"
where a sentence tells of the past ("der Anschluss sollte 2028 fertig sein") or opens a condition.
"""

import re

from pipeline.checks.case import Case
from pipeline.core.types import Finding
from pipeline.language.quoted import unquoted
from pipeline.language.tense import tells_past

KIND = "rat"
_TO_DO = r"[^.;]{0,80}?\b(?:zu \w+en|\w+zu\w+en)\b"
_APPEAL = re.compile(
    rf"\bes gilt(?: \w+)?,? {_TO_DO}|\bgilt es(?: nun| jetzt| also)?,? {_TO_DO}"
    r"|\bwir (?:müssen|sollten|dürfen nicht)\b|\b(?:müssen|sollten) wir\b|\bman sollte\b|\bsollte man\b"
    r"|\b(?:muss|müssen) endlich\b|\bempfiehlt sich\b|\bempfehlenswert\b|\bratsam\b|\bhandlungsbedarf\b"
    r"|\b(?:unsere|die|eine) (?:handlungs)?empfehlung(?:en)? (?:lautet|ist|sind|an)\b"
    r"|\bwir (?:empfehlen|raten|fordern)\b|\b(?:jetzt|nun) (?:ist|sind) [^.,;]{1,40} gefragt\b"
    r"|\bes braucht (?:jetzt|endlich|dringend)\b|\bes ist (?:höchste )?zeit,? (?:zu|dass)\b"
    r"|\bes wäre (?:klug|ratsam|sinnvoll|wünschenswert)\b",
    re.IGNORECASE,
)
_SHOULD = re.compile(r"\bsollte(?:n|st|t)?\b", re.IGNORECASE)
_CONDITION = re.compile(r"(?:^|[,;:–]\s)sollte[nst]?\b", re.IGNORECASE)
_THEN = re.compile(
    r"\b(?:damals|ursprünglich|eigentlich|einst|zunächst|zuerst|(?:bis|ab|seit|im jahr|schon) 20\d\d)\b",
    re.IGNORECASE,
)


def check(case: Case) -> list[Finding]:
    """A warning for each sentence that advises or appeals."""
    return [
        case.finding(
            number,
            KIND,
            "warn",
            "Der Satz klingt nach Rat oder Appell; ein Szenario zeigt, was sein könnte, und rät nicht. "
            "Bitte als Zustand oder Handlung erzählen.",
        )
        for number, text in case.numbered()
        if advises(unquoted(text))
    ]


def advises(sentence: str) -> bool:
    """Whether a sentence has a form of appeal."""
    if _APPEAL.search(sentence):
        return True
    plain = _CONDITION.sub(" ", sentence)
    past = tells_past(_SHOULD.sub("soll", plain))
    return bool(_SHOULD.search(plain)) and not past and not _THEN.search(sentence)
