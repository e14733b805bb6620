"""The outline of a corpus: documents, headings and how each section begins, within a bound.

What does not fit is thinned out evenly, so that the end of a long study shows as well as its start:
first the beginnings get shorter, then sections are left out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.core.types import Passage

CHARS_PER_TOKEN = 3
"""German takes three to four characters a token; the lower figure keeps the bound with any model."""
OPENINGS = (16, 8, 4)
"""Words shown of the start of a section, as many as fit."""
_LONGEST_NAME = 120
_LONGEST_WORD = 12


@dataclass(frozen=True)
class Outlined:
    """One document: its title and the sections shown, a line each."""

    title: str
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """The document as it stands in a prompt."""
        return "\n".join((self.title, *self.lines))


def outline(passages: Sequence[Passage], titles: Mapping[str, str], tokens: int) -> tuple[Outlined, ...]:
    """The documents of these passages in their order, in at most so many tokens."""
    room = tokens * CHARS_PER_TOKEN
    for words in OPENINGS:
        whole = _outlined(_sections(passages, titles, words))
        if _size(whole) <= room:
            return whole
    entries = _sections(passages, titles, OPENINGS[-1])
    shown = len(entries)
    while shown and _size(whole) > room:
        shown = min(shown - 1, shown * room // _size(whole))
        whole = _outlined([entries[place * len(entries) // shown] for place in range(shown)])
    return whole


@dataclass(frozen=True)
class _Section:
    document: str
    title: str
    line: str


def _sections(passages: Sequence[Passage], titles: Mapping[str, str], words: int) -> list[_Section]:
    """The first passage of every section: its heading and its first words."""
    first: dict[tuple[str, str, str], Passage] = {}
    for passage in passages:
        first.setdefault((passage.document, passage.anchor, passage.heading), passage)
    return [_section(one, titles.get(one.document) or one.document, words) for one in first.values()]


def _section(passage: Passage, title: str, words: int) -> _Section:
    heading = passage.heading.removeprefix(f"{title} › ") or passage.anchor
    line = f"- {_cut(heading, _LONGEST_NAME)}: {_opening(passage.text, words)}"
    return _Section(passage.document, _cut(title, _LONGEST_NAME), line)


def _outlined(sections: Sequence[_Section]) -> tuple[Outlined, ...]:
    titles = {one.document: one.title for one in sections}
    lines: dict[str, list[str]] = {}
    for one in sections:
        lines.setdefault(one.document, []).append(one.line)
    return tuple(Outlined(titles[document], tuple(shown)) for document, shown in lines.items())


def _size(documents: Sequence[Outlined]) -> int:
    """Characters, with the borders around each document."""
    return sum(len(one.text) + len("<dokument>\n\n</dokument>\n") for one in documents)


def _opening(text: str, words: int) -> str:
    said = text.split()
    return _cut(" ".join(said[:words]) + (" …" if len(said) > words else ""), _LONGEST_WORD * words)


def _cut(text: str, longest: int) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= longest else plain[: longest - 2] + " …"
