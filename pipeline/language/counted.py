"""What a text counts, in words or figures: "neunzehn eingerichtete Hochhäuser" counts Hochhäuser.

German writes a noun large and stands few words between it and its number, so that the next large word is
what is counted; "dreimal" and "achtköpfig" count by themselves.
"""

import re
from dataclasses import dataclass

from pipeline.language.number_words import german_number
from pipeline.language.words import fold, parts, stem

WITHIN = 3
"""So many words behind a number what it counts may stand: "zwanzig bezahlte Stunden"."""
OFTEN = 3
"""Below it "einmal" and "zweimal" are told as loosely as "ab und zu"."""
_SELF = re.compile(
    r"(\w{2,}?)(mal|malig|stündig|tägig|wöchig|monatig|jährig|köpfig|stöckig|prozentig)(?:e[mnrs]?)?"
)
_ARTICLES = frozenset({"ein", "eins"})


@dataclass(frozen=True)
class Counted:
    """A number as it is said, its value, and the stem of what it counts, "" where that is not told."""

    word: str
    value: int
    thing: str


def spelt(text: str) -> list[Counted]:
    """The numbers that a text tells in words, in their order; articles are none."""
    said = parts(text)
    told = (_spelt(word, said[at + 1 : at + 1 + WITHIN]) for at, word in enumerate(said))
    return [one for one in told if one]


def counted(text: str) -> frozenset[tuple[int, str]]:
    """Which values stand with which things in a text, in words and in whole figures."""
    said = parts(text)
    figures = {
        (int(word), _thing(said[at + 1 : at + 1 + WITHIN]))
        for at, word in enumerate(said)
        if re.fullmatch(r"[0-9]{1,9}", word)
    }
    return frozenset(figures | {(one.value, one.thing) for one in spelt(text)})


def _spelt(word: str, behind: list[str]) -> Counted | None:
    plain = fold(word)
    value = german_number(plain)
    if value is not None:
        return None if plain in _ARTICLES else Counted(word, value, _thing(behind))
    found = _SELF.fullmatch(plain)
    value = german_number(found[1]) if found else None
    if not found or value is None or (value < OFTEN and found[2].startswith("mal")):
        return None
    return Counted(word, value, stem(found[2]))


def _thing(behind: list[str]) -> str:
    return next((stem(fold(word)) for word in behind if word[:1].isupper()), "")
