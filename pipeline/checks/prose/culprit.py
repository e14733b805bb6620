"""No culprit: a future has causes; who reads that somebody is to blame argues about that and nothing else.

Told by words of blame. A sentence that says that nobody is to blame blames nobody.
"""

import re

from pipeline.checks.case import Case
from pipeline.core.types import Finding
from pipeline.language.negation import denies
from pipeline.language.quoted import unquoted

KIND = "schuldzuweisung"
_HAS = r"(?:hat|haben|hatte|hatten|trägt|tragen|trug|trugen|gibt|geben|gab|gaben)"
_IS = r"(?:ist|sind|war|waren|seien)"
_BLAME = re.compile(
    rf"\b(?:[Ss]chuld (?:daran |dafür |an \w+ )?(?:{_IS}|{_HAS})|{_IS} (?:\w+ ){{0,4}}?schuld"
    rf"|{_HAS} (?:\w+ ){{0,5}}?Schuld|die Schuldigen?|Sündenb[oö]ck\w*|selbstverschuldet\w*"
    rf"|verschuldet {_HAS}|zu verantworten {_HAS}|{_HAS} (?:\w+ ){{0,5}}?zu verantworten"
    rf"|{_HAS} (?:\w+ ){{0,4}}?versagt|versagten?(?= (?:der|die|das|hier|dabei|kläglich|völlig)\b)"
    r"|(?:wegen|durch) (?:des |das )?Versagens? (?:der|des|von)"
    r"|(?:Gier|Profitgier|Unfähigkeit|Ignoranz) (?:der|des|von))\b"
)


def check(case: Case) -> list[Finding]:
    """A warning for each sentence that blames somebody."""
    found = []
    for number, text in case.numbered():
        blame = _BLAME.search(unquoted(text))
        if blame and not denies(text):
            message = (
                f"Der Satz weist jemandem Schuld zu („{' '.join(blame.group().split())}“); darüber "
                "streiten dann die Lesenden. Bitte die Ursache nennen, nicht den Schuldigen."
            )
            found.append(case.finding(number, KIND, "warn", message, blame.group()))
    return found
