"""Words in quotation marks that nobody said: found in neither passages nor value sets."""

import re

from pipeline.checks.case import Case
from pipeline.core.types import Finding
from pipeline.language.words import count_words, fold, tokens

KIND = "zitat_unbelegt"
SHORT = 3
"""Up to here quotation marks may just set off a term, unless the sentence says who said it."""
_SAYS = frozenset("sagt sagte so meint betont erklärt findet heißt erzählt klagt lobt nennt".split())
_QUOTED = re.compile(r"[„»\"“]([^„“”»«\"]{2,400})[“”«\"]")


def check(case: Case) -> list[Finding]:
    """A blocking finding for every quotation without a source."""
    source = _plain(case.ground.source_text)
    found: list[Finding] = []
    for sentence, text in case.numbered():
        said = bool(_SAYS & set(tokens(text)))
        for quoted in _QUOTED.findall(text):
            long = count_words(quoted) > SHORT or (said and count_words(quoted) > 1)
            if long and _plain(quoted) not in source:
                found.append(
                    case.finding(
                        sentence,
                        KIND,
                        "block",
                        f"Das Zitat „{quoted.strip()}“ steht so in keinem Dokument und keiner "
                        "Ausprägung. Bitte wörtlich belegen oder ohne Anführungszeichen schreiben.",
                        quoted.strip(),
                    )
                )
    return found


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text)))
