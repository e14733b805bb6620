"""What a narrative in a Word file is known by on its way back: bookmarks, and properties of the file.

A bookmark's name holds the cluster and what the text was known by when it was handed over; the same stands
in a property, in case that bookmarks were lost. Names are ASCII of at most 40 characters, as Word wants.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.narratives.ledger import paragraphs_hash

OURS = "Szenarienwerk-"
"""How the names of our properties begin."""
RUN = f"{OURS}Lauf"
TEXTS = f"{OURS}Texte"
AUTHOR = "Szenarienwerk"
"""Who comments in the margin on what a sentence rests on; no editor's comment on the way back."""

AUTHORSHIP = "Text: "
"""How the line begins that says who wrote a text; what stands above it is no part of the text."""

_TEXT = re.compile(r"szenario_([A-Za-z0-9]+)_h([0-9a-f]{16})")
_TITLE = re.compile(r"titel_([A-Za-z0-9]+)")


@dataclass(frozen=True)
class Mark:
    """A bookmark of ours: around a text (`known_by` its hash) or, with "", around a title."""

    cluster: str
    known_by: str = ""


def known_by(title: str, paragraphs: Sequence[Sequence[str]]) -> str:
    """What a narrative is known by: 16 hex digits over its title and its sentences by paragraph."""
    return paragraphs_hash(title, [" ".join(block) for block in paragraphs])


def text_bookmark(mark: Mark) -> str:
    """The name of the bookmark around a text."""
    return f"szenario_{mark.cluster}_h{mark.known_by}"


def title_bookmark(cluster: str) -> str:
    """The name of the bookmark around a title."""
    return f"titel_{cluster}"


def mark_of(name: str) -> Mark | None:
    """What a bookmark of ours marks; None for any other."""
    if text := _TEXT.fullmatch(name):
        return Mark(text[1], text[2])
    title = _TITLE.fullmatch(name)
    return Mark(title[1]) if title else None


def texts_property(marks: Sequence[Mark]) -> str:
    """The property that says what each text was known by."""
    return ";".join(f"{mark.cluster}={mark.known_by}" for mark in marks)


def marks_in(told: str) -> tuple[Mark, ...]:
    """The marks of such a property."""
    return tuple(Mark(*found) for found in re.findall(r"([A-Za-z0-9]+)=([0-9a-f]{16})", told))
