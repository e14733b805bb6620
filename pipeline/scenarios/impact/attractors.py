"""Where succession ends: scenarios that rest, cycles, and what each draws to itself.

A scenario that nothing moves is consistent; other walks end in cycles. How many starts end in an attractor
is its basin (Einzugsbereich), ScenarioWizard's weight: it says how the judgements are built, and nothing of
how likely anything is.

Reproduced: with global succession the basins are the weights in ScenarioWizard's list of CIB_global exactly
(4, 12, 1, 2 of 36). Its list of CIB_natl_regional counts 100,000 random starts: the exact shares of all
22,674,816 scenarios explain its 16 figures (chi² 9.6, 15 degrees of freedom); taking the last of the best,
or incremental succession, does not.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pipeline.core.errors import InputError
from pipeline.scenarios.impact.matrix import ImpactMatrix
from pipeline.scenarios.impact.succession import Order, follow

if TYPE_CHECKING:
    from numpy.typing import NDArray

    _Rows = NDArray[np.int16]  # two million scenarios of 13 descriptors take 52 MB, and sort faster
    _Masses = NDArray[np.int64]

EXACT = 2_000_000
"""Up to so many combinations every one of them is a start."""
STARTS = 100_000
"""Random starts where there are more combinations; ScenarioWizard takes as many."""
WALKED = 50
"""Cycles that are told scenario by scenario; computed scores have thousands."""
_EFFORT = 20_000_000_000
"""Multiplications (steps × variants²) after which what still walks is given up: about 10 s of one core.

