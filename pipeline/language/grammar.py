"""The little grammar that joining sentences needs: putting an adverb first and turning the verb.

Tags come from the Hanover Tagger (Wartena 2019), whose German model ships in its package. Where the
sentence is not of the plain form "subject – finite verb – rest", nothing is done: a sentence left as
it was is better than a wrong one.
"""

import re
from functools import lru_cache
from typing import Any

Tagged = tuple[tuple[str, str], ...]

LONGEST_SUBJECT = 9
_PIECE = re.compile(r"\w+(?:[-'’:*]\w+)*|[^\w\s]")
_SUBJECT_START = ("ART", "PPOSAT", "PIAT", "PDAT", "PIS", "NN", "NE", "ADJ(A)", "CARD")
_INSIDE_SUBJECT = (*_SUBJECT_START, "KON", "APPR", "APPRART", "TRUNC", "ADJ(D)", "ADV")
_FINITE = ("VV(FIN)", "VA(FIN)", "VM(FIN)")
_NAMES = ("NN", "NE")
# Forms that mark an object in front ("Den Rest erledigt …"): turning those would sound wrong.
_OBJECT_START = frozenset("den dem einen einem keinen keinem seinen ihren unseren".split())
# What follows the verb where the subject stands behind it ("Gute Einfälle hütet man").
_SUBJECT_BEHIND = ("PPER", "PIS", "NN", "NE", "ADJ(A)", "ART", "PPOSAT", "PIAT", "CARD")


def fronted(adverb: str, sentence: str) -> str | None:
    """The sentence with `adverb` first and the subject after the verb; None where that is unsure."""
    tagged = tags(sentence)
    verb = _verb_position(tagged)
    if verb is None:
        return None
    words = [word for word, _ in tagged]
    start = words[0] if tagged[0][1] in _NAMES else words[0][0].lower() + words[0][1:]
    subject = " ".join([start, *words[1:verb]])
    if subject not in f"{start}{sentence[len(words[0]) :]}":
        return None  # the subject holds marks that were not plain words
    rest = sentence[_end_of(sentence, words[: verb + 1]) :]
    reflexive = ""
    if rest.startswith(" sich "):
        reflexive, rest = " sich", rest[len(" sich") :]
    return f"{adverb} {words[verb]}{reflexive} {subject}{rest}"


def continued(sentence: str) -> str:
    """The sentence as it goes on after a semicolon: small at the start, unless it is a noun."""
    tagged = tags(sentence)
    if not tagged or tagged[0][1] in _NAMES or not tagged[0][0].istitle():
        return sentence
    return sentence[0].lower() + sentence[1:]


@lru_cache(maxsize=10_000)
def tags(sentence: str) -> tuple[tuple[str, str], ...]:
    """Words and marks of a sentence with their STTS tags."""
    pieces = _PIECE.findall(sentence)
    return tuple((word, tag) for word, _, tag in _tagger().tag_sent(pieces))


def _verb_position(tagged: Tagged) -> int | None:
    if not tagged or tagged[0][1] not in _SUBJECT_START:
        return None
    for position, (word, tag) in enumerate(tagged[: LONGEST_SUBJECT + 1]):
        if tag in _FINITE:
            plain = position and word[0].islower() and not _object_in_front(tagged, position)
            nouns = any(tag in (*_NAMES, "PIS") for _, tag in tagged[:position])
            return position if plain and nouns else None
        if tag not in _INSIDE_SUBJECT:
            return None
    return None


def _object_in_front(tagged: Tagged, verb: int) -> bool:
    first, first_tag = tagged[0]
    word, tag = tagged[verb + 1] if verb + 1 < len(tagged) else ("", "")
    if first.lower() in _OBJECT_START or word.lower() in (",", "der", "man", "ein"):
        return True
    return first_tag in ("NN", "ADJ(A)") and tag in _SUBJECT_BEHIND


def _end_of(sentence: str, words: list[str]) -> int:
    position = 0
    for word in words:
        position = sentence.index(word, position) + len(word)
    return position


@lru_cache(maxsize=1)
def _tagger() -> Any:
    from HanTa import HanoverTagger

    return HanoverTagger.HanoverTagger("morphmodel_ger.pgz")
