"""The formats of work beside a narrative, each entry with what it rests on, like a sentence.

What is not made is named in `missing` with the reason; an empty list never stands for "there is none".
"""

from pydantic import Field

from pipeline.core.types import SCHEMA_VERSION, Basis, Confidence, Noun

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


class KeyRow(Noun):
    """A row of the table of key values in the words of the sheet; `value` is the value's id.

    `confidence` is how sure the value's place is, None where a person put it there.
    """

    factor: str
    value: str
    label: str
    text: str = ""
    confidence: Confidence | None = None
    distinguishing: bool = False


class Formats(Noun):
    """Of one narrative: headline, teaser (at most 50 words), table of key values, early-warning signals,
    winners and losers, milestones from the horizon back to today; `by` is "offline" or the model's name.

    `text_hash` is that of the narrative they were made for, `members` the hash of what its scenario was
    made of, "" where that was not yet kept; `missing` says in German what was not made,
    and why, `remarks` what a person has to look at.
    """

    schema_version: int = SCHEMA_VERSION
    cluster: str
    by: str
    text_hash: str
    members: str = Field(default="", exclude_if=lambda members: not members)
    headline: Entry | None = None
    teaser: Entry | None = None
    key_values: tuple[KeyRow, ...] = ()
    signals: tuple[Entry, ...] = ()
    winners: tuple[Entry, ...] = ()
    losers: tuple[Entry, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    missing: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


class ComparisonRow(Noun):
    """One theme (a trend, or several factors) with what each scenario says of it, by cluster id.

    `question` is what all entries answer, "" where they just stand side by side.
    """

    theme: str
    question: str = ""
    factors: tuple[str, ...]
    entries: dict[str, Entry]


class Comparison(Noun):
    """All scenarios on the same themes, in order; `clusters_hash` is that of the clusters compared."""

    schema_version: int = SCHEMA_VERSION
    by: str
    clusters_hash: str = ""
    rows: tuple[ComparisonRow, ...] = Field(default=())
    missing: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
