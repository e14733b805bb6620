"""What a mistyped word was meant to be: known words that differ from it by one slip, or by how it sounds.

A slip is a letter too many, too few, another one, or two swapped; it costs 1. What sounds alike costs
half of that ("passirt", "Plaz", "Betrib"), as do letters left out as in speech ("brauchn") and umlauts
written in two letters ("fuer"). No word list is needed: known is what the asked documents know.
"""

from collections.abc import Callable, Iterator

SHORTEST = 4
"""Shorter words differ by one letter from too many others."""
LONG = 7
"""From this length on a word bears a slip and a half."""
_LETTERS = "abcdefghijklmnopqrstuvwxyzäöüß"
_VOWELS = "aeiouyäöü"
# What is heard alike or typed instead of each other; each both ways.
_ALIKE = (
    ("d", "t"), ("b", "p"), ("g", "k"), ("k", "ck"), ("z", "tz"), ("s", "ß"), ("ss", "ß"), ("f", "v"),
    ("f", "ph"), ("i", "ie"), ("i", "y"), ("ä", "e"), ("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("äu", "eu"),
    ("ai", "ei"), ("ks", "x"), ("chs", "x"), ("k", "c"), ("t", "th"), ("r", "rh"), ("a", "ä"), ("o", "ö"),
    ("u", "ü"), ("dt", "t"),
)  # fmt: skip
_SWAPS = tuple((one, other) for pair in _ALIKE for one, other in (pair, pair[::-1]))


def meant(word: str, known: Callable[[str], bool], *, slips: bool = True) -> list[str]:
    """The known words that a lower-case word may have been meant to be, the likeliest kind alone.

    [] where none is near; in the order of the alphabet. `known` tells of a lower-case word whether there
    is such a one; without `slips` only what sounds alike is looked for.
    """
    if len(word) < SHORTEST or any(char.isdigit() for char in word):
        return []
    heard = sorted(_heard(word))
    for found in _rounds(word, heard, slips):
        near = sorted({one for one in found if len(one) >= SHORTEST - 1 and known(one)} - {word})
        if near:
            return near
    return []


def _rounds(word: str, heard: list[str], slips: bool) -> Iterator[Iterator[str]]:
    """What lies at a cost of a half, of one, and for long words of one and a half."""
    yield iter(heard)
    if not slips:
        return
    yield (again for one in heard for again in _heard(one))
    yield _slips(word)
    if len(word) >= LONG:
        yield (slip for one in heard for slip in _slips(one))


def _heard(word: str) -> set[str]:
    """All that sounds like a word: a sound written differently, doubled, single, an e or h more or less."""
    found = {
        word[:at] + other + word[at + len(one) :]
        for one, other in _SWAPS
        for at in range(len(word))
        if word.startswith(one, at)
    }
    for at, char in enumerate(word):
        if at and char == word[at - 1]:
            found.add(word[:at] + word[at + 1 :])
        if char not in _VOWELS or char in "aeo":
            found.add(word[:at] + char + word[at:])
        if char == "h" and at and word[at - 1] in _VOWELS:
            found.add(word[:at] + word[at + 1 :])
        if char in _VOWELS:
            found.add(word[: at + 1] + "h" + word[at + 1 :])
    found.update(word[:at] + "e" + word[at:] for at in range(max(1, len(word) - 2), len(word)))
    return found - {word}


def _slips(word: str) -> Iterator[str]:
    for at in range(len(word) + 1):
        before, after = word[:at], word[at:]
        if after:
            yield before + after[1:]
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
        for letter in _LETTERS:
            if after:
                yield before + letter + after[1:]
            yield before + letter + after
