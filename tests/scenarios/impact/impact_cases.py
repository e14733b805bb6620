"""Small matrices for tests, and cross-impact balance spelt out slowly, as an oracle."""

from collections.abc import Iterator, Sequence
from itertools import product

import numpy as np
from hypothesis import strategies as st

from pipeline.scenarios.impact.matrix import Descriptor, ImpactMatrix


def matrix_of(sizes: Sequence[int], scores: object, judged: object = None) -> ImpactMatrix:
    """A matrix of descriptors A, B, … with variants A1, A2, …; all judged where nothing else is said."""
    rows = np.array(scores, dtype=float)
    said = np.ones(rows.shape, dtype=bool) if judged is None else np.array(judged, dtype=bool)
    return ImpactMatrix(
        tuple(
            Descriptor(chr(65 + at), tuple(f"{chr(65 + at)}{number + 1}" for number in range(size)))
            for at, size in enumerate(sizes)
        ),
        rows,
        said,
        "Probe",
    )


@st.composite
def matrices(draw: st.DrawFn, *, partly: bool = False) -> ImpactMatrix:
    """Whole scores with many ties, diagonal blocks filled too; `partly` leaves cells unjudged."""
    sizes = draw(st.lists(st.integers(1, 3), min_size=2, max_size=4))
    random = np.random.default_rng(draw(st.integers(0, 10_000)))
    shape = (sum(sizes), sum(sizes))
    scores = random.integers(-2, 3, shape).astype(float) / draw(st.sampled_from([1, 2, 10]))
    judged = random.random(shape) < 0.7 if partly else np.ones(shape, dtype=bool)
    return matrix_of(sizes, np.where(judged, scores, 0.0), judged)


def all_scenarios(matrix: ImpactMatrix) -> list[tuple[int, ...]]:
    return list(product(*map(range, matrix.sizes)))


def blocks_of(matrix: ImpactMatrix, scenario: Sequence[int]) -> Iterator[list[float]]:
    """The balances of each descriptor's variants, summed one score after the other."""
    rows = [start + variant for start, variant in zip(matrix.offsets, scenario, strict=True)]
    for start, size in zip(matrix.offsets, matrix.sizes, strict=True):
        yield [
            sum(float(matrix.scores[row, column]) for row in rows) for column in range(start, start + size)
        ]


def is_consistent(matrix: ImpactMatrix, scenario: Sequence[int]) -> bool:
    blocks = zip(blocks_of(matrix, scenario), scenario, strict=True)
    return all(block[variant] >= max(block) - 1e-9 for block, variant in blocks)


def consistent_of(matrix: ImpactMatrix) -> list[tuple[int, ...]]:
    return [one for one in all_scenarios(matrix) if is_consistent(matrix, one)]
