"""Texts that say the same in nearly the same words: a copy, a second edition, a quoted paragraph.

Measured on the runs of five words that two texts share (Jaccard). Two editions that differ in a number
are never alike, however much else they share: the number is what somebody may be looking for.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from pipeline.language.words import tokens

RUN = 5
ALIKE = 0.9
"""In a passage of 170 words so much is left when about one word in a hundred is another one."""

T = TypeVar("T")


@dataclass(frozen=True)
class Print:
    """A text as what it is compared by: its runs of words, and the numbers in their order."""

    runs: frozenset[tuple[str, ...]]
    numbers: tuple[str, ...]


def print_of(text: str) -> Print:
    """What a text is compared by; one of fewer words than a run is a run itself."""
    said = tokens(text) or [text]
    runs = frozenset(zip(*(said[start:] for start in range(RUN)), strict=False)) or frozenset([tuple(said)])
    return Print(runs, tuple(one for one in said if one[:1].isdigit()))


@dataclass
class Kept(Generic[T]):
    """What was kept so far, to be asked whether something like a text is among it."""

    _prints: list[Print] = field(default_factory=list)
    _things: list[T] = field(default_factory=list)
    _holders: dict[tuple[str, ...], list[int]] = field(default_factory=lambda: defaultdict(list))

    def add(self, own: Print, thing: T) -> None:
        """Keep a thing under the print of its text."""
        number = len(self._prints)
        for run in own.runs:
            self._holders[run].append(number)
        self._prints.append(own)
        self._things.append(thing)

    def like(self, own: Print) -> T | None:
        """The first thing kept whose text is nearly this one; None where there is none."""
        known = self._holders
        shared = Counter(number for run in own.runs if run in known for number in known[run])
        for number in sorted(shared):
            other = self._prints[number]
            both = shared[number] / (len(own.runs) + len(other.runs) - shared[number])
            if both >= ALIKE and own.numbers == other.numbers:
                return self._things[number]
        return None
