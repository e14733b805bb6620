"""A narrative as its Markdown file has it: a heading and paragraphs, nothing else.

The first heading is the title. What is marked as another one stays a paragraph of the text, so that no
word of the file is lost.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.core.files import digest
from pipeline.core.types import Narrative
from pipeline.language.sentences import paragraphs

_HEADING = re.compile(r"^#{1,6}(?:\s+(.*?))??(?:\s+#+)?$")


@dataclass(frozen=True)
class Text:
    """A narrative as it stands in its file: the title and its paragraphs, single blanks."""

    title: str
    paragraphs: tuple[str, ...]


def to_markdown(narrative: Narrative) -> str:
    """The file people edit: a heading and paragraphs, nothing else."""
    body = "\n\n".join(_blocks(narrative))
    return f"# {narrative.title}\n\n{body}\n"


def _blocks(narrative: Narrative) -> list[str]:
    """The paragraphs of a narrative, in order."""
    blocks: dict[int, list[str]] = {}
    for sentence in narrative.sentences:
        blocks.setdefault(sentence.paragraph, []).append(sentence.text)
    return [" ".join(block) for _, block in sorted(blocks.items())]


def from_markdown(markdown: str) -> Text:
    """A narrative's file as text in NFC; the title is "" where no line is a heading."""
    title = ""
    lines: list[str] = []
    for line in unicodedata.normalize("NFC", markdown.removeprefix("\ufeff")).splitlines():
        heading = _HEADING.match(line.strip())
        if heading is None:
            lines.append(line)
            continue
        words = (heading.group(1) or "").strip()
        lines += ["", words if title else "", ""]
        title = title or words
    return Text(title, tuple(paragraphs("\n".join(lines))))


def plain(text: str) -> str:
    """A text with single blanks."""
    return re.sub(r"\s+", " ", text).strip()


def text_hash(text: str) -> str:
    """What a text is known by where somebody answers for it: it lapses with any change but of blanks."""
    return digest(plain(text).encode())[:16]


def narrative_hash(narrative: Narrative) -> str:
    """What a narrative is known by as a whole: see paragraphs_hash."""
    return paragraphs_hash(narrative.title, _blocks(narrative))


def paragraphs_hash(title: str, blocks: Iterable[str]) -> str:
    """What title and paragraphs are known by: it lapses also where paragraphs are parted or joined."""
    return digest("\n\n".join(plain(one) for one in (title, *blocks)).encode())[:16]
