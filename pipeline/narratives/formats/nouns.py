"""The formats of work beside a narrative, each entry with what it rests on, like a sentence.

What is not made is named in `missing` with the reason; an empty list never stands for "there is none".
"""

from pydantic import Field

from pipeline.core.types import SCHEMA_VERSION, Basis, Noun

TEASER_WORDS = 50


class Entry(Noun):
    """A short text and what it rests on."""

    text: str
    basis: Basis
    values: tuple[str, ...] = ()
    passages: tuple[str, ...] = ()


class Milestone(Noun):
    """A step on the way, told back from the horizon; `year` None where nobody can say."""

    year: int | None = None
    text: str
    basis: Basis
    values: tuple[str, ...] = ()
    passages: tuple[str, ...] = ()


class Formats(Noun):
    """Of one narrative: headline, teaser (at most 50 words), early-warning signals, winners and losers,
    milestones from the horizon back to today; `by` is "offline" or the model's name.

    `text_hash` is that of the narrative they were made for; `missing` says in German what was not made,
    and why.
    """

    schema_version: int = SCHEMA_VERSION
    cluster: str
    by: str
    text_hash: str
    headline: Entry | None = None
    teaser: Entry | None = None
    signals: tuple[Entry, ...] = ()
    winners: tuple[Entry, ...] = ()
    losers: tuple[Entry, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    missing: tuple[str, ...] = ()


class ComparisonRow(Noun):
    """One theme (a trend, or several factors) with what each scenario says of it, by cluster id."""

    theme: str
    factors: tuple[str, ...]
    entries: dict[str, Entry]


class Comparison(Noun):
    """All scenarios on the same themes, in order."""

    schema_version: int = SCHEMA_VERSION
    by: str
    rows: tuple[ComparisonRow, ...] = Field(default=())
    missing: tuple[str, ...] = ()
