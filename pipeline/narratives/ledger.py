"""What each sentence rests on, and how that survives a person's editing.

The Markdown file is what counts: a heading and paragraphs. The ledger beside it follows. A sentence
that still stands as it was keeps its basis; every other one is marked as edited by hand.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from pipeline.core.types import Narrative, Sentence
from pipeline.language.sentences import paragraphs, sentences

_HEADING = re.compile(r"^#{1,6}\s+(.*)$")


WORKED_ON = 0.25
"""From this share of changed, new or removed sentences on a Rohgerüst counts as worked on."""


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


def realign(narrative: Narrative, text: Text) -> Narrative:
    """The narrative as its file says now; the ledger entry of an unchanged sentence stays with it."""
    known = {_plain(sentence.text): sentence for sentence in narrative.sentences}
    followed: list[Sentence] = []
    for number, block in enumerate(text.paragraphs, start=1):
        for part in _parts(block, known):
            entry = known.get(part) or Sentence(text=part, basis="edited", paragraph=1)
            followed.append(entry.model_copy(update={"paragraph": number}))
    worked_on = narrative.rohgeruest and _changed(narrative, followed) >= WORKED_ON
    return narrative.model_copy(
        update={
            "title": text.title or narrative.title,
            "sentences": tuple(followed),
            "rohgeruest": narrative.rohgeruest and not worked_on,
            "reworked": narrative.reworked or worked_on,
        }
    )


def is_of(narrative: Narrative, text: Text) -> bool:
    """Whether a text is this narrative under another name: at least half of its sentences stand there."""
    whole = " ".join(text.paragraphs)
    there = sum(_plain(sentence.text) in whole for sentence in narrative.sentences)
    return bool(narrative.sentences) and 2 * there >= len(narrative.sentences)


def _parts(block: str, known: Collection[str]) -> list[str]:
    """A paragraph as sentences: those we wrote where they stand whole, the rest as they are split."""
    ours = sorted(known, key=len, reverse=True)
    parts: list[str] = []
    rest = block
    while rest:
        whole = next((own for own in ours if _stands(own, rest, 0)), None)
        if whole is None:
            starts = [at for own in ours if (at := rest.find(own)) > 0 and _stands(own, rest, at)]
            foreign = rest[: min(starts)] if starts else rest
            parts.extend(sentences(foreign))
            rest = rest[len(foreign) :]
        else:
            parts.append(whole)
            rest = rest[len(whole) :].lstrip()
    return parts


def _stands(own: str, text: str, at: int) -> bool:
    """Whether a sentence of ours stands at a place as a sentence: with blanks or nothing around."""
    end = at + len(own)
    return (
        text.startswith(own, at)
        and (at == 0 or (text[at - 1] == " " and text[: at - 1].rstrip()[-1:] in '.!?…“"”'))
        and (end == len(text) or text[end] == " ")
    )


def _changed(before: Narrative, after: Sequence[Sentence]) -> float:
    """The share of sentences written by hand, or of those that are gone since, 0–1."""
    by_hand = sum(sentence.basis == "edited" for sentence in after)
    gone = len({_plain(s.text) for s in before.sentences} - {_plain(s.text) for s in after})
    return max(by_hand / max(len(after), 1), gone / max(len(before.sentences), 1))


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def state(narrative: Narrative) -> str:
    """How a text stands, in words: a Rohgerüst, a person's, or a model's with what a person changed in it.

    A model's text is told as one, with the count of edited sentences, until a person has written them all.
    """
    if narrative.rohgeruest:
        return "Rohgerüst"
    if not by_model(narrative):
        return "bearbeitet"
    edited = sum(sentence.basis == "edited" for sentence in narrative.sentences)
    of_them = f", {edited} von {len(narrative.sentences)} Sätzen bearbeitet" if edited else ""
    return f"vom Sprachmodell{of_them}"


def by_model(narrative: Narrative) -> bool:
    """Whether sentences of a model stand in the text; those of a Rohgerüst are none."""
    drafted = any(sentence.basis != "edited" for sentence in narrative.sentences)
    return drafted and not narrative.rohgeruest and not narrative.reworked
