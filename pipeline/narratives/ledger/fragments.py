"""Sentences that were split in two or joined to one: told by what of their words another one holds.

Only neighbours are looked at: a part stands beside another part of the same sentence, and what was joined
stood beside what it was joined to.
"""

from collections.abc import Collection, Sequence

from pipeline.narratives.ledger.assignment import Pair
from pipeline.narratives.ledger.likeness import Bag, bag, contained, weight
from pipeline.narratives.ledger.parts import Part

HELD = 0.7
"""The share of a part's words that have to stand in the whole and in no other part of it."""
LEAST = 1.6
"""What a part weighs at least: one full word and some small ones."""


def split(
    before: Sequence[Part], after: Sequence[Part], changed: Sequence[Pair], taken: Collection[int]
) -> list[Pair]:
    """Further parts of changed sentences, among those of the text that are not `taken` (from 0)."""
    of_new = {pair.new: pair.old for pair in changed}
    found = _grown([bag(one.words) for one in before], [bag(one.words) for one in after], of_new, taken)
    return [Pair(old, new, same=False) for new, old in found]


def joined(
    before: Sequence[Part], after: Sequence[Part], changed: Sequence[Pair], taken: Collection[int]
) -> list[Pair]:
    """Sentences of the ledger, not `taken` (from 0), that went into a changed one beside them."""
    of_old = {pair.old: pair.new for pair in changed}
    found = _grown([bag(one.words) for one in after], [bag(one.words) for one in before], of_old, taken)
    return [Pair(old, new, same=False) for old, new in found]


def _grown(
    wholes: Sequence[Bag], pieces: Sequence[Bag], whole_of: dict[int, int], taken: Collection[int]
) -> list[tuple[int, int]]:
    """Pieces beside those that are known to be of a whole, with its place; until none is found."""
    known = dict(whole_of)
    found: list[tuple[int, int]] = []
    waiting = sorted(known)
    while waiting:
        piece = waiting.pop(0)
        whole = known[piece]
        for beside in (piece - 1, piece + 1):
            if beside in known or beside in taken or not 0 <= beside < len(pieces):
                continue
            rest = wholes[whole].copy()
            for other, its_whole in known.items():
                if its_whole == whole:
                    rest -= pieces[other]
            if weight(pieces[beside]) >= LEAST and contained(pieces[beside], rest) >= HELD:
                known[beside] = whole
                found.append((beside, whole))
                waiting.append(beside)
    return found
