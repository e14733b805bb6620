"""Amounts in a German text: how much of what, in figures or in words, and how exactly it is given.

Two amounts agree where the rougher one is the finer one rounded. A year counts nothing, nor does "ein".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.language.number_words import german_number
from pipeline.language.numbers import plain_number
from pipeline.language.words import FUNCTION_WORDS, stem

YEAR = re.compile(r"\b(?:19|20)\d\d\b")
ROUGH = frozenset("rund etwa knapp gut fast beinahe ungefähr circa gegen über mindestens höchstens".split())
SCALES = {"million": 10**6, "millionen": 10**6, "mio": 10**6, "milliarde": 10**9, "milliarden": 10**9,
           "mrd": 10**9, "tausend": 10**3, "hundert": 10**2}  # fmt: skip
_PIECE = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:-[^\W\d_]+)*|%|€")
_SIGNS = {"%": "prozent", "€": "euro"}
_ROUGHLY = 0.1


@dataclass(frozen=True)
class Amount:
    """A number: `step` is how exactly it is given, in its own unit; `rough` that it says so ("rund")."""

    value: float
    step: float
    rough: bool = False

    def agrees(self, other: "Amount") -> bool:
        """Whether both may be said of the same thing."""
        apart = abs(self.value - other.value)
        rough = _ROUGHLY * max(self.value, other.value) if self.rough or other.rough else 0.0
        coarse, fine = (self, other) if self.step >= other.step else (other, self)
        rounded = coarse.step > fine.step and apart < coarse.step / 2
        return apart <= max(rough, 1e-9) or rounded


@dataclass(frozen=True)
class Counted:
    """An amount, the stem of what it counts, its number in one form, and all of it as written."""

    amount: Amount
    noun: str
    plain: str
    words: str


def amounts(text: str) -> Iterator[Counted]:
    """The amounts of a text, in order."""
    pieces = _PIECE.findall(text)
    for at, word in enumerate(pieces):
        plain = _number(word)
        if not plain:
            continue
        end, scale = at + 1, 1
        while end < len(pieces) and pieces[end].lower() in SCALES:
            scale *= SCALES[pieces[end].lower()]
            end += 1
        while end < len(pieces) and end <= at + 3 and _describes(pieces[end]):
            end += 1
        noun = pieces[end] if end < len(pieces) else ""
        if noun in _SIGNS or noun[:1].isupper():
            rough = at > 0 and pieces[at - 1].lower() in ROUGH
            yield Counted(
                _amount(plain, scale, rough=rough),
                stem(_SIGNS.get(noun, noun.lower())),
                plain,
                " ".join(pieces[at : end + 1]),
            )


def _number(word: str) -> str:
    """A number in its plain form, "" for a year and for what is none; "ein" and "eins" count nothing."""
    if word[0].isdigit():
        return "" if YEAR.fullmatch(word) else plain_number(word)
    value = german_number(word.lower())
    return str(value) if value is not None and value > 1 else ""


def _describes(word: str) -> bool:
    return word.isalpha() and word.islower() and word not in FUNCTION_WORDS and not _number(word)


def _amount(plain: str, scale: int, *, rough: bool) -> Amount:
    whole, _, behind = plain.partition(",")
    value = float(f"{whole}.{behind or 0}") * scale
    zeros = len(whole) - len(whole.rstrip("0")) if not behind and scale == 1 else 0
    return Amount(value, scale * 10.0 ** (zeros - len(behind)), rough)
