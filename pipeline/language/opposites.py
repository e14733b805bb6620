"""German words that are each other's opposites, by how they begin: "teuer" and "billig".

A line of data/opposites.txt is one scale with its two ends, parted by "|". "=" marks a word that has to
stand whole; every other entry is met by all words that begin with it, so that inflection needs no grammar.
The list is our own: what people say of prices, work, rules, places and each other.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from pipeline.language.words import tokens

SHORTEST = 3


@dataclass(frozen=True)
class End:
    """One end of a scale: the scale's number, and which of its ends, 0 or 1."""

    scale: int
    end: int

    @property
    def opposite(self) -> "End":
        """The other end of the scale."""
        return End(self.scale, 1 - self.end)


def ends(text: str) -> frozenset[End]:
    """The ends of scales that the words of a text stand at."""
    return frozenset(end for token in tokens(text) for end in ends_of(token))


@lru_cache(maxsize=50_000)
def ends_of(token: str) -> frozenset[End]:
    """The ends of scales that one lower-case word stands at; most words stand at none."""
    whole, starts = _entries()
    found = set(whole.get(token, ()))
    for length in range(SHORTEST, len(token) + 1):
        found.update(starts.get(token[:length], ()))
    return frozenset(found)


@lru_cache(maxsize=1)
def _entries() -> tuple[Mapping[str, list[End]], Mapping[str, list[End]]]:
    whole: dict[str, list[End]] = {}
    starts: dict[str, list[End]] = {}
    scales = files("pipeline.language").joinpath("data/opposites.txt").read_text(encoding="utf-8")
    for scale, line in enumerate(scales.splitlines()):
        for end, words in enumerate(line.split("|")):
            for word in words.split():
                kept, entry = (whole, word[1:]) if word.startswith("=") else (starts, word)
                kept.setdefault(entry, []).append(End(scale, end))
    return whole, starts
