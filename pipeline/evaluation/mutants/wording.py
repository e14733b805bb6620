"""A sentence as words with their tags and places, and changed at some of them: all else stays as typed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.language.grammar import analysed

NOUNS = ("NN", "NNA", "NE")
INSIDE = ("ADJ(A)", "CARD")
"""What may stand between an article and its noun."""
FINITE = ("VV(FIN)", "VA(FIN)", "VM(FIN)")


@dataclass(frozen=True)
class Word:
    """A word or mark, its basic form and STTS tag, and where it stands in the sentence."""

    text: str
    lemma: str
    tag: str
    start: int
    end: int

    @property
    def low(self) -> str:
        """In small letters."""
        return self.text.lower()

    @property
    def is_mark(self) -> bool:
        """Whether it is no word."""
        return self.tag.startswith("$")

    @property
    def is_plural(self) -> bool:
        """Whether a noun surely stands for many: its form is not its basic one, nor that with an s."""
        return self.tag == "NN" and self.low not in (self.lemma.lower(), f"{self.lemma.lower()}s")


@dataclass(frozen=True)
class Change:
    """What stands from `start` to `end` becomes `by`."""

    start: int
    end: int
    by: str


def worded(text: str) -> tuple[Word, ...]:
    """The words and marks of a sentence."""
    found: list[Word] = []
    at = 0
    for word, lemma, tag in analysed(text):
        start = text.find(word, at)
        if start < 0:
            return ()  # a form of writing that the tagger does not give back as it stood
        at = start + len(word)
        found.append(Word(word, lemma, tag, start, at))
    return tuple(found)


def changed(text: str, *changes: Change) -> str:
    """The sentence with changes that do not overlap, its first letter still large."""
    for change in sorted(changes, key=lambda one: -one.start):
        text = text[: change.start] + change.by + text[change.end :]
    text = re.sub(r" {2,}", " ", text).strip()
    text = re.sub(r" ([,.;:!?])", r"\1", text)
    return text[:1].upper() + text[1:]


def instead(word: Word, by: str, last: Word | None = None) -> Change:
    """Other words in the place of one, or of all up to `last`; large at the start where that was."""
    by = by[0].upper() + by[1:] if word.text[0].isupper() else by
    return Change(word.start, (last or word).end, by)


def gone(word: Word) -> Change:
    """A word taken out."""
    return Change(word.start, word.end, "")


def before(word: Word, by: str) -> Change:
    """Words put in before one."""
    return Change(word.start, word.start, f"{by} ")


def after(word: Word, by: str) -> Change:
    """Words put in behind one."""
    return Change(word.end, word.end, f" {by}")


def segments(words: Sequence[Word]) -> Iterator[Sequence[Word]]:
    """The stretches between marks."""
    start = 0
    for at, word in enumerate(words):
        if word.is_mark:
            if at > start:
                yield words[start:at]
            start = at + 1
    if start < len(words):
        yield words[start:]


def noun_after(words: Sequence[Word], at: int) -> Word | None:
    """The noun of an article at this place; None where something else stands between."""
    for word in words[at + 1 :]:
        if word.tag in NOUNS:
            return word
        if word.tag not in INSIDE:
            return None
    return None
