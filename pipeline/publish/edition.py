"""What is handed over: everything that a published file may show, already as its rights allow.

Every format (Word, slides, PDF, web page, Markdown, JSON) is drawn from an Edition and from nothing else,
so that all say the same. Texts are plain; what may not be shown has been replaced by where it stands.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.core.types import Confidence
from pipeline.narratives.formats.nouns import Comparison, Formats
from pipeline.scenarios.windkanal.nouns import Windkanal

ShowBasis = Literal["none", "notes", "margin"]
"""How what a sentence rests on is shown: not at all, as foot- or endnotes, or beside the text."""


@dataclass(frozen=True)
class Note:
    """What one sentence rests on, in words; `number` runs through the whole edition, from 1.

    `values` are told as "Faktor: Ausprägung"; `sources` as a quotation with its place, or as a reference
    alone where the rights forbid to quote.
    """

    number: int
    basis: str
    values: Sequence[str] = ()
    sources: Sequence[str] = ()

    @property
    def told(self) -> str:
        """The note as one line."""
        return " · ".join((self.basis, *self.values, *self.sources))


@dataclass(frozen=True)
class Line:
    """A sentence as it may be shown, its number within its narrative (from 1), and its note."""

    number: int
    text: str
    note: Note


@dataclass(frozen=True)
class KeyValue:
    """One row of a scenario's table of key values."""

    factor: str
    value: str
    text: str
    confidence: Confidence | None
    distinguishing: bool


@dataclass(frozen=True)
class Chapter:
    """One scenario: its text in paragraphs of sentences, its key values, the formats of work beside it.

    `authorship` says in words who wrote it (a model, a person after a Rohgerüst); `number` counts from 1;
    `stem` is the file name of its narrative without an ending.
    """

    number: int
    cluster: str
    stem: str
    title: str
    leitmotif: str
    colour: str
    authorship: str
    paragraphs: Sequence[Sequence[Line]]
    key_values: Sequence[KeyValue]
    formats: Formats | None = None


@dataclass(frozen=True)
class Cell:
    """A factor's value in one scenario."""

    label: str
    text: str
    confidence: Confidence | None


@dataclass(frozen=True)
class Row:
    """One factor with its value in each scenario, in the order of the chapters."""

    trend: str
    factor: str
    role: str
    cells: Sequence[Cell]


@dataclass(frozen=True)
class Picture:
    """A picture: its title, what it shows in words, and its file as SVG and PNG (b"" where not made)."""

    name: str
    title: str
    alt: str
    svg: str
    png: bytes


@dataclass(frozen=True)
class Source:
    """A document of the corpus as a reference; `quotable` says whether its words may be quoted outside."""

    title: str
    reference: str
    quotable: bool


@dataclass(frozen=True)
class MethodStep:
    """A step of the method, with what was done in it here."""

    title: str
    text: str


@dataclass(frozen=True)
class Waived:
    """A finding that a named person let pass, with the reason."""

    finding: str
    by: str
    reason: str
    date: str


@dataclass(frozen=True)
class Edition:
    """All that is handed over of one run; `released` is the line of the release, "" for a working copy.

    `ai_note` says that and how AI took part (EU AI Act, Art. 50), `no_forecast` that this is no forecast;
    `date` is ISO (YYYY-MM-DD), the only date that stands in any file.
    """

    title: str
    region: str
    horizon: int
    run: str
    date: str
    publisher: str
    audience: str
    released: str
    no_forecast: str
    ai_note: str
    method: Sequence[MethodStep]
    chapters: Sequence[Chapter]
    table: Sequence[Row]
    sources: Sequence[Source]
    comparison: Comparison | None = None
    pictures: Sequence[Picture] = ()
    waived: Sequence[Waived] = ()
    windkanal: Windkanal | None = None
