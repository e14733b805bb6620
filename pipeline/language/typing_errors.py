"""What a mistyped word was meant to be: known words that differ from it by one slip, or by how it sounds.

A slip is a letter too many, too few, another one, or two swapped; it costs 1. What sounds alike costs
half of that ("passirt", "Plaz", "Betrib"), as do letters left out as in speech ("brauchn") and umlauts
written in two letters ("fuer"). No word list is needed: known is what the asked documents know.
"""

from collections.abc import Callable, Iterator

from pipeline.language.borders import Borders

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
_STARTING = {
    first: tuple(swap for swap in _SWAPS if swap[0][0] == first) for first in {one[0] for one, _ in _SWAPS}
}
_LONGEST_SOUND = max(len(one) for one, _ in _SWAPS)
_SWAPPED = 2
"""A slip touches two letters at most: it swaps them."""


def meant(
    word: str,
    known: Callable[[str], bool],
    *,
    slips: bool = True,
    borders: Borders | None = None,
) -> list[str]:
    """The known words that a lower-case word may have been meant to be, the likeliest kind alone.

    [] where none is near; in the order of the alphabet. `known` tells of a lower-case word whether there
    is such a one; without `slips` only what sounds alike is looked for. `borders` are those of all known
    words: with them a long word is answered ten times as fast, and the same.
    """
    if len(word) < SHORTEST or any(char.isdigit() for char in word):
        return []
    heard = sorted(_heard(word))
    for found in _rounds(word, heard, slips, borders):
        near = sorted({one for one in found if len(one) >= SHORTEST - 1 and known(one)} - {word})
        if near:
            return near
    return []


def _rounds(word: str, heard: list[str], slips: bool, borders: Borders | None) -> Iterator[Iterator[str]]:
    """What lies at a cost of a half, of one, and for long words of one and a half."""
    yield iter(heard)
    if not slips:
        return
    yield (again for one in heard for again in _heard(one, _places(borders, one, _LONGEST_SOUND)))
    yield _slips(word, _places(borders, word, _SWAPPED))
    if len(word) >= LONG:
        yield (slip for one in heard for slip in _slips(one, _places(borders, one, _SWAPPED)))


def _places(borders: Borders | None, word: str, width: int) -> range:
    """Where a change of so many letters may lead to a known word."""
    return range(len(word) + 1) if borders is None else borders.within(word, width)


def _heard(word: str, places: range | None = None) -> set[str]:
    """All that sounds like a word: a sound written differently, doubled, single, an e or h more or less;
    of changes at these places (None: all)."""
    places = range(len(word)) if places is None else range(places.start, min(places.stop, len(word)))
    found = {
        word[:at] + other + word[at + len(one) :]
        for at in places
        for one, other in _STARTING.get(word[at], ())
        if word.startswith(one, at)
    }
    for at in places:
        char = word[at]
        if at and char == word[at - 1]:
            found.add(word[:at] + word[at + 1 :])
        if char not in _VOWELS or char in "aeo":
            found.add(word[:at] + char + word[at:])
        if char == "h" and at and word[at - 1] in _VOWELS:
            found.add(word[:at] + word[at + 1 :])
        if char in _VOWELS:
            found.add(word[: at + 1] + "h" + word[at + 1 :])
    found.update(word[:at] + "e" + word[at:] for at in places if at >= max(1, len(word) - 2))
    return found - {word}


def _slips(word: str, places: range) -> Iterator[str]:
    for at in places:
        before, after = word[:at], word[at:]
        if after:
            yield before + after[1:]
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
        for letter in _LETTERS:
            if after:
                yield before + letter + after[1:]
            yield before + letter + after
