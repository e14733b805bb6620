"""How alike two sentences are, by their words: to tell a reworded sentence from another one.

Words are compared as stems, so that another case or tense is no other word; small words count for less,
since any two German sentences share some.
"""

from collections import Counter
from functools import lru_cache

from pipeline.language.words import FUNCTION_WORDS, stem, tokens

SMALL = 0.3
"""What a function word weighs; any other weighs 1."""

Bag = Counter[str]
"""The stems of a sentence, with how often they stand there."""


@lru_cache(maxsize=4_096)
def bag(text: str) -> Bag:
    """The stems of a text; not to be changed."""
    return Counter(stem(token) for token in tokens(text))


def weight(words: Bag) -> float:
    """What the words of a bag weigh together."""
    return sum(count * (SMALL if word in _SMALL else 1.0) for word, count in words.items())


def likeness(one: Bag, other: Bag) -> float:
    """The share of words that two sentences have in common, 0–1 (Dice); 0 where one has none."""
    both = weight(one) + weight(other)
    return 2 * weight(one & other) / both if both else 0.0


def contained(part: Bag, whole: Bag) -> float:
    """The share of a part's words that stand in the whole, 0–1; 0 where it has none."""
    all_of_it = weight(part)
    return weight(part & whole) / all_of_it if all_of_it else 0.0


_SMALL = frozenset(stem(word) for word in FUNCTION_WORDS)
