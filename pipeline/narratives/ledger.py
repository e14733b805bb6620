"""What each sentence rests on, and how that survives a person's editing.

The Markdown file is what counts: a heading and paragraphs. The ledger beside it follows. A sentence
that still stands as it was keeps its basis; every other one is marked as edited by hand.
"""

import re
from dataclasses import dataclass

from pipeline.core.types import Narrative, Sentence
from pipeline.language.sentences import paragraphs, sentences

_HEADING = re.compile(r"^#{1,6}\s+(.*)$")


@dataclass(frozen=True)
class Text:
    """A narrative as it stands in its file: the title and, by paragraph, the sentences."""

    title: str
    paragraphs: tuple[tuple[str, ...], ...]


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
    blocks = tuple(tuple(sentences(block)) for block in paragraphs("\n".join(lines)))
    return Text(title, tuple(block for block in blocks if block))


def realign(narrative: Narrative, text: Text) -> Narrative:
    """The narrative as its file says now; the ledger entry of an unchanged sentence stays with it."""
    known = {_key(sentence.text): sentence for sentence in narrative.sentences}
    # A sentence of ours may hold what a splitter takes for two: compare whole paragraphs first.
    followed: list[Sentence] = []
    for number, block in enumerate(text.paragraphs, start=1):
        left = list(block)
        while left:
            sentence, used = _longest_known(left, known)
            if sentence is None:
                followed.append(Sentence(text=left[0], basis="edited", paragraph=number))
            else:
                followed.append(sentence.model_copy(update={"paragraph": number}))
            left = left[used:]
    changed = [sentence.text for sentence in followed] != [s.text for s in narrative.sentences]
    return narrative.model_copy(
        update={
            "title": text.title or narrative.title,
            "sentences": tuple(followed),
            "rohgeruest": narrative.rohgeruest and not changed,
        }
    )


def _longest_known(left: list[str], known: dict[str, Sentence]) -> tuple[Sentence | None, int]:
    for used in range(min(4, len(left)), 0, -1):
        sentence = known.get(_key(" ".join(left[:used])))
        if sentence is not None:
            return sentence, used
    return None, 1


def _key(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
