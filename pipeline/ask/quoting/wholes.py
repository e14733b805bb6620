"""What can be quoted of a passage without tearing something apart.

Sentences lean on the one before, are cut where none ends ("Expo.Real"), or are items of a list; what
belongs together is quoted together.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.language.sentences import sentences
from pipeline.language.verbatim import wording
from pipeline.language.words import tokens

FEWEST = 3
"""Fewer words say nothing by themselves: "Hintergrund."."""
LONGEST_LIST = 8
"""Items of a list that are quoted together; of a longer one the item alone."""
LONGEST_ITEM = 260
"""Signs of a line without a full stop that is an item of a list; longer ones are running text."""
_MARK = re.compile(r"^[-•–*]\s")
_ENDED = re.compile(r"[.!?:;…][\"“”»«)\]]*$")
_LEANS = frozenset(
    """
    er sie es ihn ihm ihr ihre ihrer ihren ihrem seine seiner seinem seinen sein dies diese dieser diesem
    diesen dieses das dazu dafür davon dabei damit darin daran darauf daraus darum dagegen danach dort
    dessen deren deshalb daher so solche solcher auch außerdem zudem ferner beide beides hier hierzu
    hierfür hierdurch dadurch jener jene
    """.split()
)


@dataclass(frozen=True)
class Whole:
    """A passage as its sentences (`said`), with what belongs to each."""

    text: str
    said: tuple[str, ...]

    def around(self, at: int) -> list[int]:
        """The sentence and those without which it cannot be understood, in their order."""
        if self._item(at):
            return self._items(at)
        first = last = at
        while first and self._cut(first):
            first -= 1
        while last + 1 < len(self.said) and self._cut(last + 1):
            last += 1
        if first and self._leans(first) and not self._item(first - 1):
            first -= 1
        return list(range(first, last + 1))

    def says_something(self, at: int) -> bool:
        """Whether a sentence is more than a question or a word left over."""
        said = self.said[at].rstrip()
        return not said.endswith("?") and len(tokens(said)) >= FEWEST

    def runs(self, places: Sequence[int]) -> list[str]:
        """Sentences in a row as one text each, each item of a list by itself."""
        found: list[list[int]] = []
        for at in places:
            alone = self._item(at) or (at > 0 and self._item(at - 1))
            if found and not alone and at == found[-1][-1] + 1:
                found[-1].append(at)
            else:
                found.append([at])
        return [text for run in found for text in self._joined(run)]

    def _joined(self, run: Sequence[int]) -> list[str]:
        """As they stand in the passage; one by one where they do not stand so."""
        said = [_MARK.sub("", self.said[at]) for at in run]
        between = ["" if self._cut(at) and self._touches(at) else " " for at in run[1:]]
        joined = said[0] + "".join(blank + part for blank, part in zip(between, said[1:], strict=True))
        return [joined] if wording(joined, self.text) else said

    def _items(self, at: int) -> list[int]:
        """All items of the list in which an item stands; the item alone where they are too many."""
        first = last = at
        while first and self._item(first - 1):
            first -= 1
        while last + 1 < len(self.said) and self._item(last + 1):
            last += 1
        return list(range(first, last + 1)) if last - first < LONGEST_LIST else [at]

    def _item(self, at: int) -> bool:
        """Whether a sentence is a line of a list: behind a mark, or short and without an end."""
        said = self.said[at]
        if _MARK.match(said):
            return True
        torn = at + 1 < len(self.said) and self._touches(at + 1)
        return len(said) <= LONGEST_ITEM and not _ENDED.search(said) and not torn

    def _leans(self, at: int) -> bool:
        return self.said[at].split()[0].strip("„»\"'(").lower().rstrip(",:") in _LEANS

    def _cut(self, at: int) -> bool:
        """Whether a sentence was cut off the one before: it goes on small, or without a blank."""
        start = self.said[at].lstrip("„»\"'(")[:1]
        return not self._item(at) and (start.islower() or self._touches(at))

    def _touches(self, at: int) -> bool:
        before, after = self.said[at - 1].split()[-1], self.said[at].split()[0]
        return f"{before}{after}" in self.text


@lru_cache(maxsize=512)
def wholes(text: str) -> Whole:
    """A passage's sentences with what belongs to each."""
    return Whole(text, tuple(sentences(text)))
