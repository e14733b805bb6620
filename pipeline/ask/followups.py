"""A question that goes on from what was asked before, made to stand alone.

"Und wer bezahlt das?" says nothing by itself: it is looked up together with the question it goes on
from, and that one with the one before it if it did not stand alone either.
"""

import re
from collections.abc import Sequence

from pipeline.language.words import content_tokens, tokens, words

FEW = 2
"""A question of so few words of its own goes on from another; "Wer leitet das Institut?" has two."""
_GOES_ON = re.compile(
    r"^\W*(?:und|aber|also|oder|sondern|and|but|so|or|what about|how about)\b"
    r"|^\W*(?:seit|bis|ab|von|für|mit)? ?"
    r"(?:wann|wem|wen|was|wer|wo|warum|wieso|why|when|who|where|how)\W*$",
    re.I,
)
_POINTS_BACK = frozenset(
    """
    er sie es ihn ihm ihr ihre ihrer ihren ihrem seine seiner seinem seinen das dies diese dieser diesem
    diesen dieses dazu dafür davon dabei damit darin daran darauf daraus darum dagegen danach dort da
    dessen deren jene jener solche solcher beide it its they them their this that these those there he she
    him his her
    """.split()
)
_ARTICLES = frozenset(
    "das dies diese dieser diesem diesen dieses ihr ihre ihrer ihren that this these those his her".split()
)
_EMPTY = frozenset("es it there da".split())
"""In "gibt es" and "is there" they stand for nothing."""


def standing_alone(question: str, before: Sequence[str]) -> str:
    """The question behind those it goes on from; `before` are the earlier ones, oldest first."""
    if not before or not goes_on(question):
        return question
    return f"{standing_alone(before[-1], before[:-1])} {question}"


def goes_on(question: str) -> bool:
    """Whether the question needs another one to be understood."""
    if _GOES_ON.search(question):
        return True
    return points_back(question) or len(content_tokens(question)) < FEW


def refers(text: str) -> bool:
    """Whether a word such as "davon" stands anywhere for something said before."""
    return any(word.startswith("da") and word in _POINTS_BACK - _EMPTY - _ARTICLES for word in tokens(text))


def points_back(text: str) -> bool:
    """Whether a pronoun stands for something said before; one behind a noun stands for that."""
    said = words(text)
    for at, word in enumerate(said):
        follows = said[at + 1] if at + 1 < len(said) else ""
        if at and word[:1].isupper():
            return False
        low = word.lower()
        if low not in _POINTS_BACK or (low in _ARTICLES and content_tokens(follows)):
            continue
        if (low in _EMPTY and follows) or (low.startswith("sein") and "man" in said[:at]):
            continue
        return True
    return False
