"""The clauses of a sentence that each say something of their own.

Cut where a joining word follows a comma or a semicolon, and at a bare "und" or "oder"; only where
each side has a verb, so that "Kräne, und Kais" stays whole. English has no tagger here: there a side
of four words counts as one.
"""

import re

from pipeline.language.grammar import tags
from pipeline.language.sentences import sentences
from pipeline.language.words import count_words

_JOINT = re.compile(
    r"\s*;\s+|\s*[,–—]\s+(?=(?:und|oder|aber|sondern|weil|damit|denn|doch|jedoch|sodass|obwohl|wobei|während"
    r"|and|or|but|because|since|so|although|while|which)\b)|\s+(?=(?:und|oder|aber|and|but)\s)",
    re.IGNORECASE,
)
_FINITE = ("VV(FIN)", "VA(FIN)", "VM(FIN)")
_LONG = 4


def clauses(text: str, *, english: bool = False) -> list[str]:
    """The clauses of all sentences of a text, in their order."""
    return [clause for sentence in sentences(text) for clause in _cut(sentence, english)]


def _cut(sentence: str, english: bool) -> list[str]:
    found: list[str] = []
    start = 0
    for joint in _JOINT.finditer(sentence):
        before, after = sentence[start : joint.start()], sentence[joint.end() :]
        following = _JOINT.split(after, maxsplit=1)[0]
        if _says(before, english) and _says(following, english):
            found.append(before)
            start = joint.end()
    return [*found, sentence[start:]]


def _says(part: str, english: bool) -> bool:
    if english:
        return count_words(part) >= _LONG
    return any(tag in _FINITE for _, tag in tags(part))
