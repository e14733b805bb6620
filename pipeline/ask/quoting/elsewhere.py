"""Years and places that a question names and nothing near it knows: it asks about something else.

"Wie war der Workshop 2019?" is not answered by the one of 2025. A country or the whole region may go
without saying. A name that a follow-up only names ("Und in Dortmund?") has to stand beside what was asked.
"""

import re
from collections.abc import Sequence
from difflib import get_close_matches

from pipeline.ask.question.languages import Language
from pipeline.ask.quoting.candidates import Field, bag
from pipeline.language.grammar import tags
from pipeline.language.words import stems, tokens

NEARBY = 4
"""In so many of the best passages a year or place is looked for."""
ALIKE = 0.75
"""So much alike two names are one: "Deutchland", Australia and Australien."""
TOPIC, ABOUT = 2, 0.5
"""A question of so many other words is about something; a passage that holds so much of their weight, next
to the one that holds most, is about it too."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_PLACED = re.compile(r"\b(?:in|nach|aus|von|Stadt)\s+(?:den\s+|der\s+)?([A-ZÄÖÜ][\w-]{2,})")
_PLACED_ENGLISH = re.compile(r"\b(?:in|from|of)\s+([A-Z][\w-]{2,})")
_GO_WITHOUT_SAYING = (
    "deutschland deutschlands europa nordrhein-westfalen nrw westfalen ruhrgebiet revier germany europe "
    "ruhr januar februar märz april mai juni juli august september oktober november dezember january "
    "february march may june july october december"
).split()


def elsewhere(field: Field) -> tuple[str, ...]:
    """The years and names of places of the question that stand in no passage near it, in their order."""
    asked = field.question.text
    near = [f"{hit.passage.heading} {hit.passage.text}" for hit in field.hits[:NEARBY]]
    known = {word for text in near for word in tokens(text)}
    years = [one for one in _YEAR.findall(asked) if one not in known]
    places = _places(asked, field.question.language)
    unknown = [one for one in places if not _stands(one, known)]
    return tuple(dict.fromkeys([*years, *unknown, *_nowhere_beside(field)]))


def _nowhere_beside(field: Field) -> Sequence[str]:
    """The name that is named anew, where no passage holds it beside the words of the question before."""
    name = field.question.anew
    wanted = set(tokens(name)) - set(_GO_WITHOUT_SAYING)
    before = [term for term in field.terms if term.word not in tokens(name)]
    if not wanted or len(before) < TOPIC or not _is_name(field.question.asked, name):
        return ()
    held = [bag(f"{hit.passage.heading}\n{hit.passage.text}") for hit in field.hits]
    most = max((one.covered(before) for one in held), default=0.0)
    about = [one for one in held if one.covered(before) >= ABOUT * most]
    return () if any(set(stems(name)) <= one.stems for one in about) else (name,)


def _is_name(asked: str, name: str) -> bool:
    """Whether the tagger knows it for a name, and for no ordinary noun."""
    told = {word for word, tag in tags(asked) if tag == "NE"}
    return set(name.split()) <= told


def _places(asked: str, language: Language) -> Sequence[str]:
    """Names behind a preposition of place; in German those alone that are no ordinary nouns."""
    if language is Language.ENGLISH:
        return _PLACED_ENGLISH.findall(asked)
    if language is not Language.GERMAN:
        return []
    named = {word for word, tag in tags(asked) if tag == "NE" or word.isupper()}
    return [one for one in _PLACED.findall(asked) if one in named]


def _stands(name: str, known: set[str]) -> bool:
    parts = tokens(name)
    every = [*sorted(known), *_GO_WITHOUT_SAYING]
    return all(part in known or get_close_matches(part, every, 1, ALIKE) for part in parts)
