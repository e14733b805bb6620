"""Whether a German sentence tells of the past: Präteritum, Perfekt or Plusquamperfekt.

Told from a verb's form beside its basic form, as the tagger gives them: "standen" is not "stehen",
"kauften" not "kaufen", while "arbeiten" is its own basic form and so present. Subjunctives are no
past. Lenient where a form can be both: it is used to ask for more, never to refuse.
"""

import re

from pipeline.language.grammar import analysed

_VERB = ("VV(FIN)", "VA(FIN)", "VM(FIN)", "VV(INF)")
_FINITE = ("VV(FIN)", "VA(FIN)", "VM(FIN)")
_PARTICIPLE = ("VV(PP)", "VA(PP)", "VM(PP)")
_AUXILIARY = re.compile(r"(?:war|hatte|wurde|konnte|musste|durfte|sollte|wollte|mochte)(?:n|st|t)?")
_SUBJUNCTIVE = re.compile(r"\w*(?:könnt|müsst|dürft|möcht|hätt|wär|würd|bräucht|käm|gäb|ließ|ging)e[nst]*")
_PRESENT = frozenset(
    "bin bist ist sind seid hat kann muss darf soll will mag weiß wird kannst musst darfst sollst".split()
)
_STRONG_IN_T = re.compile(
    r"\w*(?:hielt|trat|bat|bot|riet|briet|schnitt|schritt|stritt|glitt|litt|(?<!t)ritt|galt|focht|tat)"
)
_HAVE = frozenset("habe hast hat haben habt".split())
_BE = frozenset("bin bist ist sind seid".split())
# Participles that with "sein" are a perfect; any other is a state ("ist geöffnet").
_MOVED = re.compile(
    r"\w*(?:worden|gewesen|standen|kommen|gangen|blieben|wachsen|fallen|stiegen|sunken|schwunden|zogen"
    r"|wandert|fahren|laufen|folgt|scheitert|sprungen|storben|schehen|kehrt|rückt|ronnen|geflossen)"
)


def tells_past(sentence: str) -> bool:
    """Whether a finite verb of the sentence stands in a past tense."""
    known = [(word.lower(), lemma.lower(), tag) for word, lemma, tag in analysed(sentence)]
    participles = [word for word, _, tag in known if tag in _PARTICIPLE]
    words = {word for word, _, _ in known}
    if participles and words & _HAVE:
        return True
    if words & _BE and any(_MOVED.fullmatch(word) for word in participles):
        return True
    return any(_past(word, lemma) for word, lemma, tag in known if tag in _VERB)


def tells_present(sentence: str) -> bool:
    """Whether a finite verb of the sentence stands in the present tense; perfects say "hat" and "ist"."""
    known = [(word.lower(), lemma.lower(), tag) for word, lemma, tag in analysed(sentence)]
    perfect = tells_past(sentence) and any(tag in _PARTICIPLE for _, _, tag in known)
    return any(
        tag in _FINITE and not _past(word, lemma) and not (perfect and word in _HAVE | _BE)
        for word, lemma, tag in known
    )


def _past(word: str, lemma: str) -> bool:
    if _AUXILIARY.fullmatch(word):
        return True
    if word in _PRESENT or word == lemma or _SUBJUNCTIVE.fullmatch(word):
        return False
    if word.endswith(("te", "ten")):
        return True
    if word.endswith(("en", "eln", "ern")):
        return not lemma.endswith(word)  # "bieten an" has the basic form "anbieten"
    if word.endswith("t"):
        return bool(_STRONG_IN_T.fullmatch(word))
    return not word.endswith(("e", "st"))
