"""A value sheet and what was rated as a cross-impact matrix, and back.

Where people rated a pair they alone count; several of them count with their median. What nobody
rated stays unjudged.
"""

from collections.abc import Sequence

import numpy as np

from pipeline.core.errors import InputError
from pipeline.core.types import Rating, Sheet
from pipeline.scenarios.impact.matrix import Descriptor, ImpactMatrix
from pipeline.scenarios.opinions import merged
from pipeline.scenarios.pairs import people_first

SCALE = 3
"""Ratings reach from −3 to +3; matrices of ScenarioWizard may go beyond."""


def of_sheet(sheet: Sheet, ratings: Sequence[Rating], title: str = "") -> ImpactMatrix:
    """The matrix of a sheet in its order; raises KeyError where a rating names no value of it."""
    descriptors = tuple(
        Descriptor(
            name=factor.name,
            variants=tuple(value.label for value in factor.values),
            id=factor.id,
            variant_ids=tuple(value.id for value in factor.values),
        )
        for factor in sheet.factors
    )
    ids = [value for one in descriptors for value in one.variant_ids]
    at = {value: position for position, value in enumerate(ids)}
    scores = np.zeros((len(ids), len(ids)))
    judged = np.zeros(scores.shape, dtype=bool)
    for rating in merged(people_first(ratings)):
        cell = at[rating.source], at[rating.target]
        scores[cell], judged[cell] = rating.score, True
    return ImpactMatrix(descriptors, scores, judged, title)


def to_ratings(matrix: ImpactMatrix, sheet: Sheet, origin: str) -> tuple[Rating, ...]:
    """What is judged in a matrix as ratings of a sheet, row by row, all by one `origin`.

    Values are those of the descriptors' ids, or by position where they have none and the shapes are
    identical. A zero between values of one factor fills a matrix and rates nothing. Raises InputError
    where the matrix is of another sheet, or a score is off the scale of −3 to +3.
    """
    ids = _ids(matrix, sheet)
    factor_of = np.repeat(np.arange(len(matrix.sizes)), matrix.sizes)
    own = factor_of[:, None] == factor_of[None, :]
    rated = np.argwhere(matrix.judged & ~(own & (matrix.scores == 0)))
    off = [cell for cell in rated if abs(matrix.scores[tuple(cell)]) > SCALE]
    if off:
        row, column = off[0]
        raise InputError(
            f"Die Wirkung von {ids[row]} auf {ids[column]} ist {matrix.scores[row, column]:g} und liegt "
            "nicht zwischen −3 und +3. Bitte die Matrix berichtigen."
        )
    return tuple(
        Rating(source=ids[row], target=ids[column], score=float(matrix.scores[row, column]), origin=origin)
        for row, column in rated
    )


def _ids(matrix: ImpactMatrix, sheet: Sheet) -> list[str]:
    """The value id of each row (and column)."""
    ids = [value for one in matrix.descriptors for value in one.variant_ids]
    known = [value.id for factor in sheet.factors for value in factor.values]
    if not ids and matrix.sizes == tuple(len(factor.values) for factor in sheet.factors):
        return known
    if len(ids) != len(matrix.scores) or not set(ids) <= set(known):
        raise InputError(
            f"Die Matrix „{matrix.title}“ hat {len(matrix.sizes)} Deskriptoren mit {len(matrix.scores)} "
            f"Varianten und passt nicht zur Wertetafel mit {len(sheet.factors)} Einflussfaktoren und "
            f"{len(known)} Ausprägungen. Bitte Namen und Zahl angleichen."
        )
    return ids
