"""Which passage each row of the vectors is of, and what text of it was embedded."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.core.files import digest
from pipeline.core.types import Passage

WITHHELD = "-"
"""Stands for the digest of a text that the embedder may not see."""


def embedded_text(passage: Passage) -> str:
    """What a passage is embedded as: its last heading and its text."""
    title = passage.heading.rpartition(" › ")[2]
    return f"{title}. {passage.text}" if title else passage.text


@dataclass(frozen=True)
class Row:
    """A passage of an index: its id, a digest of what was embedded of it, the document it stands in."""

    passage: str
    digest: str
    document: str


def row_of(passage: Passage) -> Row:
    """A passage as it stands in an index."""
    return Row(passage.id, digest(embedded_text(passage).encode())[:16], passage.document)


def line(row: Row) -> str:
    """A row as a line of its file."""
    return f"{row.passage}\t{row.digest}\t{row.document}\n"


def rows_of(passages: Sequence[Passage], withheld: frozenset[str]) -> list[Row]:
    """The rows of passages in their order; of `withheld` documents without a digest of the text."""
    return [
        replace(row_of(one), digest=WITHHELD) if one.document in withheld else row_of(one)
        for one in passages
    ]
