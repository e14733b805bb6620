"""Texts that say the same in nearly the same words: a copy, a second edition, a quoted paragraph.

Measured on the runs of five words that two texts share (Jaccard). Two editions that differ in a number
are never alike, however much else they share: the number is what somebody may be looking for.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import Generic, TypeVar

from pipeline.language.words import tokens

RUN = 5
ALIKE = 0.9
"""In a passage of 170 words so much is left when about one word in a hundred is another one."""

T = TypeVar("T")


@dataclass(frozen=True)
class Print:
    """A text as what it is compared by: its words, its runs of words, and the numbers in their order."""

    said: tuple[str, ...]

    @cached_property
    def runs(self) -> frozenset[tuple[str, ...]]:
        """A text of fewer words than a run is a run itself."""
        found = zip(*(self.said[start:] for start in range(RUN)), strict=False)
        return frozenset(found) or frozenset([self.said])

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(self.said)

    @cached_property
    def numbers(self) -> tuple[str, ...]:
        return tuple(one for one in self.said if one[:1].isdigit())

    def shares(self, other: "Print") -> float:
        """The share of the runs of both that both have, 0 to 1; 0 where it is surely below ALIKE.

        Of two texts that are alike one has at most a tenth of its runs for itself. Every word that it
        alone has begins another such run, but for those in the last run, so that counting words shows
        nearly always that two texts are not alike; runs take ten times as long.
        """
        for one, its in ((self, other), (other, self)):
            if len(one.words - its.words) > (1 - ALIKE) * len(one.said) + RUN:
                return 0.0
        return len(self.runs & other.runs) / len(self.runs | other.runs)


def print_of(text: str) -> Print:
    """What a text is compared by; one without a word is a word itself."""
    return Print(tuple(tokens(text)) or (text,))


@dataclass
class Kept(Generic[T]):
    """What was kept so far, to be asked whether something like a text is among it."""

    _kept: dict[tuple[str, ...], list[tuple[Print, T]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, own: Print, thing: T) -> None:
        """Keep a thing under the print of its text."""
        self._kept[own.numbers].append((own, thing))

    def like(self, own: Print) -> T | None:
        """The first thing kept whose text is nearly this one; None where there is none."""
        same = self._kept.get(own.numbers, ())
        return next((thing for other, thing in same if own.shares(other) >= ALIKE), None)
