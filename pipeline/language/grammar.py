"""The little grammar that joining sentences needs: putting an adverb first and turning the verb.

Tags come from the Hanover Tagger (Wartena 2019), whose German model ships in its package. Where the
sentence is not of the plain form "subject – finite verb – rest", nothing is done: a sentence left as
it was is better than a wrong one.
"""

import re
import threading
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
_OBJECT_START = frozenset(
    """
    den dem einen einem keinen keinem jeden jedem diesen diesem seinen seinem ihren ihrem unseren unserem
    """.split()
)
# What follows the verb where the subject stands behind it ("Gute Einfälle hütet man").
_SUBJECT_BEHIND = ("PPER", "PIS", "NN", "NNA", "NE", "ADJ(A)", "ART", "PPOSAT", "PIAT", "CARD")
# Words that behind the verb are its subject, or make that likely ("Die Regeln macht niemand").
_LIKELY_SUBJECTS = frozenset(", der man ein niemand jemand jeder keiner".split())
_PRONOUNS = ("PPER", "PDS")
# Number: what marks a single thing, what may mark many, and how a verb of many ends.
_SINGULAR = frozenset("das dieses jedes ein eine kein jede jeder sein ihr unser".split())
_PLURAL = frozenset("die diese keine seine ihre unsere alle beide".split())
_PLURAL_VERB = ("en", "ern", "eln", "sind", "tun")


def fronted(adverb: str, sentence: str) -> str | None:
    """The sentence with `adverb` first and the subject after the verb; None where that is unsure."""
    tagged = tags(sentence)
    verb = _verb_position(sentence)
    if verb is None:
        return None
    words = [word for word, _ in tagged]
    start = words[0] if _stays_large(sentence) else words[0][0].lower() + words[0][1:]
    subject = " ".join([start, *words[1:verb]])
    if subject not in f"{start}{sentence[len(words[0]) :]}":
        return None  # the subject holds marks that were not plain words
    rest = sentence[_end_of(sentence, words[: verb + 1]) :]
    reflexive = ""
    if re.match(r" sich\b", rest) and subject != "man":
        reflexive, rest = " sich", rest[len(" sich") :]
    return f"{adverb} {words[verb]}{reflexive} {subject}{rest}"


def continued(sentence: str) -> str:
    """The sentence as it goes on after a semicolon: small at the start, unless it is a noun."""
    if _stays_large(sentence):
        return sentence
    return sentence[0].lower() + sentence[1:]


def tags(sentence: str) -> tuple[tuple[str, str], ...]:
    """Words and marks of a sentence with their STTS tags."""
    return tuple((word, tag) for word, _, tag in analysed(sentence))


@lru_cache(maxsize=10_000)
def analysed(sentence: str) -> tuple[tuple[str, str, str], ...]:
    """Words and marks with their basic forms and tags."""
    return tuple(tagger().tag_sent(_PIECE.findall(sentence)))


def _stays_large(sentence: str) -> bool:
    """Whether the first word is large anywhere: a noun, "EU-weite", or a place as in "Essener"."""
    known = analysed(sentence)
    if not known:
        return True
    word, lemma, tag = known[0]
    place = tag == "ADJ(A)" and word.endswith("er") and lemma == word.lower()
    return tag in _NAMES or place or not word.istitle()


def _verb_position(sentence: str) -> int | None:
    tagged = tags(sentence)
    if not tagged or tagged[0][1] not in _SUBJECT_START:
        return None
    for position, (word, tag) in enumerate(tagged[: LONGEST_SUBJECT + 1]):
        if tag in _FINITE:
            plain = (
                position
                and word[0].islower()
                and not _object_in_front(tagged, position)
                and not _infinitive(tagged, position)
                and _agree(sentence, position)
            )
            nouns = any(tag in (*_NAMES, "PIS") for _, tag in tagged[:position])
            return position if plain and nouns else None
        if tag not in _INSIDE_SUBJECT:
            return None
    return None


def _object_in_front(tagged: Tagged, verb: int) -> bool:
    first, first_tag = tagged[0]
    word, tag = tagged[verb + 1] if verb + 1 < len(tagged) else ("", "")
    if first.lower() in _OBJECT_START or word.lower() in _LIKELY_SUBJECTS or tag in _PRONOUNS:
        return True
    return first_tag in ("NN", "ADJ(A)") and tag in _SUBJECT_BEHIND


def _infinitive(tagged: Tagged, verb: int) -> bool:
    """Whether the "verb" belongs to the subject, and another follows: "Strom sparen lohnt sich"."""
    word, tag = tagged[verb]
    if tagged[0][1] not in ("NN", "ADJ(A)") or tag != "VV(FIN)" or not word.endswith("n"):
        return False
    for position, (word, tag) in enumerate(tagged[verb + 1 :]):
        if tag.startswith("$"):
            return False
        finite = tag in _FINITE or (position == 0 and tag == "ADJ(D)" and word.endswith("t"))
        if word == "statt" or (finite and not word.endswith(_PLURAL_VERB)):
            return True
    return False


def _agree(sentence: str, verb: int) -> bool:
    """Whether subject and verb are both of one or both of many: not "Die Regeln schreibt Brüssel"."""
    subject = analysed(sentence)[:verb]
    if any(tag == "KON" for _, _, tag in subject):
        return True
    first, first_tag = subject[0][0].lower(), subject[0][2]
    many = tags(sentence)[verb][0].endswith(_PLURAL_VERB)
    if many:
        return first not in _SINGULAR
    nouns = [(word, lemma) for word, lemma, tag in subject if tag in _NAMES]
    plural = len(nouns) == 1 and nouns[0][0].lower() != nouns[0][1].lower()
    return first_tag != "CARD" and not (plural and (first in _PLURAL or first_tag == "NN"))


def _end_of(sentence: str, words: list[str]) -> int:
    position = 0
    for word in words:
        position = sentence.index(word, position) + len(word)
    return position


_LOADING = threading.Lock()
_WORDS = 20_000


def tagger() -> Any:
    """The tagger itself, loaded once a process."""
    with _LOADING:  # calls at once would each load a tagger of their own
        return _loaded()


@lru_cache(maxsize=1)
def _loaded() -> Any:
    """The tagger, which takes each word apart once: texts and their variants have most words in common."""
    from HanTa import HanoverTagger

    found = HanoverTagger.HanoverTagger("morphmodel_ger.pgz")
    found.analyze_forward = lru_cache(maxsize=_WORDS)(found.analyze_forward)
    found.analyze_viterbi = lru_cache(maxsize=_WORDS)(found.analyze_viterbi)
    return found