Expert matrices settle within ten steps; of random dense ones cycles of hundreds are known (30 × 3: 57).
"""
_BATCH = 16_384


@dataclass(frozen=True, eq=False)
class Cycle:
    """A cycle of scenarios, shape (period, descriptors), in its order, and how many starts end in it."""

    scenarios: "NDArray[np.int64]"
    basin: int


@dataclass(frozen=True, eq=False)
class Attractors:
    """Where succession ends: `fixed` (n, descriptors) with their `basins` (n,), and cycles.

    Greatest basins first; of `cycling` cycles the greatest stand in `cycles`. `starts` is how many
    scenarios set out: all there are where `exact`, else a random sample, of which attractors with small
    basins may be missing. `undecided` starts had come to no end when the effort was spent.
    """

    fixed: "NDArray[np.int64]"
    basins: "NDArray[np.int64]"
    cycles: tuple[Cycle, ...]
    cycling: int
    starts: int
    exact: bool
    order: Order
    undecided: int


def attractors(
    matrix: ImpactMatrix,
    *,
    order: Order = "global",
    seed: int = 0,
    exact: int = EXACT,
    starts: int = STARTS,
) -> Attractors:
    """The attractors of a matrix: from all scenarios where there are at most `exact`, else from `starts`.

    The sample is the same for the same `seed`. Who is back where he was within a doubled number of steps is
    on a cycle (after Brent 1980); the others go on, those that met only once. Raises InputError where
    nothing would set out.
    """
    if starts < 1:
        raise InputError(f"Die Sukzession soll {starts} Startszenarien haben. Bitte mindestens 1 angeben.")
    whole = matrix.combinations <= exact
    begun = _all(matrix) if whole else _some(matrix, starts, np.random.default_rng([seed, 2]))
    rows, masses = _gathered([_distinct(follow(matrix, batch, order), None) for batch in begun])
    ends = [(rows[:0], masses[:0])]
    effort, steps = _EFFORT // sum(matrix.sizes) ** 2, 1
    while len(rows) and effort > 0:
        round_ = _returning(matrix, rows, order, min(steps, 1 + effort // len(rows)))
        ends.append((rows[round_.back], masses[round_.back]))
        rows, masses = _distinct(round_.moved[~round_.back], masses[~round_.back])
        effort, steps = effort - round_.effort, steps * 2
    undecided = int(masses.sum())
    rows, masses = _gathered(ends)
    resting = (follow(matrix, rows, order) == rows).all(axis=1)
    fixed, basins = _greatest_first(rows[resting], masses[resting])
    firsts = _first_on_cycle(matrix, rows[~resting], order)
    firsts, drawn = _greatest_first(*_distinct(firsts, masses[~resting]))
    return Attractors(
        fixed=fixed.astype(np.int64),
        basins=basins,
        cycles=tuple(
            _cycle(matrix, first, basin, order)
            for first, basin in zip(firsts[:WALKED], drawn[:WALKED].tolist(), strict=True)
        ),
        cycling=len(firsts),
        starts=matrix.combinations if whole else starts,
        exact=whole,
        order=order,
        undecided=undecided,
    )


def _all(matrix: ImpactMatrix) -> Iterator["_Rows"]:
    for start in range(0, matrix.combinations, _BATCH):
        numbers = np.arange(start, min(start + _BATCH, matrix.combinations))
        yield np.stack(np.unravel_index(numbers, matrix.sizes), axis=1).astype(np.int16)


def _some(matrix: ImpactMatrix, starts: int, random: np.random.Generator) -> Iterator["_Rows"]:
    for start in range(0, starts, _BATCH):
        shape = min(_BATCH, starts - start), len(matrix.sizes)
        yield random.integers(0, matrix.sizes, size=shape, dtype=np.int16)


@dataclass(frozen=True, eq=False)
class _Round:
    """Which scenarios came back to themselves, where all then were, and how many steps that took."""

    back: "NDArray[np.bool_]"
    moved: "_Rows"
    effort: int


def _returning(matrix: ImpactMatrix, rows: "_Rows", order: Order, steps: int) -> _Round:
    """At most so many steps for all; who is back at the start by then stops there."""
    moved, back, going = rows.copy(), np.zeros(len(rows), dtype=bool), np.arange(len(rows))
    effort = 0
    for _ in range(steps):
        moved[going] = follow(matrix, moved[going], order)
        effort += len(going)
        here = (moved[going] == rows[going]).all(axis=1)
        back[going[here]] = True
        going = going[~here]
        if not len(going):
            break
    return _Round(back, moved, effort)


def _gathered(
    parts: list[tuple["_Rows", "_Masses"]],
) -> tuple["_Rows", "_Masses"]:
    return _distinct(np.concatenate([rows for rows, _ in parts]), np.concatenate([m for _, m in parts]))


def _distinct(rows: "_Rows", masses: "_Masses | None") -> tuple["_Rows", "_Masses"]:
    """Each scenario once, sorted, with the sum of its masses (one each where none are given)."""
    if not len(rows):
        return rows, np.zeros(0, dtype=np.int64)
    order = np.lexsort(rows.T[::-1])
    ordered = rows[order]
    first = np.flatnonzero(np.append(True, (ordered[1:] != ordered[:-1]).any(axis=1)))
    weights = np.ones(len(rows), dtype=np.int64) if masses is None else masses[order]
    return ordered[first], np.add.reduceat(weights, first)


def _greatest_first(rows: "_Rows", masses: "_Masses") -> tuple["_Rows", "_Masses"]:
    order = np.argsort(-masses, kind="stable")
    return rows[order], masses[order]


def _first_on_cycle(matrix: ImpactMatrix, rows: "_Rows", order: Order) -> "_Rows":
    """For each scenario on a cycle the first one of its cycle, in the order of their variants."""
    first, moved, going = rows.copy(), rows.copy(), np.arange(len(rows))
    while len(going):
        moved[going] = follow(matrix, moved[going], order)
        now, least = moved[going], first[going]
        differs = (now != least).argmax(axis=1)[:, None]
        less = np.take_along_axis(now < least, differs, axis=1)[:, 0]
        first[going[less]] = now[less]
        going = going[(now != rows[going]).any(axis=1)]
    return first


def _cycle(matrix: ImpactMatrix, first: "_Rows", basin: int, order: Order) -> Cycle:
    orbit = [first]
    while not np.array_equal(after := follow(matrix, orbit[-1][None], order)[0], first):
        orbit.append(after)
    return Cycle(np.stack(orbit).astype(np.int64), basin)
