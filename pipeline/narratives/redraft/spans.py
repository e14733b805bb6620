"""Where in its Markdown file each sentence of a narrative stands, and that place alone exchanged.

Letters and digits are what a sentence is found by: blanks, line breaks, marks of emphasis and the form of
quotation marks may differ between file and ledger. The title is no part of the text.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.core.errors import InputError
from pipeline.core.types import Narrative, Sentence
from pipeline.narratives.ledger import from_markdown, replacing

_LINES = re.compile(r"(?<=\n)|(?<=\r)(?!\n)")


@dataclass(frozen=True)
class Span:
    """From where to where (excluded) something stands in a text, in characters."""

    start: int
    end: int


@dataclass(frozen=True)
class _Letter:
    """A letter or digit as compared, and where it stands."""

    sign: str
    span: Span


def spans(markdown: str, narrative: Narrative) -> tuple[Span, ...]:
    """The place of every sentence in the file's text; raises InputError where the two do not fit."""
    letters = list(_letters(markdown))
    found: list[Span] = []
    at = 0
    for number, sentence in enumerate(narrative.sentences, start=1):
        wanted = [one.sign for one in _letters(sentence.text, titled=False)]
        here = letters[at : at + len(wanted)]
        if not wanted or [one.sign for one in here] != wanted:
            raise InputError(
                f"Satz {number} von „{narrative.title}“ steht so nicht in seiner Datei. Bitte „szenario "
                "run PROJEKT“ ausführen, damit beide zusammenpassen, und es noch einmal versuchen."
            )
        start = _back(markdown, here[0].span.start, found[-1].end if found else 0)
        found.append(Span(start, _forth(markdown, here[-1].span.end)))
        at += len(wanted)
    return tuple(found)


def exchanged(markdown: str, narrative: Narrative, numbers: Sequence[int], new: Sequence[Sentence]) -> str:
    """The file's text with these neighbouring sentences (from 1) replaced; all else stays as it is."""
    places = spans(markdown, narrative)
    start, end = places[numbers[0] - 1].start, places[numbers[-1] - 1].end
    line = "\r\n" if "\r\n" in markdown else "\n"
    blocks: dict[int, list[str]] = {}
    for sentence in new:
        blocks.setdefault(sentence.paragraph, []).append(sentence.text)
    told = f"{line}{line}".join(" ".join(blocks[number]) for number in sorted(blocks))
    return markdown[:start] + told + markdown[end:]


def put_in(narrative: Narrative, numbers: Sequence[int], new: Sequence[Sentence]) -> Narrative:
    """The narrative with these neighbouring sentences (from 1) replaced, paragraphs counted on."""
    before = narrative.sentences[: numbers[0] - 1]
    after = narrative.sentences[numbers[-1] :]
    whole = [*before, *new, *after]
    order = {number: place for place, number in enumerate(_in_order(whole), start=1)}
    written = narrative.model_copy(
        update={
            "sentences": tuple(one.model_copy(update={"paragraph": order[one.paragraph]}) for one in whole)
        }
    )
    return replacing(narrative, written, narrative.sentences[numbers[0] - 1 : numbers[-1]], new)


def reads_the_same(markdown: str, narrative: Narrative) -> bool:
    """Whether a file's text has exactly the paragraphs of a narrative."""
    return _blocks(from_markdown(markdown).paragraphs) == _blocks(_paragraphs(narrative))


def _paragraphs(narrative: Narrative) -> Iterator[str]:
    blocks: Mapping[int, list[str]] = {one.paragraph: [] for one in narrative.sentences}
    for one in narrative.sentences:
        blocks[one.paragraph].append(one.text)
    return (" ".join(blocks[number]) for number in sorted(blocks))


def _blocks(paragraphs: Sequence[str] | Iterator[str]) -> list[str]:
    return ["".join(one.sign for one in _letters(block, titled=False)) for block in paragraphs]


def _in_order(sentences: Sequence[Sentence]) -> list[int]:
    return sorted({one.paragraph for one in sentences})


def _letters(text: str, titled: bool = True) -> Iterator[_Letter]:
    """The letters and digits of a text in NFC; those of its title are skipped where it may have one."""
    at = 0
    for line in _LINES.split(text):
        if titled and _is_heading(line):
            titled = False
        else:
            yield from _of_line(line, at)
        at += len(line)


def _is_heading(line: str) -> bool:
    told = from_markdown(line)
    return bool(told.title) and not told.paragraphs


def _of_line(line: str, at: int) -> Iterator[_Letter]:
    start = 0
    while start < len(line):
        end = start + 1
        while end < len(line) and unicodedata.combining(line[end]):
            end += 1
        for sign in unicodedata.normalize("NFC", line[start:end]):
            if sign.isalnum():
                yield _Letter(sign, Span(at + start, at + end))
        start = end


def _back(text: str, start: int, border: int) -> int:
    """Where the marks in front of a sentence's first letter begin."""
    while start > border and not text[start - 1].isspace() and not text[start - 1].isalnum():
        start -= 1
    return start


def _forth(text: str, end: int) -> int:
    """Where the marks behind a sentence's last letter end."""
    while end < len(text) and not text[end].isspace() and not text[end].isalnum():
        end += 1
    return end
