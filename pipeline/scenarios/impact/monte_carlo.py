"""Monte Carlo over rating uncertainty: how often scenarios stay consistent when scores are not certain.

Every draw changes all doubtful scores at once. Where several people differed, one of them is believed at
random; any other judged score gets normal noise of a stated spread, is rounded to whole numbers where the
judged scores are whole, and stays on the scale. Blocks in which nothing but 0 was judged stay: there people
saw no influence. What comes out is how firmly scenarios rest on these ratings, no probability that they
happen.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pipeline.core.errors import InputError
from pipeline.scenarios.impact.balance import TOLERANCE, columns
from pipeline.scenarios.impact.matrix import ImpactMatrix
from pipeline.scenarios.impact.silence import between, silent_cells

if TYPE_CHECKING:
    from numpy.typing import NDArray

DRAWS = 1000
SPREAD = 0.5
"""Standard deviation in points of the scale: with whole scores every third is then one point off."""
SCALE = 3.0
_CELLS = 4_000_000  # numbers at a time, 32 MB


@dataclass(frozen=True)
class Choice:
    """A cell by row (source) and column (target) that people scored differently, one score a person."""

    row: int
    column: int
    scores: tuple[float, ...]


@dataclass(frozen=True, eq=False)
class Survival:
    """How often each scenario stayed consistent over all draws.

    `shares` (0–1) and their binomial standard errors, shape (n,): sqrt(p (1 − p) / draws), which is 0 for
    none and for all. `noisy` and `chosen` are how many cells got noise or were chosen among people. Cells
    between descriptors were held, `empty` of them because nobody judged them, `idle` because their block
    has no score but 0. `bound` is the end of the scale on either side, `rounded` whether noisy scores were.
    """

    shares: "NDArray[np.float64]"
    errors: "NDArray[np.float64]"
    draws: int
    spread: float
    noisy: int
    chosen: int
    empty: int
    idle: int
    bound: float
    rounded: bool


def survival(
    matrix: ImpactMatrix,
    scenarios: "NDArray[np.integer]",
    *,
    draws: int = DRAWS,
    spread: float = SPREAD,
    choices: Sequence[Choice] = (),
    seed: int = 0,
) -> Survival:
    """How often scenarios (n, descriptors) survive; the same for the same seed.

    The scale ends at ±3, or at the greatest score where that lies beyond. Raises InputError for draws or a
    spread that cannot be, or where a scenario has not one variant of every descriptor.
    """
    _check(draws, spread)
    chosen = columns(matrix, scenarios)
    taken = np.zeros((len(chosen), sum(matrix.sizes)))
    np.put_along_axis(taken, chosen, 1.0, axis=1)
    noisy, held_still = matrix.judged & ~silent_cells(matrix), between(matrix)
    for one in choices:
        noisy[one.row, one.column] = held_still[one.row, one.column] = False
    idle = held_still & matrix.judged & ~noisy
    judged = matrix.scores[noisy]
    rounded = bool(np.all(judged == np.round(judged)))
    bound = max(SCALE, float(np.abs(matrix.scores).max(initial=0.0)))
    held = np.zeros(len(chosen), dtype=np.int64)
    random = np.random.default_rng([seed, 3])
    for count in _portions(draws, taken.size + matrix.scores.size):
        drawn = np.repeat(matrix.scores[None], count, axis=0)
        noise = judged + random.normal(0.0, spread, (count, len(judged)))
        drawn[:, noisy] = np.clip(np.round(noise) if rounded else noise, -bound, bound)
        for one in choices:
            drawn[:, one.row, one.column] = random.choice(one.scores, count)
        found = taken @ drawn
        best = np.maximum.reduceat(found, matrix.offsets, axis=2)
        own = np.take_along_axis(found, chosen[None], axis=2)
        held += (own >= best - TOLERANCE).all(axis=2).sum(axis=0)
    shares = held / draws
    errors = np.sqrt(shares * (1 - shares) / draws)
    return Survival(
        shares,
        errors,
        draws,
        spread,
        noisy=int(noisy.sum()),
        chosen=len(choices),
        empty=int((held_still & ~matrix.judged).sum()),
        idle=int(idle.sum()),
        bound=bound,
        rounded=rounded,
    )


def _check(draws: int, spread: float) -> None:
    if draws < 1:
        raise InputError(f"Gezogen werden soll {draws}-mal. Bitte mindestens 1 angeben.")
    if not (math.isfinite(spread) and spread >= 0):
        raise InputError(
            f"Die Streuung der Bewertungen ist {spread}. Bitte eine Zahl ab 0 angeben, Punkte der Skala."
        )


def _portions(draws: int, size: int) -> Iterator[int]:
    """The draws in portions of which each holds so many numbers a draw."""
    most = max(1, _CELLS // max(size, 1))
    for start in range(0, draws, most):
        yield min(most, draws - start)
