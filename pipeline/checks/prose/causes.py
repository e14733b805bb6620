"""Why it is so: at least four links that name a cause; else a narrative is a list.

Without understanding only the words are counted that name a cause or what follows of it. Whether the
cause bears what it is said to is nobody's verdict here, and the finding says that it is a count.
"""

import re

from pipeline.checks.case import Case
from pipeline.checks.prose.measure import asked, weight
from pipeline.core.types import Finding
from pipeline.language.quoted import unquoted

KIND = "ursachen"
_LINK = re.compile(
    r"\b(?:weil|denn(?!och)|dadurch|deshalb|daher|deswegen|darum|weshalb|weswegen|wodurch|sodass|so ?dass"
    r"|seit(?:dem|her)?|infolge(?:dessen)?|aufgrund|auf Grund|wegen|folglich|somit|demzufolge|nämlich|zumal"
    r"|indem|(?<=, )damit|damit (?=(?:der|die|das|es|sie|er|man|kein\w*|niemand|alle|jede\w*|ein\w*)\b)"
    r"|dank (?=[desmi])"
    r"|führ(?:t|en|te|ten) (?:dazu|zu)|sorg(?:t|en|te|ten) dafür|lieg(?:t|en) (?:daran|das daran)"
    r"|ausgelöst|bewirk(?:t|en|te|ten))\b",
    re.IGNORECASE,
)
_NO_LINK = re.compile(r"\b(?:es sei denn|mehr denn je|wenn denn|was denn|wo denn)\b", re.IGNORECASE)


def check(case: Case) -> list[Finding]:
    """A finding where links are too few; a Rohgerüst claims no cause, and has none."""
    wanted = asked(case, KIND)
    links = sum(map(causal_links, case.texts))
    if case.narrative.rohgeruest or links >= wanted:
        return []
    many = (
        "Kein Wort verbindet"
        if not links
        else "Nur 1 Wort verbindet"
        if links == 1
        else f"Nur {links} Wörter verbinden"
    )
    message = (
        f"{many} Ursache und Folge (weil, deshalb, dadurch …); bei {wanted} versteht man, warum es so kam. "
        "Gezählt sind Bindewörter, beurteilt ist nichts: Bitte prüfen, wo ein Grund fehlt."
    )
    return [case.finding(None, KIND, weight(links, wanted), message, str(links))]


def causal_links(sentence: str) -> int:
    """How many words of a sentence link a cause with what follows; quotations are left out."""
    return len(_LINK.findall(_NO_LINK.sub(" ", unquoted(sentence))))
