"""Which sentence of an edited text is which of the ledger: unchanged, moved, changed, new, gone.

A sentence stands where its words stand, wherever they were moved to.
"""

from collections.abc import Collection
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from pipeline.core.types import Narrative
from pipeline.language.sentences import sentences
from pipeline.narratives.ledger.text import Text, plain

Kind = Literal["unchanged", "moved", "changed", "new", "gone"]


@dataclass(frozen=True)
class Part:
    """A sentence of an edited text and the paragraph (from 1) it stands in."""

    text: str
    paragraph: int


@dataclass(frozen=True)
class Change:
    """What became of a sentence; its numbers (from 1) in the ledger and in the text, None where absent."""

    kind: Kind
    before: int | None
    after: int | None


def parts(narrative: Narrative, text: Text) -> tuple[Part, ...]:
    """The sentences of a text: those of the ledger where they stand whole, the rest as they are split."""
    known = {plain(sentence.text) for sentence in narrative.sentences}
    return tuple(
        Part(one, number)
        for number, block in enumerate(text.paragraphs, start=1)
        for one in _parts(block, known)
    )


def alignment(narrative: Narrative, text: Text) -> tuple[Change, ...]:
    """One change for every sentence of the text in order, then those that are gone."""
    before = [plain(sentence.text) for sentence in narrative.sentences]
    after = [part.text for part in parts(narrative, text)]
    changes: dict[int, Change] = {}
    left = dict(enumerate(before))
    matcher = SequenceMatcher(a=before, b=after, autojunk=False)
    for block in matcher.get_matching_blocks():
        for step in range(block.size):
            left.pop(block.a + step)
            changes[block.b + step] = Change("unchanged", block.a + step + 1, block.b + step + 1)
    for at, told in enumerate(after):
        if at in changes:
            continue
        same = next((old for old, words in left.items() if words == told), None)
        alike = _alike(told, left) if same is None else None
        old = same if same is not None else alike
        if old is not None:
            left.pop(old)
        kind: Kind = "moved" if same is not None else "changed" if alike is not None else "new"
        changes[at] = Change(kind, None if old is None else old + 1, at + 1)
    gone = [Change("gone", old + 1, None) for old in left]
    return (*(changes[at] for at in sorted(changes)), *gone)


ALIKE = 0.6


def _alike(told: str, left: dict[int, str]) -> int | None:
    """The sentence of the ledger that this one was made from, if any."""
    shares = {
        old: SequenceMatcher(a=words.split(), b=told.split(), autojunk=False).ratio()
        for old, words in left.items()
    }
    best = max(shares, key=lambda old: (shares[old], -old), default=None)
    return best if best is not None and shares[best] >= ALIKE else None


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
