"""The way from today, without a model: what the sheet holds of today's state, never why it changed.

A step quotes the `heute` of a told theme's factor. No two narratives begin with the same words while
there are others: what is the same in all futures tells none of them.
"""

from collections.abc import Sequence

from pipeline.core.types import Sheet
from pipeline.language.sentences import sentences
from pipeline.language.words import count_words
from pipeline.narratives.plan import Step

STEPS = 3
LONGEST = 28
"""Words of a state of today that can still be quoted within one sentence of at most 35."""


def ways(stories: Sequence[Sequence[Sequence[str]]], sheet: Sheet) -> tuple[tuple[Step, ...], ...]:
    """The steps of each narrative, in the order of telling, so that drivers come first.

    A story is its values in that order, in groups of which the first are told at length. Each takes
    one in turn, so that none is left with what the others did not want.
    """
    today = {value.id: _today(factor.heute) for factor in sheet.factors for value in factor.values}
    factor_of = {value.id: factor.id for factor in sheet.factors for value in factor.values}
    chosen: list[list[str]] = [[] for _ in stories]
    taken: set[str] = set()
    for again in (False, True):
        for _ in range(STEPS):
            for own, groups in zip(chosen, stories, strict=True):
                free = (v for group in groups for v in group if today[v] and v not in own)
                value = next((v for v in free if again or factor_of[v] not in taken), None)
                if value is not None and len(own) < STEPS:
                    own.append(value)
                    taken.add(factor_of[value])
    return tuple(
        tuple(Step(text=today[v], values=(v,)) for group in groups for v in group if v in own)
        for own, groups in zip(chosen, stories, strict=True)
    )


def _today(heute: str) -> str:
    """The first sentence on today's state; "" where there is none, or one too long to be quoted."""
    first = next(iter(sentences(heute)), "")
    return first if 0 < count_words(first) <= LONGEST else ""
