"""What is proposed, what it rests on, and what a proposer has to do, whoever does it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from pydantic import Field

from pipeline.core.progress import Progress
from pipeline.core.settings import Settings
from pipeline.core.types import SCHEMA_VERSION, Noun, Rights


class Trend(Noun):
    """Trend: a field of change, and the words it is searched with."""

    name: str
    words: tuple[str, ...] = ()


class Evidence(Noun):
    """Beleg: where a factor was found; `quote` is "" where the document may not be quoted."""

    passage: str
    document: str
    anchor: str
    quote: str = ""


class ProposedValue(Noun):
    """A proposed Ausprägung."""

    label: str
    text: str


class ProposedFactor(Noun):
    """A proposed Einflussfaktor; its evidence was found word for word in the documents."""

    trend: str
    name: str
    definition: str
    heute: str
    evidence: tuple[Evidence, ...] = Field(min_length=1)
    values: tuple[ProposedValue, ...] = ()


class Dropped(Noun):
    """What was not taken over, and why, for a person to read; `merged` is still there, in another."""

    what: str
    reason: str
    merged: bool = False

    @property
    def told(self) -> str:
        """What became of it, in a sentence."""
        return f"{'Zusammengelegt' if self.merged else 'Nicht übernommen'}: {self.what}: {self.reason}"


class ProposedSheet(Noun):
    """A proposal as it came: `model` wrote it; what people make of it stands elsewhere."""

    schema_version: int = SCHEMA_VERSION
    model: str
    trends: tuple[Trend, ...]
    factors: tuple[ProposedFactor, ...]
    dropped: tuple[Dropped, ...] = ()


@dataclass(frozen=True)
class Material:
    """What a proposer may look at: ids of all passages in reading order, titles and rights by document.

    The passages themselves come from its retriever, which withholds what rights withhold.
    """

    passages: tuple[str, ...]
    titles: Mapping[str, str]
    rights: Mapping[str, Rights]


class Proposer(Protocol):
    """Proposes a value sheet from documents.

    `signature` names what a result depends on besides its input.
    """

    @property
    def signature(self) -> str: ...

    def propose(self, material: Material, settings: Settings, progress: Progress) -> ProposedSheet:
        """Factors with values; raises InputError where the documents yield none."""
