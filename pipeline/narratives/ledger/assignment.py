"""Which of the sentences left over is which: all of them assigned at once, so that the sum is best.

The same words count for more than any likeness. Of two sentences that are no longer the same, one is the
other reworded where they share enough words; where both stand between the same neighbours, fewer do.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.narratives.ledger.likeness import bag, likeness
from pipeline.narratives.ledger.parts import Part

ALIKE, ALIKE_IN_PLACE = 0.55, 0.4
"""From this likeness on a sentence is another one reworded: anywhere, and between the same neighbours.

Two sentences of different texts about the same region and year are alike by up to 0.36.
"""
SAME = 10.0
IN_PLACE, NEAR = 0.2, 0.05


@dataclass(frozen=True)
class Pair:
    """Places (from 0) in the ledger and in the text; `same` where not a word differs."""

    old: int
    new: int
    same: bool


def assigned(
    before: Sequence[Part], after: Sequence[Part], anchors: Sequence[tuple[int, int]]
) -> list[Pair]:
    """The best pairs of sentences that are in none of the `anchors` (places of those that stayed)."""
    olds = _left(len(before), [old for old, _ in anchors])
    news = _left(len(after), [new for _, new in anchors])
    if not olds or not news:
        return []
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    gap_of_old = {old: sum(one < old for one, _ in anchors) for old in olds}
    gap_of_new = {new: sum(one < new for _, one in anchors) for new in news}
    worth = np.zeros((len(olds), len(news)))
    for row, old in enumerate(olds):
        for column, new in enumerate(news):
            apart = abs((old + 1) / (len(before) + 1) - (new + 1) / (len(after) + 1))
            in_place = gap_of_old[old] == gap_of_new[new]
            worth[row, column] = _worth(before[old], after[new], in_place, 1 - apart)
    rows, columns = linear_sum_assignment(worth, maximize=True)
    return [
        Pair(olds[row], news[column], same=bool(worth[row, column] >= SAME))
        for row, column in zip(rows, columns, strict=True)
        if worth[row, column] > 0
    ]


def _left(count: int, taken: Sequence[int]) -> list[int]:
    return sorted(set(range(count)) - set(taken))


def _worth(old: Part, new: Part, in_place: bool, near: float) -> float:
    """What a pair is worth, 0 where the sentences are two; `near` is how close their places are, 0–1."""
    place = IN_PLACE * in_place + NEAR * near
    if old.words == new.words:
        return SAME + place
    alike = likeness(bag(old.words), bag(new.words))
    return alike + place if alike >= (ALIKE_IN_PLACE if in_place else ALIKE) else 0.0
