"""Years and places that a question names and nothing near it knows: it asks about something else.

"Wie war der Workshop 2019?" is not answered by the one of 2025. A country or the whole region may go
without saying.
"""

import re
from collections.abc import Sequence
from difflib import get_close_matches

from pipeline.ask.question.languages import Language
from pipeline.ask.quoting.candidates import Field
from pipeline.language.grammar import tags
from pipeline.language.words import tokens

NEARBY = 4
"""In so many of the best passages a year or place is looked for."""
ALIKE = 0.75
"""So much alike two names are one: "Deutchland", Australia and Australien."""
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
    return tuple(dict.fromkeys([*years, *(one for one in places if not _stands(one, known))]))


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
