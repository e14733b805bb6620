"""What a sentence claims that can be looked up exactly: numbers, names, addresses.

A claim stands where its source holds it in the same form. German writes 1.000 and 2,5 where English
writes 1,000 and 2.5; number words count as their figures. Names of people, firms and places are kept
as the source has them; in English a large word that is a close relative of a German one is no claim
("University", "Universität").
"""

import re
from collections.abc import Iterator, Sequence

from pipeline.ask.proving.figures import unproven_figures
from pipeline.ask.proving.places import about, without_places
from pipeline.checks.names import names_in
from pipeline.core.types import Citation
from pipeline.language.words import FUNCTION_WORDS, stem, tokens

_ADDRESS = re.compile(r"\S*(?:://|www\.|@)\S+|\b[\w-]+\.(?:de|com|org|net|eu|info|io)\b", re.IGNORECASE)
_LARGE = re.compile(
    r"(?<!\w)(?<![.!?:]\s)(?<!^)[A-ZÄÖÜ][\w-]*\w|\b\w*[a-zäöü][A-ZÄÖÜ]\w*|\b[A-ZÄÖÜ]{2,}\w*"
)
_ENGLISH_NAMES = {
    "german": "deutsch", "germany": "deutsch", "germans": "deutsch", "north": "nord", "south": "süd",
    "east": "ost", "rhine": "rhein", "westphalia": "westf", "cologne": "köln", "munich": "münch",
    "china": "chin", "chinese": "chin", "france": "fran", "french": "fran", "italy": "ital",
    "japan": "japan", "netherlands": "niederl", "dutch": "niederl", "united": "usa", "american": "amerik",
    "chambers": "kammer", "chamber": "kammer", "ministry": "minist", "federal": "bund",
    "january": "januar", "february": "februar", "march": "märz", "may": "mai", "june": "juni",
    "july": "juli", "october": "oktober", "december": "dezember", "monday": "montag",
    "tuesday": "dienstag", "wednesday": "mittwoch", "thursday": "donnerstag", "friday": "freitag",
    "saturday": "samstag", "sunday": "sonntag",
}  # fmt: skip
"""Large words of English that have a German form of their own, with what that holds."""
_COGNATE = 4
"""Letters that a word shares at its beginning with one of the source that it may stand for."""


def unproven(sentence: str, source: str, *, english: bool, places: Sequence[Citation] = ()) -> list[str]:
    """The claims of a sentence that do not stand in its source, as written.

    `places` are the citations that it rests on: where they stand proves names too, and few numbers.
    """
    named = f"{source} {about(places)}" if places else source
    return [
        *_addresses(sentence, named),
        *unproven_figures(without_places(sentence, places), source, english=english),
        *_names(sentence, named, english),
    ]


def _addresses(sentence: str, source: str) -> Iterator[str]:
    known = source.lower()
    for found in _ADDRESS.findall(sentence):
        if found.strip(".,;()").lower() not in known:
            yield found


def _names(sentence: str, source: str, english: bool) -> Iterator[str]:
    known = set(tokens(source))
    stems = {stem(token) for token in known}
    for name in _large_words(sentence) if english else names_in(sentence):
        for part in tokens(name):
            if part in FUNCTION_WORDS or part in known or stem(part) in stems or part.rstrip("s") in known:
                continue
            if not (english and _relative(part, known)):
                yield name
                break


def _large_words(sentence: str) -> list[str]:
    """The words that English writes large. The first of a sentence may be any word and is left out,
    unless it has large letters inside: a name that stands there alone is not found."""
    return list(dict.fromkeys(one for one in _LARGE.findall(sentence) if len(one) > 1))


def _relative(word: str, known: set[str]) -> bool:
    """Whether a word of the source begins as the English word does, or as its German form."""
    if word in _ENGLISH_NAMES:
        return any(_ENGLISH_NAMES[word] in one for one in known)
    begins = word[:_COGNATE].replace("c", "k")
    return any(one.replace("c", "k").startswith(begins) for one in known)
