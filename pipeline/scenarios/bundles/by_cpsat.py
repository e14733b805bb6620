"""CP-SAT (OR-Tools), which is always there: small tasks only.

Every two values that share a cluster are a Boolean of their own, tied to the values of both factors (the
first level of Sherali & Adams 1990), and linear relaxation does the rest. Its effort is counted in
deterministic time, so that two runs agree.
"""

import math
from typing import TYPE_CHECKING

import numpy as np

from pipeline.scenarios.bundles.search import Search
from pipeline.scenarios.bundles.ways import UNITS, Proof, Ways

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

LARGEST = 32.0
"""Bits of a task that is worth trying."""
EFFORT = 1.5
"""Deterministic time, on a common machine about as many seconds."""

Takes = dict[tuple[int, int], "cp_model.IntVar"]


def proved(search: Search, ways: Ways, above: float) -> Proof:
    """The best bundles that are worth more than `above`, or that there are none; as far as effort goes."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    switches = [[model.new_bool_var("") for _ in own] for own in ways.rows]
    takes: Takes = {}
    worth: list[cp_model.LinearExpr] = []
    for at, own in enumerate(switches):
        model.add_exactly_one(own)
        takes |= _takes(model, search.groups[at].tolist(), ways.rows[at], own)
        worth += [-price * switch for price, switch in zip(ways.alone[at].tolist(), own, strict=True)]
    for f, g in ways.between:
        for k in range(search.task.clusters):
            worth += _together(model, search, takes, f, g, k)
    total = sum(worth)
    model.add(total >= math.floor(above * UNITS))
    model.maximize(total)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.linearization_level = 2
    solver.parameters.max_deterministic_time = EFFORT
    status = solver.solve(model)
    if status == cp_model.INFEASIBLE:
        return Proof(None, above)
    # Cut off before its first step it names 0 as the bound: only what it has finished counts.
    ceiling = solver.best_objective_bound / UNITS if status == cp_model.OPTIMAL else math.inf
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Proof(None, ceiling)
    chosen = [next(at for at, one in enumerate(own) if solver.value(one)) for own in switches]
    return Proof(tuple(chosen), ceiling)


def _takes(
    model: "cp_model.CpModel", group: list[int], rows: "np.ndarray", own: "list[cp_model.IntVar]"
) -> Takes:
    """For each value and cluster whether it stands there, tied to the ways."""
    takes: Takes = {}
    for k in range(rows.shape[1]):
        for column, value in enumerate(group):
            takes[value, k] = model.new_bool_var("")
            model.add(sum(own[at] for at in np.flatnonzero(rows[:, k] == column)) == takes[value, k])
        model.add_exactly_one(takes[value, k] for value in group)
    return takes


def _together(
    model: "cp_model.CpModel", search: Search, takes: Takes, f: int, g: int, k: int
) -> "list[cp_model.LinearExpr]":
    """What the values of two factors are worth together in a cluster; a pair kept apart has no switch."""
    task, scores = search.task, search.task.affinity.scores
    firsts, seconds = search.groups[f].tolist(), search.groups[g].tolist()
    both = {
        (first, second): model.new_bool_var("")
        for first in firsts
        for second in seconds
        if not task.apart & {(first, second), (second, first)}
    }
    for first in firsts:
        model.add(sum(both[first, other] for other in seconds if (first, other) in both) == takes[first, k])
    for second in seconds:
        model.add(
            sum(both[other, second] for other in firsts if (other, second) in both) == takes[second, k]
        )
    return [math.ceil(float(scores[pair]) * UNITS) * switch for pair, switch in both.items()]
