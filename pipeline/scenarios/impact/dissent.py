"""Where people scored a cell of a cross-impact matrix differently: the scores to choose from."""

from collections.abc import Sequence

from pipeline.core.types import Rating
from pipeline.scenarios.impact.matrix import ImpactMatrix
from pipeline.scenarios.impact.monte_carlo import Choice
from pipeline.scenarios.pairs import people_first


def choices(matrix: ImpactMatrix, ratings: Sequence[Rating]) -> tuple[Choice, ...]:
    """The cells of a sheet's matrix that several ratings score differently, in the order of its cells.

    A model's ratings count only where no person rated. Raises KeyError where a rating names no value.
    """
    ids = [value for one in matrix.descriptors for value in one.variant_ids]
    at = {value: position for position, value in enumerate(ids)}
    given: dict[tuple[int, int], list[float]] = {}
    for rating in people_first(ratings):
        given.setdefault((at[rating.source], at[rating.target]), []).append(rating.score)
    return tuple(
        Choice(row, column, tuple(scores))
        for (row, column), scores in sorted(given.items())
        if len(set(scores)) > 1
    )
