"""Whether a sentence says what was asked: the number of these people, the name of such a one.

The form alone is not enough: "Wie viele Leute waren da?" is not answered by "55 Faktoren". A form is
tied to the question where the word that is asked about, or one near to it, stands beside it.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.ask.question.wanted import Kind, Wanted
from pipeline.ask.quoting.forms import FIGURE, holds, told_by_form
from pipeline.ask.quoting.names import names
from pipeline.language.words import content_tokens, fold, stem, tokens

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NEAR, COUNTED = 0.6, 0.55
"""From this cosine on two words are near, and what is counted is: Leute and Teilnehmer .56, Firmen and
Betriebe .63; Leute and Wissenschaftler .41, Gewerbesteuersatz and Gewerbeflächen .55."""
TAIL = 5
"""So many letters at the end of two stems make them one thing: Fabrikgelände, Industriegelände."""
_BESIDE = 4
_DATED = re.compile(r"(?:19|20)\d\d\b(?![.,]\d)|\d{1,2}\.(?:\s?\d{1,2}\.|\s[A-ZÄÖÜ])")
_NOUN = re.compile(r"\b[A-ZÄÖÜ][\w-]{2,}")


def fits(sentence: str, around: str, wanted: Wanted, common: frozenset[str]) -> bool:
    """Whether the sentence holds what is wanted; `around` is what stands beside it, with its heading.

    `common` are names, in small letters, that cannot be an answer: those of the question, and those
    that stand everywhere.
    """
    if not told_by_form(wanted.kind):
        return True
    if not holds(sentence, wanted.kind):
        return False
    if wanted.kind is Kind.NAME:
        fresh = any(fold(name) not in common for name in names(sentence))
        return fresh and (not wanted.about or tied(wanted.about, _nouns(around)))
    if wanted.kind is Kind.COUNT:
        return not wanted.about or any(tied(wanted.about, words, COUNTED) for words in _counted(sentence))
    return not wanted.about or tied(wanted.about, _nouns(around))


def tied(about: Sequence[str], words: Sequence[str], near: float = NEAR) -> bool:
    """Whether one of the words says the same as, or something near to, one that is asked about."""
    return any(_same(one, other) for one in about for other in words) or any(
        _cosine(one, other) >= near for one in about for other in words
    )


def _counted(sentence: str) -> list[list[str]]:
    """For each figure that is no year or day the words that follow it, as they stand and their stems.

    By meaning an English word is near to the stem alone: attacks and Angriff .83, and Angriffen .49.
    """
    return [
        [
            form
            for word in content_tokens(" ".join(tokens(sentence[found.end() :])[:_BESIDE]))
            if word.isalpha()
            for form in dict.fromkeys((word, stem(word)))
        ]
        for found in FIGURE.finditer(sentence)
        if not _DATED.match(sentence, found.start())
    ]


def _nouns(text: str) -> list[str]:
    return list(dict.fromkeys(_NOUN.findall(text)))


@lru_cache(maxsize=50_000)
def _same(one: str, other: str) -> bool:
    first, second = stem(fold(one)), stem(fold(other))
    if first == second:
        return True
    short, long = sorted((first, second), key=len)
    return len(short) >= TAIL and (
        long.endswith(short) or long.startswith(short) or first[-TAIL:] == second[-TAIL:]
    )


@lru_cache(maxsize=50_000)
def _cosine(one: str, other: str) -> float:
    return round(float(_vector(fold(one)) @ _vector(fold(other))), 2)


@lru_cache(maxsize=20_000)
def _vector(word: str) -> "NDArray[np.float64]":
    from pipeline.language.meaning import embed

    vectors = embed([word])
    return vectors.reshape(-1)
