"""It is told of this region: at least two places, landscapes or institutions that belong there.

Known from the project alone: names and words for landscape or buildings that stand in its documents and
value sets, and words that begin like the region's name. The region's own name is none: every text has it.
"""

import re

from pipeline.checks.case import Case
from pipeline.checks.prose.measure import asked, weight
from pipeline.core.types import Finding
from pipeline.language.actors import is_actor
from pipeline.language.beginnings import BEGINNING, beginnings
from pipeline.language.grammar import analysed
from pipeline.language.words import fold, stem, tokens

KIND = "ortsbezug"
_WIDE = re.compile(
    r"(?:deutschland|bundesrepublik|europ|amerika|asien|china|usa|brüssel|berlin|eu\b|welt|bund\b|ki\b|nrw\b)"
)
_LANDSCAPE = re.compile(
    r"[\w-]*(?:zeche|halde|kanal|hafen|schleuse|stollen|schacht|brache|förderturm|hochofen|hütte|gießerei|werft"
    r"|stahlwerk|kraftwerk|ufer|aue|deich|moor|heide|weinberg|steinbruch|talsperre|trinkhalle|waschkaue"
    r"|siedlung|gasometer|schleppkahn|radschnellweg|schnellweg|bergbau|bergwerk|kohleofen|zechenhaus)"
)
_AT_PLACE = frozenset("in aus bei nach von bis um nahe zwischen rund".split())
_THE = frozenset("der die das den dem des".split())
_COMMON = ("NN", "NNA", "ADJ(A)", "CARD")


def check(case: Case) -> list[Finding]:
    """A finding where too few are found; a warning where there is none."""
    wanted = asked(case, KIND)
    found = regional(case)
    if len(found) >= wanted:
        return []
    names = f" („{'“, „'.join(found)}“)" if found else ""
    message = (
        f"Orte, Landschaft oder Einrichtungen der Region: {len(found)} gefunden{names}; ab {wanted} könnte "
        "der Text nicht mehr überall spielen. Bitte Einzelheiten der Region ergänzen."
    )
    return [case.finding(None, KIND, weight(len(found), wanted), message, " ".join(found))]


def regional(case: Case) -> list[str]:
    """What binds a text to the region, each once, in the order of finding."""
    settings = case.ground.settings
    own = {stem(token) for token in tokens(f"{settings.region} {settings.name_pattern}")}
    starts = beginnings(f"{settings.region} {settings.name_pattern}")
    known = {stem(token) for token in case.ground.source_tokens}
    found: dict[str, str] = {}
    for text in case.texts:
        tagged = analysed(text)
        for at, (word, lemma, tag) in enumerate(tagged):
            foreign = is_actor(fold(word)) or bool(_WIDE.match(fold(word)))
            if not word[:1].isupper() or stem(fold(word)) in own or foreign:
                continue
            like = len(word) >= BEGINNING and fold(word)[:BEGINNING] in starts
            before = tagged[at - 1][0].lower() if at else ""
            if like or (_is_place(word, lemma, tag, before) and _known(word, known)):
                found.setdefault(stem(fold(word)), word)
    return list(found.values())


def _is_place(word: str, lemma: str, tag: str, before: str) -> bool:
    """A name, "Essener", or a word for what stands in a landscape."""
    of_place = tag == "ADJ(A)" and word.endswith("er") and lemma == word.lower()
    said_so = tag not in _COMMON and before in _AT_PLACE
    named = (said_so or (tag == "NE" and before in _THE)) and len(word) > 2
    return of_place or named or bool(_LANDSCAPE.fullmatch(fold(lemma)))


def _known(word: str, known: set[str]) -> bool:
    """Whether the project's own texts know a word, or a part of it; of "Essener" they may know "Essen"."""
    return any(stem(part) in known or stem(part.removesuffix("er")) in known for part in tokens(word))
