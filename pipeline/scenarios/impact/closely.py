"""Scenarios looked at closely: what they have to spare, what they draw, and what they survive."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pipeline.scenarios.impact.attractors import Attractors
from pipeline.scenarios.impact.balance import inconsistency, total_impact
from pipeline.scenarios.impact.leave_one_out import Judgement, leave_one_out
from pipeline.scenarios.impact.matrix import ImpactMatrix
from pipeline.scenarios.impact.monte_carlo import Choice, survival
from pipeline.scenarios.impact.nouns import Carrying, Disputed, LeaveOneOut, MonteCarlo, Scenario
from pipeline.scenarios.impact.spare import least_lead

if TYPE_CHECKING:
    from numpy.typing import NDArray

DETAILED = 1000
"""Scenarios that are looked at; a thousand draws for a thousand of 52 × 3 take half a minute."""
CARRYING = 50
"""Judgements that are listed: those that carry most scenarios."""
DISPUTED = 5
"""Disputed cells that are listed: those on which people differ most."""
_DECIMALS = 6


@dataclass(frozen=True)
class Doubted:
    """Scenarios with what they survive; None is a test that had nothing to take away or to draw."""

    scenarios: tuple[Scenario, ...]
    leave_one_out: LeaveOneOut | None = None
    monte_carlo: MonteCarlo | None = None


def looked_at(matrix: ImpactMatrix, scenarios: "NDArray[np.int64]") -> tuple[Scenario, ...]:
    """What the balances say of each scenario of shape (n, descriptors)."""
    leads = least_lead(matrix, scenarios)
    return tuple(
        Scenario(
            variants=tuple(variants),
            total_impact=_plain(total),
            inconsistency=_plain(inconsistent),
            spare=_plain(lead) if np.isfinite(lead) else None,
        )
        for variants, total, inconsistent, lead in zip(
            scenarios.tolist(),
            total_impact(matrix, scenarios),
            inconsistency(matrix, scenarios),
            leads,
            strict=True,
        )
    )


def weighed(matrix: ImpactMatrix, scenarios: "NDArray[np.int64]", ends: Attractors) -> tuple[Scenario, ...]:
    """The scenarios with their weights, the greatest first, then the total impact; at most `DETAILED`.

    Where starts are undecided, a scenario that drew none of the others has no known weight.
    """
    drawn = dict(zip(map(tuple, ends.fixed.tolist()), ends.basins.tolist(), strict=True))
    weights = np.array([drawn.get(tuple(one), 0) for one in scenarios.tolist()], dtype=np.int64)
    order = np.lexsort((-total_impact(matrix, scenarios), -weights))[:DETAILED]
    return tuple(
        one.model_copy(update={"weight": weight, "share": _plain(weight / ends.starts)})
        if weight or not ends.undecided
        else one
        for one, weight in zip(looked_at(matrix, scenarios[order]), weights[order].tolist(), strict=True)
    )


def doubted(
    matrix: ImpactMatrix,
    scenarios: tuple[Scenario, ...],
    *,
    draws: int,
    spread: float,
    choices: Sequence[Choice],
    seed: int,
) -> Doubted:
    """The scenarios put to both tests: single judgements taken away, and all of them uncertain at once."""
    if not scenarios or not matrix.judged.any():
        return Doubted(scenarios)
    rows = np.array([one.variants for one in scenarios])
    left = leave_one_out(matrix, rows)
    lived = survival(matrix, rows, draws=draws, spread=spread, choices=choices, seed=seed)
    if not left.judgements and not lived.noisy and not lived.chosen:
        return Doubted(scenarios)
    tested = tuple(
        one.model_copy(
            update={"fallen": fallen, "survival": _plain(share), "survival_error": _plain(error)}
        )
        for one, fallen, share, error in zip(
            scenarios, left.fallen.tolist(), lived.shares, lived.errors, strict=True
        )
    )
    carrying = tuple(_carrying(matrix, one) for one in left.carrying[:CARRYING])
    return Doubted(
        tested,
        LeaveOneOut(judgements=left.judgements, tested=len(tested), carrying=carrying),
        MonteCarlo(
            draws=draws,
            spread=spread,
            seed=seed,
            tested=len(tested),
            noisy=lived.noisy,
            chosen=lived.chosen,
            empty=lived.empty,
            idle=lived.idle,
            bound=lived.bound,
            rounded=lived.rounded,
            disputed=_disputed(matrix, choices),
        ),
    )


def _disputed(matrix: ImpactMatrix, choices: Sequence[Choice]) -> tuple[Disputed, ...]:
    names = _names(matrix)
    furthest = sorted(choices, key=lambda one: min(one.scores) - max(one.scores))
    return tuple(
        Disputed(
            row=one.row,
            column=one.column,
            source=names[one.row],
            target=names[one.column],
            lowest=min(one.scores),
            highest=max(one.scores),
        )
        for one in furthest[:DISPUTED]
    )


def _names(matrix: ImpactMatrix) -> list[str]:
    return [f"{of.name}: {variant}" for of in matrix.descriptors for variant in of.variants]


def _carrying(matrix: ImpactMatrix, one: Judgement) -> Carrying:
    names = _names(matrix)
    return Carrying(
        row=one.row,
        column=one.column,
        source=names[one.row],
        target=names[one.column],
        score=one.score,
        fells=one.fells,
    )


def _plain(number: float) -> float:
    """Without what rounding leaves behind sums of decimal fractions."""
    return round(float(number), _DECIMALS)
