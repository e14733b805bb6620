"""Constraint programming: CP-SAT (OR-Tools) lists all solutions of the balances' inequalities.

One switch for each variant, exactly one on per descriptor; a variant that is on demands that its balance
is not below its rivals'. It learns from dead ends, which pays where each descriptor depends on few
others. Settings were measured on 52 descriptors at a density of .15, sum of six seeds: 10.2 s as they
come, 6.8 s as below; other forms of the inequalities (shifted, big-M) took up to twice as long.
"""

import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np

from pipeline.scenarios.impact.exact import Exact, Listing

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from ortools.sat.python import cp_model

_SETTINGS = (
    "enumerate_all_solutions: true "
    "num_workers: 1 "  # listing all is refused with more
    "linearization_level: 0 "  # the relaxation prunes nothing here and costs
    "restart_algorithms: NO_RESTART "  # all has to be searched anyway
    "variable_activity_decay: 0.95 "
    "clause_cleanup_period: 1000 "
    "catch_sigint_signal: false"  # an interrupt is no end of time: it is the caller's
)


def search(task: Exact, limit: int, deadline: float) -> Listing:
    """At most `limit` wanted scenarios, until `deadline` (time.perf_counter)."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    switches = [model.new_bool_var("") for _ in range(len(task.scores))]
    for start, size in zip(task.offsets, task.sizes, strict=True):
        model.add_exactly_one(switches[start : start + size])
        for variant in range(start, start + size):
            _demand(model, switches, task, variant, range(start, start + size))
        if time.perf_counter() >= deadline:
            return Listing(np.zeros((0, len(task.sizes)), dtype=np.int64), False)
    solver = cp_model.CpSolver()
    solver.parameters.parse_text_format(_SETTINGS)
    solver.parameters.max_time_in_seconds = max(deadline - time.perf_counter(), 0.0)
    found: list[NDArray[np.int8]] = []
    status = _solved(solver, model, _into(found, limit))
    rows = np.array(found, dtype=np.int8).reshape(-1, len(switches))
    chosen = [one.argmax(axis=1) for one in np.split(rows, task.offsets[1:], axis=1)]
    if status == cp_model.MODEL_INVALID:
        raise ValueError(model.validate())
    finished = status in (cp_model.OPTIMAL, cp_model.INFEASIBLE)
    return Listing(np.stack(chosen, axis=1).astype(np.int64), finished)


def _solved(
    solver: "cp_model.CpSolver",
    model: "cp_model.CpModel",
    listener: "cp_model.CpSolverSolutionCallback",
) -> object:
    """The solver's verdict; in a thread of its own, so that an interrupt is heard while it works."""
    with ThreadPoolExecutor(1) as thread:
        running = thread.submit(solver.solve, model, listener)
        try:
            return running.result()
        except BaseException:
            solver.stop_search()
            raise


def _demand(
    model: "cp_model.CpModel",
    switches: "list[cp_model.IntVar]",
    task: Exact,
    variant: int,
    rivals: range,
) -> None:
    """The variant, once on, is not to be beaten by more than the room there is."""
    from ortools.sat.python import cp_model

    for rival in rivals:
        lead = task.scores[:, variant] - task.scores[:, rival]
        bearing = np.flatnonzero(lead)
        if rival != variant and len(bearing):
            total = cp_model.LinearExpr.weighted_sum(
                [switches[at] for at in bearing], lead[bearing].tolist()
            )
            model.add(total >= -task.room).only_enforce_if(switches[variant])


def _into(found: "list[NDArray[np.int8]]", limit: int) -> "cp_model.CpSolverSolutionCallback":
    """A listener that puts each solution's switches into `found` and stops at the limit."""
    from ortools.sat.python import cp_model

    class Listener(cp_model.CpSolverSolutionCallback):
        def on_solution_callback(self) -> None:
            found.append(np.array(self.response_proto.solution, dtype=np.int8))
            if len(found) >= limit:
                self.stop_search()

    return Listener()
