"""Numbers written in words, German and English: "vierhundertzwölf", "twenty-five", "one hundred and two".

German writes a number below a million as one word, English as several. "ein" and "one" alone are no
numbers: they are articles and pronouns far more often.
"""

from collections.abc import Sequence
from dataclasses import dataclass

_ONES = "eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf"
_ONES_EN = "one two three four five six seven eight nine ten eleven twelve"
_TEENS = "dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn"
_TEENS_EN = "thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig"
_TENS_EN = "twenty thirty forty fifty sixty seventy eighty ninety"


def _counted(words: str, start: int, step: int = 1) -> dict[str, int]:
    return {word: start + at * step for at, word in enumerate(words.split())}


_SMALL = {
    **_counted(_ONES, 1), **_counted(_TEENS, 13), **_counted(_TENS, 20, 10),
    "ein": 1, "zwo": 2, "dreissig": 30,
}  # fmt: skip
_ENGLISH = {**_counted(_ONES_EN, 1), **_counted(_TEENS_EN, 13), **_counted(_TENS_EN, 20, 10)}
_ENGLISH_POWERS = {"hundred": 100, "thousand": 1000}
_ALONE_NONE = frozenset({"ein", "eins", "one"})


@dataclass(frozen=True)
class SpokenNumber:
    """A number and how many of the words it takes."""

    value: int
    words: int


def number_at(words: Sequence[str], at: int) -> SpokenNumber | None:
    """The number that begins with the word at `at`, of words in small letters; None where none does."""
    word = words[at]
    if word in _ALONE_NONE - {"one"}:
        return None
    german = german_number(word)
    return SpokenNumber(german, 1) if german is not None else _english(words, at)


def german_number(word: str) -> int | None:
    """The value of a German number written as one word in small letters, below a million."""
    if word in _SMALL:
        return _SMALL[word]
    for power, name in ((1000, "tausend"), (100, "hundert")):
        if name in word:
            before, _, after = word.partition(name)
            times = german_number(before) if before else 1
            rest = german_number(after.removeprefix("und")) if after else 0
            if times is None or rest is None or rest >= power or (power == 100 and times >= 100):
                return None
            return times * power + rest
    one, joined, ten = word.rpartition("und")
    if joined and 1 <= _SMALL.get(one, 0) <= 9 and _SMALL.get(ten, 0) >= 20:
        return _SMALL[one] + _SMALL[ten]
    return None


def _english(words: Sequence[str], at: int) -> SpokenNumber | None:
    """The longest number from a word on: "two hundred and five" is one, "five six" are two."""
    total = part = 0
    size = 10**6  # of what was added last: what follows has to be smaller
    end = at
    while end < len(words):
        word = words[end]
        if word == "and" and end > at and words[end - 1] in _ENGLISH_POWERS and _follows(words, end):
            end += 1
            continue
        if word in _ENGLISH_POWERS:
            if _ENGLISH_POWERS[word] == 1000:
                total, part = total + (part or 1) * 1000, 0
            else:
                part = (part or 1) * 100
            size = 100
        elif word in _ENGLISH and _room(_ENGLISH[word], size):
            part, size = part + _ENGLISH[word], 10 if _ENGLISH[word] >= 20 else 1
        else:
            break
        end += 1
    if end == at or (end == at + 1 and words[at] in _ALONE_NONE):
        return None
    return SpokenNumber(total + part, end - at)


def _follows(words: Sequence[str], end: int) -> bool:
    return end + 1 < len(words) and words[end + 1] in _ENGLISH


def _room(value: int, size: int) -> bool:
    return value < size
