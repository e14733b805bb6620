"""Where in a text other words are wanted, and the alternatives for that place."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from pydantic import Field

from pipeline.checks.case import Ground
from pipeline.core.errors import InputError
from pipeline.core.types import SCHEMA_VERSION, Narrative, Noun, Sentence
from pipeline.language.words import count_words
from pipeline.narratives.plan import Plan

MOST = 3
"""As many alternatives as a person compares at a glance."""


class Place(Noun):
    """Stelle: a sentence or a paragraph by its number (from 1, through the text); neither: all of it."""

    paragraph: int | None = None
    sentence: int | None = None

    @property
    def whole(self) -> bool:
        """Whether it is all of the text."""
        return self.paragraph is None and self.sentence is None

    @property
    def name(self) -> str:
        """The place as part of a file's name."""
        if self.sentence is not None:
            return f"sentence-{self.sentence}"
        return "text" if self.paragraph is None else f"paragraph-{self.paragraph}"

    @property
    def told(self) -> str:
        """The place in German."""
        if self.sentence is not None:
            return f"Satz {self.sentence}"
        return "Der ganze Text" if self.paragraph is None else f"Absatz {self.paragraph}"

    def numbers(self, narrative: Narrative) -> tuple[int, ...]:
        """The numbers (from 1) of the sentences that stand there; raises InputError where none does."""
        if not narrative.sentences:
            raise InputError(
                f"Der Text „{narrative.title}“ ist leer; es gibt nichts umzuschreiben. Bitte die Datei "
                "wiederherstellen oder mit „szenario run PROJEKT --redo draft --only "
                f"{narrative.cluster}“ neu entwerfen."
            )
        if self.sentence is not None and self.paragraph is not None:
            raise InputError(
                "Bitte --paragraph oder --sentence nennen, nicht beides: Sätze zählen durch den Text."
            )
        count = len(narrative.sentences)
        numbers = range(1, count + 1)
        if self.sentence is not None:
            _insist(self.sentence, count, narrative, "Satz", "Sätze")
            return (self.sentence,)
        if self.paragraph is None:
            return tuple(numbers)
        last = max(one.paragraph for one in narrative.sentences)
        _insist(self.paragraph, last, narrative, "Absatz", "Absätze")
        return tuple(n for n in numbers if narrative.sentences[n - 1].paragraph == self.paragraph)


def _insist(number: int, last: int, narrative: Narrative, one: str, many: str) -> None:
    """Raise InputError for a number that the text does not go up to."""
    if not 1 <= number <= last:
        there = f"nur einen {one}" if last == 1 else f"{last} {many}"
        raise InputError(
            f"{one} {number} gibt es nicht: „{narrative.title}“ hat {there}. Bitte eine Nummer von 1 bis "
            f"{last} angeben."
        )


class Alternative(Noun):
    """Fassung: other words for a place, each sentence with its basis and the paragraph it will stand in.

    `approach` says in German what is different; `remarks` what checks without a model found in it.
    """

    approach: str
    sentences: tuple[Sentence, ...] = Field(min_length=1)
    remarks: tuple[str, ...] = ()

    @property
    def words(self) -> int:
        """How long it is."""
        return sum(count_words(one.text) for one in self.sentences)


class Alternatives(Noun):
    """Fassungen: all that was written for one place, what stood there then, by whom ("offline" or a model).

    `text_hash` is that of the whole text then; `remarks` say in German what was not done, and why.
    """

    schema_version: int = SCHEMA_VERSION
    cluster: str
    title: str
    place: Place
    note: str
    by: str
    text_hash: str
    before: tuple[Sentence, ...]
    alternatives: tuple[Alternative, ...]
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Wanted:
    """What is to be worded anew: the place in its text, the plan behind it, and what the person notes.

    `number` (from 0) is the place of the narrative among all; `numbers` are the sentences concerned.
    `changed` says in German what of the sheet has changed since the text was written.
    """

    narrative: Narrative
    place: Place
    numbers: tuple[int, ...]
    plan: Plan
    number: int
    note: str
    ground: Ground
    changed: tuple[str, ...] = ()

    @property
    def before(self) -> tuple[Sentence, ...]:
        """The sentences that stand there."""
        return tuple(self.narrative.sentences[number - 1] for number in self.numbers)


@dataclass(frozen=True)
class Offer:
    """The alternatives of one writer, and in German what it did not do."""

    alternatives: tuple[Alternative, ...]
    remarks: tuple[str, ...] = ()


class Redrafter(Protocol):
    """Words a place anew; `by` is "offline" or the model's name.

    `at_once` is how many places may be under way at the same time.
    """

    @property
    def by(self) -> str: ...

    @property
    def at_once(self) -> int: ...

    def redraft(self, wanted: Wanted) -> Offer:
        """Up to three alternatives that differ from what stands there and from one another."""


def told_apart(found: Sequence[Alternative], before: Sequence[Sentence]) -> tuple[Alternative, ...]:
    """Those that differ from what stands there and from those in front of them, at most three."""
    seen = {_plain(before)}
    chosen = []
    for one in found:
        if _plain(one.sentences) not in seen:
            seen.add(_plain(one.sentences))
            chosen.append(one)
    return tuple(chosen[:MOST])


def _plain(sentences: Sequence[Sentence]) -> str:
    return " ".join(" ".join(one.text.split()) for one in sentences)
