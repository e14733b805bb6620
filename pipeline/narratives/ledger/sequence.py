"""What two texts have in common in the same order: the heaviest common sequence of sentences.

Heaviest by words, so that one long sentence that stayed is not given up for two short ones that moved past
it. In the paragraph of the same number a sentence counts twice: who moves one over a border moves that one,
and of sentences that stand twice the nearer is meant.
"""

from collections.abc import Sequence

from pipeline.narratives.ledger.parts import Part


def common(before: Sequence[Part], after: Sequence[Part]) -> tuple[tuple[int, int], ...]:
    """Pairs of places (from 0) of sentences with the same words, rising in both texts."""
    olds, news = [one.words for one in before], [one.words for one in after]
    start = 0
    while start < min(len(olds), len(news)) and olds[start] == news[start]:
        start += 1
    end = 0
    while end < min(len(olds), len(news)) - start and olds[-1 - end] == news[-1 - end]:
        end += 1
    middle = _heaviest(before[start : len(olds) - end], after[start : len(news) - end])
    return (
        *((one, one) for one in range(start)),
        *((start + old, start + new) for old, new in middle),
        *((len(olds) - one, len(news) - one) for one in range(end, 0, -1)),
    )


def _heaviest(before: Sequence[Part], after: Sequence[Part]) -> list[tuple[int, int]]:
    """By dynamic programming over all pairs, from the end."""
    best = [[0] * (len(after) + 1) for _ in range(len(before) + 1)]
    for old in reversed(range(len(before))):
        for new in reversed(range(len(after))):
            worth = _worth(before[old], after[new])
            taken = best[old + 1][new + 1] + worth if worth else 0
            best[old][new] = max(taken, best[old + 1][new], best[old][new + 1])
    pairs: list[tuple[int, int]] = []
    old = new = 0
    while old < len(before) and new < len(after):
        worth = _worth(before[old], after[new])
        if worth and best[old][new] == best[old + 1][new + 1] + worth:
            pairs.append((old, new))
            old, new = old + 1, new + 1
        elif best[old][new] == best[old + 1][new]:
            old += 1
        else:
            new += 1
    return pairs


def _worth(old: Part, new: Part) -> int:
    """In signs; 0 where the words are not the same."""
    if old.words != new.words:
        return 0
    return len(old.words) * (2 if old.paragraph == new.paragraph else 1)
