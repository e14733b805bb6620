"""Which sentence of an edited text is which of the ledger: unchanged, moved, changed, new, gone.

What stands in the same order as before is found first, as the heaviest common sequence of sentences.
All that is left is assigned at once, so that the whole is best and no sentence takes another's place: the
same words elsewhere have moved, words alike enough have been changed. A sentence that was split is changed
in each of its parts; of those that were joined, the one that counts most is changed and the others went
`along`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from pipeline.core.types import Narrative
from pipeline.language.typography import same_words
from pipeline.narratives.ledger.assignment import Pair, assigned
from pipeline.narratives.ledger.fragments import joined, split
from pipeline.narratives.ledger.paragraphs import at_home
from pipeline.narratives.ledger.parts import Part, parts
from pipeline.narratives.ledger.sequence import common
from pipeline.narratives.ledger.text import Text

Kind = Literal["unchanged", "moved", "changed", "new", "gone"]


@dataclass(frozen=True)
class Change:
    """What became of a sentence; its numbers (from 1) in the ledger and in the text, None where absent.

    `along` are further sentences of the ledger that were joined to it. Parts of one sentence that was
    split name the same one before.
    """

    kind: Kind
    before: int | None
    after: int | None
    along: tuple[int, ...] = ()


@dataclass(frozen=True)
class Alignment:
    """The sentences of a text, and what became of each: in order, then those that are gone."""

    parts: tuple[Part, ...]
    changes: tuple[Change, ...]


def alignment(narrative: Narrative, text: Text) -> tuple[Change, ...]:
    """One change for every sentence of the text in order, then those that are gone."""
    return aligned(narrative, text).changes


def aligned(narrative: Narrative, text: Text) -> Alignment:
    """The sentences of the text as they are found, with their changes."""
    known = {same_words(one.text) for one in (*narrative.sentences, *narrative.earlier)}
    found = parts(known, text)
    before = [Part(one.text, one.paragraph) for one in narrative.sentences]
    return Alignment(found, changes(before, found))


def changes(before: Sequence[Part], after: Sequence[Part]) -> tuple[Change, ...]:
    """One change for every sentence of `after` in order, then those of `before` that are gone."""
    anchors = common(before, after)
    if len(anchors) == len(before) == len(after):
        pairs: list[Pair] = []
    else:
        pairs = assigned(before, after, anchors)
    stays = at_home(before, after, anchors)
    there = {
        new: Change("unchanged" if (old, new) in stays else "moved", old + 1, new + 1)
        for old, new in anchors
    }
    for pair in pairs:
        kind: Kind = "moved" if pair.same else "changed"
        there[pair.new] = Change(kind, pair.old + 1, pair.new + 1)
    _mend(before, after, there)
    used = {one for change in there.values() for one in (change.before, *change.along)}
    return (
        *(there.get(new, Change("new", None, new + 1)) for new in range(len(after))),
        *(Change("gone", old + 1, None) for old in range(len(before)) if old + 1 not in used),
    )


def _mend(before: Sequence[Part], after: Sequence[Part], there: dict[int, Change]) -> None:
    """Put in the parts of sentences that were split, and those that were joined to another."""
    changed = [
        Pair(one.before - 1, new, same=False)
        for new, one in there.items()
        if one.kind == "changed" and one.before is not None
    ]
    for pair in split(before, after, changed, frozenset(there)):
        there[pair.new] = Change("changed", pair.old + 1, pair.new + 1)
    taken = frozenset(one.before - 1 for one in there.values() if one.before is not None)
    for pair in joined(before, after, changed, taken):
        known = there[pair.new]
        there[pair.new] = replace(known, along=tuple(sorted((*known.along, pair.old + 1))))
