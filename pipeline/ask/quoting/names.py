"""The proper names of a sentence.

German writes every noun large, so a name is told by what ordinary words are not: known to the tagger
as a name or not at all, written with large letters inside, in quotation marks, or standing with a
title or a form of company.
"""

import re
from functools import lru_cache
from itertools import pairwise

from pipeline.language.grammar import tags

_TITLED = re.compile(
    r"\b(?:Dr|Prof|Frau|Herr)\b\.?(?:\s(?:Dr|Prof)\.)*\s+([A-ZÄÖÜ][\w-]+(?:\s[A-ZÄÖÜ][\w-]+)*)"
    r"|((?:[A-ZÄÖÜ][\w&.-]*\s+){1,4}(?:GmbH|AG|SE|KG|Institut|Universität))\b"
)
_INSIDE = re.compile(
    r"\b([A-ZÄÖÜ][a-zäöüß]+[A-ZÄÖÜ]\w*)\b|\b([A-Z][A-ZÄÖÜ]+[a-z]\w*)\b|\b([A-ZÄÖÜ]\w+\.[A-ZÄÖÜ]\w+)"
    r"|»([^»«]+)«"
)
_SHORTEST = 3


@lru_cache(maxsize=4_096)
def named_person(sentence: str) -> bool:
    """Whether a person or a firm stands there: a title with a name, or two names in a row."""
    tagged = [tag for _, tag in tags(sentence)]
    return bool(_TITLED.search(sentence)) or ("NE", "NE") in pairwise(tagged)


@lru_cache(maxsize=4_096)
def names(sentence: str) -> tuple[str, ...]:
    """The names, each word of a name by itself, in their order, none twice."""
    found: dict[str, None] = {}
    for pattern in (_TITLED, _INSIDE):
        for groups in pattern.findall(sentence):
            found.update(dict.fromkeys(word for group in groups for word in group.split()))
    for word, tag in tags(sentence):
        if tag == "NE" and word[:1].isupper() and len(word) >= _SHORTEST:
            found[word] = None
    return tuple(found)
