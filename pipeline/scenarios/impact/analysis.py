"""All that cross-impact balance says of a matrix, in one go: what is consistent, how firmly, and why.

Everything is the same for the same matrix and seed, but for what a time limit cuts off, which is told.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from pipeline.core.figures import thousands
from pipeline.core.progress import Progress, Silent
from pipeline.scenarios.impact import choosing
from pipeline.scenarios.impact.attractors import STARTS, Attractors, attractors
from pipeline.scenarios.impact.balance import TOLERANCE, balances
from pipeline.scenarios.impact.cells import cells_of
from pipeline.scenarios.impact.closely import DETAILED, doubted, looked_at, weighed
from pipeline.scenarios.impact.kernel import Engine, Kernel, consistent
from pipeline.scenarios.impact.matrix import ImpactMatrix
from pipeline.scenarios.impact.monte_carlo import DRAWS, SPREAD, Choice
from pipeline.scenarios.impact.nouns import Analysis, Attractor, Best, Positions, Succession, Weak
from pipeline.scenarios.impact.silence import without_inflow
from pipeline.scenarios.impact.succession import Order
from pipeline.scenarios.impact.sums import grid

if TYPE_CHECKING:
    from numpy.typing import NDArray

LISTED = 50
"""Attractors that are listed; a matrix without scores has as many as scenarios."""


def analyse(
    matrix: ImpactMatrix,
    *,
    epsilon: float = 0.0,
    limit: int = 100_000,
    seconds: float = 60.0,
    seed: int = 0,
    engine: Engine = "auto",
    order: Order = "global",
    starts: int = STARTS,
    draws: int = DRAWS,
    spread: float = SPREAD,
    choices: Sequence[Choice] = (),
    best: int | None = None,
    distance: int | None = None,
    basis: str = "",
    progress: Progress | None = None,
) -> Analysis:
    """The analysis of a matrix; raises InputError for a matrix or an argument that cannot be.

    With `epsilon` above 0 weakly consistent scenarios are listed too, apart from the others. `limit` and
    `seconds` hold for each of the two searches. `choices` are the cells that people scored differently;
    `best` of the consistent scenarios are chosen, any two `distance` descriptors or more apart (by default
    a third of all). `basis` says in German where the scores come from.
    """
    told = progress or Silent()
    told.started("Konsistente Szenarien suchen", 3)
    weak = _weak(matrix, epsilon, limit, seconds, engine) if epsilon != 0 else None
    kernel = consistent(matrix, limit=limit, seconds=seconds, engine=engine)
    told.advanced()
    ends = attractors(matrix, order=order, seed=seed, starts=starts)
    told.advanced()
    scenarios = _with_resting(kernel, ends, limit)
    chosen = None if best is None else _best(matrix, scenarios, best, distance, kernel)
    few = len(scenarios) <= DETAILED
    tested = doubted(
        matrix,
        weighed(matrix, scenarios, ends),
        draws=draws,
        spread=spread,
        choices=choices,
        seed=seed,
    )
    told.advanced()
    system = grid(matrix)
    return Analysis(
        title=matrix.title,
        basis=basis,
        descriptors=matrix.descriptors,
        consistent=_positions(scenarios),
        complete=kernel.complete,
        why=_why(kernel, len(scenarios)),
        engine=kernel.engine,
        balances=tuple(map(tuple, np.round(balances(matrix, scenarios), 6).tolist())) if few else (),
        scenarios=tested.scenarios,
        weak=weak,
        best=chosen,
        attractors=tuple(_listed(ends)),
        succession=Succession(
            order=order,
            exact=ends.exact,
            starts=ends.starts,
            resting=len(ends.fixed),
            cycles=ends.cycling,
            undecided=ends.undecided,
        ),
        sums=system.sums,
        strength=system.strength,
        leave_one_out=tested.leave_one_out,
        monte_carlo=tested.monte_carlo,
        cells=cells_of(matrix),
        free=without_inflow(matrix),
        remarks=tuple(_remarks(len(scenarios))),
    )


def _with_resting(kernel: Kernel, ends: Attractors, limit: int) -> "NDArray[np.int64]":
    """What the search found; where it was cut off, with what succession came upon besides."""
    if kernel.complete or len(kernel.scenarios) >= limit:
        return kernel.scenarios
    both = np.unique(np.concatenate([kernel.scenarios, ends.fixed]), axis=0)
    return both if len(both) <= limit else kernel.scenarios


def _weak(matrix: ImpactMatrix, epsilon: float, limit: int, seconds: float, engine: Engine) -> Weak:
    kernel = consistent(matrix, epsilon=epsilon, limit=limit, seconds=seconds, engine=engine)
    found = looked_at(matrix, kernel.scenarios)
    weak = sorted(
        (one for one in found if one.inconsistency > TOLERANCE),
        key=lambda one: (one.inconsistency, -one.total_impact),
    )
    return Weak(epsilon=epsilon, scenarios=tuple(weak), complete=kernel.complete, why=kernel.why)


def _best(
    matrix: ImpactMatrix, scenarios: "NDArray[np.int64]", count: int, distance: int | None, kernel: Kernel
) -> Best:
    wanted = len(matrix.sizes) // 3 if distance is None else distance
    chosen = choosing.best(matrix, scenarios, count, wanted)
    open_list = "" if kernel.complete else "die Liste der konsistenten Szenarien ist nicht vollständig"
    return Best(
        distance=wanted,
        scenarios=_positions(chosen.scenarios),
        total_impact=tuple(np.round(chosen.total_impact, 6).tolist()),
        smallest_distance=chosen.smallest_distance,
        proved=chosen.proved and kernel.complete,
        why="; ".join(part for part in (chosen.why, open_list) if part),
    )


def _listed(ends: Attractors) -> Iterable[Attractor]:
    """The greatest attractors, those that rest and cycles together."""
    resting = zip(ends.fixed[:LISTED, None], ends.basins[:LISTED].tolist(), strict=True)
    cycles = ((one.scenarios, one.basin) for one in ends.cycles[:LISTED])
    for scenarios, basin in sorted((*resting, *cycles), key=lambda end: -end[1])[:LISTED]:
        yield Attractor(scenarios=_positions(scenarios), basin=basin, share=round(basin / ends.starts, 6))


def _positions(scenarios: "NDArray[np.int64]") -> tuple[Positions, ...]:
    return tuple(map(tuple, scenarios.tolist()))


def _why(kernel: Kernel, count: int) -> str:
    """Why the list is not complete, succession having come upon what the search had not reached."""
    more = count - len(kernel.scenarios)
    if not more:
        return kernel.why
    return (
        f"Die Suche wurde beendet, bevor sie alles gesehen hatte; {_found(more, count)}. Für alle mehr "
        "Zeit geben."
    )


def _found(more: int, count: int) -> str:
    """What succession came upon beside the search, `more` of `count` scenarios."""
    if more == count:
        return "gelistet ist nur, worauf die Sukzession gestoßen ist"
    return f"{thousands(more)} der {thousands(count)} Szenarien hat erst die Sukzession ergeben"


def _remarks(count: int) -> Iterable[str]:
    if count > DETAILED:
        yield (
            f"Von {thousands(count)} Szenarien sind nur {thousands(DETAILED)} näher untersucht, die mit "
            "dem größten Gewicht; Bilanzen sind nicht gelistet."
        )
