"""Which sentences stayed in their paragraph, also where paragraphs were parted or joined.

A sentence stays where its company does: where most others of its old paragraph are now in its new one, or
most others of its new paragraph come from its old one. One that stands or stood alone goes with the border.
Otherwise a person has moved it.
"""

from collections import Counter
from collections.abc import Sequence

from pipeline.narratives.ledger.parts import Part


def at_home(
    before: Sequence[Part], after: Sequence[Part], pairs: Sequence[tuple[int, int]]
) -> frozenset[tuple[int, int]]:
    """Of pairs of places (from 0) with the same words, those that stand in the same paragraph."""
    shared = Counter((before[old].paragraph, after[new].paragraph) for old, new in pairs)
    if all(old == new for old, new in shared):
        return frozenset(pairs)
    return frozenset(
        (old, new) for old, new in pairs if _stays(before[old].paragraph, after[new].paragraph, shared)
    )


def _stays(old: int, new: int, shared: Counter[tuple[int, int]]) -> bool:
    others = shared - Counter([(old, new)])
    went = Counter({there: count for (here, there), count in others.items() if here == old})
    came = Counter({here: count for (here, there), count in others.items() if there == new})
    return _most(went, new) or _most(came, old)


def _most(counts: Counter[int], paragraph: int) -> bool:
    """Whether a paragraph holds as many as any, or there is none."""
    return counts[paragraph] == max(counts.values(), default=0)
