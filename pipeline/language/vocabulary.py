"""Whether a capitalised German word is an ordinary one: a noun, an adjective, a month.

The Hanover Tagger knows the forms of common words by their weight; what it never saw gets a small one.
A word is ordinary where its best reading is no name and heavy enough to be more than a guess.
"""

from dataclasses import dataclass
from functools import lru_cache

from pipeline.language.grammar import tagger

GUESSED = -25.0
"""Logarithmic weight of a reading: known words lie above −21, guesses at unknown ones below −30."""
WHOLE = -14.5
"""Above it lie words known as they are, below it those put together of known parts: Rufbus, Krüg-er."""


@dataclass(frozen=True)
class Reading:
    """One way to read a word by itself: its STTS tag and its weight."""

    tag: str
    weight: float


def ordinary(word: str, above: float = GUESSED) -> bool:
    """Whether the word is known and more often something else than a name: Winter, but not Schmidt."""
    first, *_ = readings(word)
    return first.tag != "NE" and first.weight > above


def unknown(word: str) -> bool:
    """Whether no reading of the word is more than a guess."""
    return all(reading.weight <= GUESSED for reading in readings(word))


def familiar(word: str) -> int | None:
    """How many words are more frequent, of the 20,000 most frequent in lower case; None for a rarer one."""
    return _frequent().get(word)


def frequent() -> frozenset[str]:
    """The words that `familiar` knows."""
    return frozenset(_frequent())


@lru_cache(maxsize=1)
def _frequent() -> dict[str, int]:
    """The tagger keeps the frequent words of its training text, the most frequent first."""
    found = dict.fromkeys(str(word).lower() for word in tagger().cache)
    return {word: rank for rank, word in enumerate(found) if word.isalpha()}


@lru_cache(maxsize=50_000)
def readings(word: str) -> tuple[Reading, ...]:
    """The readings of a single word, the likeliest first."""
    found = tuple(Reading(str(tag), float(weight)) for tag, weight in tagger().tag_word(word))
    return found or (Reading("NE", GUESSED),)
