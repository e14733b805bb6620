"""A narrative as its Markdown file has it: a heading and paragraphs, nothing else."""

import re
from dataclasses import dataclass

from pipeline.core.files import digest
from pipeline.core.types import Narrative
from pipeline.language.sentences import paragraphs

_HEADING = re.compile(r"^#{1,6}\s+(.*)$")


@dataclass(frozen=True)
class Text:
    """A narrative as it stands in its file: the title and its paragraphs, single blanks."""

    title: str
    paragraphs: tuple[str, ...]


def to_markdown(narrative: Narrative) -> str:
    """The file people edit: a heading and paragraphs, nothing else."""
    blocks: dict[int, list[str]] = {}
    for sentence in narrative.sentences:
        blocks.setdefault(sentence.paragraph, []).append(sentence.text)
    body = "\n\n".join(" ".join(block) for _, block in sorted(blocks.items()))
    return f"# {narrative.title}\n\n{body}\n"


def from_markdown(markdown: str) -> Text:
    """A narrative's file as text; lines that are headings are no sentences."""
    title = ""
    lines: list[str] = []
    for line in markdown.replace("\r\n", "\n").split("\n"):
        heading = _HEADING.match(line.strip())
        if heading:
            title = title or heading.group(1).strip()
            lines.append("")
        else:
            lines.append(line)
    return Text(title, tuple(paragraphs("\n".join(lines))))


def plain(text: str) -> str:
    """A text with single blanks."""
    return re.sub(r"\s+", " ", text).strip()


def text_hash(text: str) -> str:
    """What a text is known by where somebody answers for it: it lapses with any change but of blanks."""
    return digest(plain(text).encode())[:16]
