"""Cards that may say the same: proposed with a reason, never merged by us.

Closeness is the mean of two cosines: of 4-grams and stems (tf-idf) and of sentence vectors. On 40
messy cards labelled apart, with their parts (tests/data/karten), all eight pairs that share words
stand above the border and no false one does; the four that share no word are not found.
Two cards in the same words but for a negation say opposite things: they are told as such.
"""

from collections.abc import Sequence
from typing import Any, Literal

from pipeline.core.types import Card, Noun
from pipeline.language.meaning import embed
from pipeline.language.words import content_stems, tokens, word_grams

CLOSE = 0.35
TWIN = 0.6
"""From here on two cards are the same words, so that a negation turns one into the other's opposite."""
PER_CARD = 3
_BLOCK = 500
_NEGATIONS = frozenset(
    "nicht nichts nie niemals niemand kein keine keinen keinem keiner keines nix net ned ohne weder".split()
)

Likeness = Literal["exact", "near", "opposite"]
TOLD = {"exact": "gleich", "near": "ähnlich", "opposite": "ähnlich, aber mit Verneinung"}


class Pair(Noun):
    """Two cards, in the order of the pile, that may say the same; `closeness` 0–1."""

    first: str
    second: str
    likeness: Likeness
    closeness: float


def alike(cards: Sequence[Card]) -> tuple[Pair, ...]:
    """Pairs of cards to look at, closest first: for each card up to three of the closest.

    A card may stand in more, so that none in a crowd of the same ones is left without a pair.
    """
    import numpy as np

    told = [card for card in cards if tokens(card.text)]
    if len(told) < 2:
        return ()
    lexical, meaning = _features(told), embed([card.text for card in told])
    found: list[Pair] = []
    kept = [0] * len(told)
    candidates: list[tuple[float, int, int]] = []
    for start in range(0, len(told), _BLOCK):
        rows = slice(start, start + _BLOCK)
        close = ((lexical[rows] @ lexical.T).toarray() + meaning[rows] @ meaning.T) / 2
        for row, column in zip(*np.nonzero(close >= CLOSE), strict=True):
            first, second = start + int(row), int(column)
            if first < second:
                candidates.append((round(float(close[row, column]), 3), first, second))
    for closeness, first, second in sorted(candidates, key=lambda one: (-one[0], one[1], one[2])):
        if min(kept[first], kept[second]) < PER_CARD:
            kept[first] += 1
            kept[second] += 1
            a, b = told[first], told[second]
            likeness = _likeness(a.text, b.text, closeness)
            found.append(Pair(first=a.id, second=b.id, likeness=likeness, closeness=min(closeness, 1.0)))
    return tuple(found)


def _likeness(first: str, second: str, closeness: float) -> Likeness:
    if tokens(first) == tokens(second):
        return "exact"
    negated = [bool(_NEGATIONS & set(tokens(text))) for text in (first, second)]
    return "opposite" if closeness >= TWIN and negated[0] != negated[1] else "near"


def _features(cards: Sequence[Card]) -> Any:
    """Unit rows of tf-idf over stems and 4-grams, sparse."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    def terms(text: str) -> list[str]:
        return [*word_grams(text), *(f"_{one}" for one in content_stems(text))]

    return TfidfVectorizer(analyzer=terms, sublinear_tf=True).fit_transform([card.text for card in cards])
