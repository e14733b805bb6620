"""The sentences of an edited text: those that are known where they stand whole, the rest as it is split.

A known sentence is found however it is typed (smart quotes, dashes, soft hyphens, emphasis). Every part is
told as the file has it, with single blanks: no word is lost, and none is added.
"""

from collections.abc import Collection
from dataclasses import dataclass

from pipeline.language.sentences import sentences
from pipeline.language.typography import Traced, same_words, traced
from pipeline.narratives.ledger.text import Text, plain

_ENDS = '.!?…")'


@dataclass(frozen=True)
class Part:
    """A sentence of an edited text and the paragraph (from 1) it stands in."""

    text: str
    paragraph: int

    @property
    def words(self) -> str:
        """By what it is known, however it is typed."""
        return same_words(self.text)


def parts(known: Collection[str], text: Text) -> tuple[Part, ...]:
    """The sentences of a text in order; `known` are sentences in the form of `same_words`."""
    ours = sorted({one for one in known if one}, key=lambda one: (-len(one), one))
    return tuple(
        Part(one, number)
        for number, block in enumerate(text.paragraphs, start=1)
        for one in _of_block(block, [one for one in ours if one in traced(block).plain])
    )


def _of_block(block: str, ours: list[str]) -> list[str]:
    """A paragraph as sentences; the longest known one is taken where several begin."""
    trace = traced(block)
    found: list[str] = []
    at = 0
    while at < len(trace.plain):
        whole = next((own for own in ours if _stands(own, trace.plain, at)), None)
        if whole is not None:
            end = at + len(whole)
            found.append(_typed(block, trace, at, end))
        else:
            starts = [start for own in ours if (start := _next(own, trace.plain, at)) is not None]
            end = min(starts) - 1 if starts else len(trace.plain)
            found.extend(_split(_typed(block, trace, at, end)))
        at = end + 1
    return found


def _split(text: str) -> list[str]:
    """What nobody knows yet as sentences; a semicolon ends none, whatever follows it."""
    found: list[str] = []
    for one in sentences(text):
        if found and found[-1].endswith(";"):
            found[-1] = f"{found[-1]} {one}"
        else:
            found.append(one)
    return found


def _typed(block: str, trace: Traced, start: int, end: int) -> str:
    """A paragraph from one blank of its plain form (or its rim) to another, as it is typed.

    Marks that the plain form leaves out belong to the word beside them.
    """
    first = trace.places[start - 1] if start else 0
    last = trace.places[end] if end < len(trace.plain) else len(block)
    return plain(block[first:last])


def _next(own: str, text: str, at: int) -> int | None:
    """Where a known sentence stands next, behind a place; None where it does not."""
    start = text.find(own, at + 1)
    while start >= 0:
        if _stands(own, text, start):
            return start
        start = text.find(own, start + 1)
    return None


def _stands(own: str, text: str, at: int) -> bool:
    """Whether a sentence stands at a place as a sentence: with a blank or nothing around, after an end."""
    end = at + len(own)
    return (
        text.startswith(own, at)
        and (at == 0 or (text[at - 1] == " " and text[max(at - 2, 0) : at - 1] in _ENDS))
        and (end == len(text) or text[end] == " ")
    )
