"""How far known words begin and end like another: where in it a change could lead to a known one at all.

Of the hundred thousand words that lie near to a mistyped one nearly all begin or end like no word, and
need not be made to be seen.
"""

from bisect import bisect_left
from collections.abc import Iterable

TELLING = 4
"""So long a beginning or end few words share."""
FEW = 60
"""Of so many words each is held against the text."""
_LAST = "\U0010ffff"


class Borders:
    """The beginnings and ends of some words."""

    def __init__(self, words: Iterable[str]) -> None:
        self._forth = sorted(words)
        self._back = sorted(word[::-1] for word in self._forth)

    def within(self, text: str, width: int) -> range:
        """Where in a text a change can begin that leads to one of the words.

        Such a change leaves all before it, and all after the `width` letters from there on, as they are.
        """
        turned = text[::-1]
        begin, end = _shared(self._forth, text), _shared(self._back, turned)
        first, last = max(0, len(text) - width - end), begin
        kept = len(text) - width - last
        if first > last or (
            not _any_near(self._forth, text, first, width)
            if first >= kept
            else not _any_near(self._back, turned, kept, width)
        ):
            return range(0)
        return range(first, last + 1)


def _any_near(ordered: list[str], text: str, kept: int, width: int) -> bool:
    """Whether one of the words that begin with the first `kept` letters is but one change away; taken for
    granted where they are many."""
    start = text[: max(0, kept)]
    if len(start) < TELLING:
        return True
    found = ordered[bisect_left(ordered, start) : bisect_left(ordered, start + _LAST)]
    if len(found) > FEW:
        return True
    turned = text[::-1]
    return any(_alike(one, text) + _alike(one[::-1], turned) + width >= len(text) for one in found)


def _shared(ordered: list[str], text: str) -> int:
    """How many of a text's first letters some word begins with; the likest stand beside its place."""
    at = bisect_left(ordered, text)
    return max((_alike(one, text) for one in ordered[max(0, at - 1) : at + 1]), default=0)


def _alike(one: str, other: str) -> int:
    """How many letters two texts begin with alike."""
    for at, (mine, its) in enumerate(zip(one, other, strict=False)):
        if mine != its:
            return at
    return min(len(one), len(other))
