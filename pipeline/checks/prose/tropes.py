"""Turns of phrase by which readers know machine prose, as far as they can be told from good German.

Only what is found in a sentence by its form: a fixed phrase, a question, a list of exactly three
single words. One such list may be what the matter wants; it is the second that makes a habit.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.checks.case import Case
from pipeline.core.types import Finding
from pipeline.language.grammar import tags
from pipeline.language.quoted import unquoted

KIND = "formelhaft"
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


@dataclass(frozen=True)
class Trope:
    """One turn of phrase in a sentence (from 1); of lists of three, in the second that has one.

    `form` is the phrase, "" for a question or a list; `lists` the sentences with lists of three.
    """

    sentence: int
    form: str = ""
    lists: tuple[int, ...] = ()


def check(case: Case) -> list[Finding]:
    """A warning for each turn of phrase; exempt is what is quoted, and what the value sheet calls so."""
    factors = case.ground.sheet.factors
    sheet = "\n".join(
        part for one in factors for part in (one.name, *(value.label for value in one.values))
    )
    return [
        case.finding(one.sentence, KIND, "warn", _told(one), one.form)
        for one in found_in([unquoted(text) for text in case.texts])
        if not (one.form and _PHRASES[one.form].search(sheet))
    ]


def _told(one: Trope) -> str:
    if one.form:
        return f"„{one.form}“ ist eine Floskel, an der man Maschinentexte erkennt. Bitte schlichter sagen."
    if one.lists:
        numbers = ", ".join(map(str, one.lists))
        return (
            f"Die Sätze {numbers} zählen je drei Glieder auf; als Gewohnheit klingt das nach Maschine. "
            "Bitte höchstens eine solche Reihe stehen lassen."
        )
    return "Eine Frage weicht der Aussage aus. Bitte eine Aussage daraus machen."


def found_in(texts: Sequence[str]) -> list[Trope]:
    """The turns of phrase in the sentences of one text: phrases, then questions, then lists of three."""
    found = [
        Trope(number, name)
        for number, text in enumerate(texts, start=1)
        for name, form in _PHRASES.items()
        if form.search(text)
    ]
    found += [Trope(number) for number, text in enumerate(texts, start=1) if _QUESTION.search(text)]
    listing = tuple(number for number, text in enumerate(texts, start=1) if lists_three(text))
    if len(listing) > LISTS_OF_THREE:
        found.append(Trope(listing[LISTS_OF_THREE], lists=listing))
    return found


def tropes(texts: Sequence[str]) -> list[str]:
    """What is found in the sentences of one text, each told to the model that wrote it."""
    return [_asked_for(one) for one in found_in(texts)]


def _asked_for(one: Trope) -> str:
    if one.form:
        return f"Satz {one.sentence} enthält „{one.form}“; sag es schlichter."
    if one.lists:
        return (
            f"Die Sätze {', '.join(map(str, one.lists))} zählen je drei Glieder auf; lass höchstens eine "
            "solche Reihe stehen und nenne sonst das eine, worauf es ankommt."
        )
    return f"Satz {one.sentence} ist eine Frage; mach eine Aussage daraus."


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
