"""What asking wants of the documents of a project, or of several."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from pipeline.core.types import Passage, Rights
from pipeline.sources.search.hit import Hit
from pipeline.sources.search.only import EVERYTHING, Only


@dataclass(frozen=True)
class Source:
    """A document as a person names it; what it does not say of itself is ""."""

    path: str
    title: str
    kind: str = ""
    source: str = ""
    publisher: str = ""
    date: str = ""
    rights: Rights = field(default_factory=Rights)
    project: str = ""


class Library(Protocol):
    """The documents that can be asked; the same question has the same answer tomorrow."""

    def find(self, question: str, limit: int, only: Only = EVERYTHING) -> list[Hit]:
        """The best passages, best first; raises FilterError where no document fits the filter."""

    def source(self, hit: Hit) -> Source:
        """The document a hit stands in."""

    def sources(self, only: Only = EVERYTHING) -> Sequence[Source]:
        """All documents that fit, in a fixed order; raises FilterError where there are none."""

    def passages(self, source: Source) -> Sequence[Passage]:
        """All passages of a document, in its order."""

    def known(self, words: Sequence[str]) -> list[bool]:
        """For each word whether its stem stands anywhere in the documents."""


class Browsable(Library, Protocol):
    """A Library in which one can also look around: a passage by its id, and what is like it."""

    def passage(self, passage_id: str) -> Passage | None:
        """The passage of that id; None where there is none."""

    def near(self, passage: Passage, limit: int, only: Only = EVERYTHING) -> list[Hit]:
        """The passages nearest in meaning, best first, itself left out; `score` is the cosine.

        Raises FilterError where no document fits the filter.
        """

    def close(self) -> None:
        """Give back what others may wait for (Chroma's lock); what is asked next opens it again."""
