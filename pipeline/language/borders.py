"""How far known words begin and end like another: where in it a change could lead to a known one at all.

Of the hundred thousand words that lie near to a mistyped one nearly all begin or end like no word, and
need not be made to be seen.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterable


class Borders:
    """The beginnings and ends of some words."""

    def __init__(self, words: Iterable[str]) -> None:
        self._forth = sorted(words)
        self._back = sorted(word[::-1] for word in self._forth)

    def within(self, text: str, width: int) -> range:
        """Where in a text a change can begin that leads to one of the words.

        Such a change leaves all before it, and all after the `width` letters from there on, as they are.
        """
        begin, end = _shared(self._forth, text), _shared(self._back, text[::-1])
        return range(max(0, len(text) - width - end), begin + 1)


def within(borders: Collection[Borders], text: str, width: int) -> range:
    """The same of several; everywhere of none."""
    if not borders:
        return range(len(text) + 1)
    found = [one.within(text, width) for one in borders]
    return range(min(one.start for one in found), max(one.stop for one in found))


def _shared(ordered: list[str], text: str) -> int:
    """How many of a text's first letters some word begins with; the likest stand beside its place."""
    at = bisect_left(ordered, text)
    return max((_alike(one, text) for one in ordered[max(0, at - 1) : at + 1]), default=0)


def _alike(one: str, other: str) -> int:
    for at, (mine, its) in enumerate(zip(one, other, strict=False)):
        if mine != its:
            return at
    return min(len(one), len(other))
