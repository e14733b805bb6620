"""Where people and a model rated the same pair, people count, and they alone.

A median of both would let a model outvote a single person. A pair is directed: who rated how a bears
on b said nothing of how b bears on a.
"""

from collections.abc import Sequence

from pipeline.core.types import Rating

MODEL = "model:"
"""How the origin of a model's rating begins; its name follows."""


def by_people(rating: Rating) -> bool:
    """Whether a person gave it, or a group."""
    return not rating.origin.startswith(MODEL)


def people_first(ratings: Sequence[Rating]) -> tuple[Rating, ...]:
    """The ratings in their order, without a model's where people rated the same pair."""
    rated = {(one.source, one.target) for one in ratings if by_people(one)}
    return tuple(one for one in ratings if by_people(one) or (one.source, one.target) not in rated)
