"""Turns of phrase by which readers know machine prose, as far as they can be told from good German.

Only what is found in a sentence by its form: a fixed phrase, a question, a list of exactly three
single words. One such list may be what the matter wants; it is the second that makes a habit.
"""

import re
from collections.abc import Sequence

from pipeline.language.grammar import tags

_PHRASES = {
    "nicht nur … sondern auch": re.compile(
        r"\bnicht (?:nur|bloß|allein)\b[^.;!?]*\bsondern\b", re.IGNORECASE
    ),
    "Ökosystem": re.compile(r"ökosystem", re.IGNORECASE),
    "im Spannungsfeld": re.compile(r"\bspannungsfeld", re.IGNORECASE),
    "Balanceakt": re.compile(r"\b(?:balanceakt|drahtseilakt|gratwanderung)", re.IGNORECASE),
    "Paradigmenwechsel": re.compile(r"\bparadigmenwechsel", re.IGNORECASE),
    "In einer Welt, in der": re.compile(r"\bin einer (?:welt|zeit), in der\b", re.IGNORECASE),
    "Am Ende": re.compile(r"^Am Ende\b(?! (?:der|des|einer|eines|dieser|dieses)\b)"),
    "Hier zählt": re.compile(r"^Hier zählt\b"),
}
_QUESTION = re.compile(r"\?[“”\"»«]?\s*$")
_MEMBERS = ("NN", "ADJ(A)", "ADJ(D)", "VV(FIN)", "VV(INF)")
_BEFORE = ("ART", "PPOSAT", "PIAT", "PDAT", "ADJ(A)")
LISTS_OF_THREE = 1
"""As many a text may have."""


def tropes(texts: Sequence[str]) -> list[str]:
    """What is found in the sentences of one text, each told with the number of its sentence."""
    found = [
        f"Satz {number} enthält „{name}“; sag es schlichter."
        for number, text in enumerate(texts, start=1)
        for name, form in _PHRASES.items()
        if form.search(text)
    ]
    found += [
        f"Satz {number} ist eine Frage; mach eine Aussage daraus."
        for number, text in enumerate(texts, start=1)
        if _QUESTION.search(text)
    ]
    listing = [str(number) for number, text in enumerate(texts, start=1) if lists_three(text)]
    if len(listing) > LISTS_OF_THREE:
        found.append(
            f"Die Sätze {', '.join(listing)} zählen je drei Glieder auf; lass höchstens eine solche Reihe "
            "stehen und nenne sonst das eine, worauf es ankommt."
        )
    return found


def lists_three(text: str) -> bool:
    """Whether a sentence lists exactly three single words of one kind: "A, B und C"."""
    known = tags(text)
    return any(
        word.lower() in ("und", "oder") and _three(known, position)
        for position, (word, _) in enumerate(known)
    )


def _three(known: Sequence[tuple[str, str]], joint: int) -> bool:
    last = _skipped(known, joint + 1, 1)
    second = joint - 1
    comma = _skipped(known, second - 1, -1)
    if last is None or comma is None or second < 0 or known[comma][0] != "," or comma < 1:
        return False
    kinds = {known[position][1] for position in (comma - 1, second, last)}
    before = _skipped(known, comma - 2, -1)
    longer = before is not None and known[before][0] == ","
    return len(kinds) == 1 and kinds <= set(_MEMBERS) and not longer


def _skipped(known: Sequence[tuple[str, str]], position: int, step: int) -> int | None:
    """The first position that is no article or adjective in front of a noun; None past the end."""
    while 0 <= position < len(known):
        following = known[position + 1][1] if position + 1 < len(known) else ""
        if known[position][1] not in _BEFORE or following not in ("NN", *_BEFORE):
            return position
        position += step
    return None
