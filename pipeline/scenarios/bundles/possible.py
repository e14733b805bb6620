"""Whether an editor's wishes can all be kept at once, asked of CP-SAT where the search found no way."""

from collections.abc import Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np

from pipeline.core.errors import InputError
from pipeline.scenarios.bundles.task import Task

if TYPE_CHECKING:
    from numpy.typing import NDArray

PATIENCE = 20.0
"""Of CP-SAT, in its deterministic time (about seconds), so that the answer is the same everywhere."""


def possible(task: Task, groups: Sequence["NDArray[np.int_]"]) -> "NDArray[np.int_]":
    """Bundles (factors × clusters) that keep every wish, whatever they are worth.

    Raises InputError naming wishes that contradict each other, or saying that no way was found.
    """
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    clusters = range(task.clusters)
    takes = {(v, k): model.new_bool_var("") for v in range(len(task.affinity.ids)) for k in clusters}
    for group in groups:
        _share_out(model, task, takes, group.tolist())
    wishes = _wish(model, task, takes, groups)
    model.add_assumptions([literal for literal, _ in wishes])
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_deterministic_time = PATIENCE
    status = solver.solve(model)
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return np.array(
            [
                [next(v for v in group.tolist() if solver.value(takes[v, k])) for k in clusters]
                for group in groups
            ]
        )
    if status == cp_model.INFEASIBLE:
        named = set(solver.sufficient_assumptions_for_infeasibility())
        clashing = [told for literal, told in wishes if literal.index in named]
        raise InputError(
            f"Diese Vorgaben sind zusammen nicht erfüllbar: {'; '.join(clashing)}. Bitte eine davon lösen."
        )
    raise InputError(
        f"Für {task.clusters} Szenarien mit {len(wishes)} Vorgaben ist keine Lösung gefunden, und ob es "
        "eine gibt, ist offen. Bitte den Mindestabstand senken oder Festlegungen lösen."
    )


def _share_out(model: Any, task: Task, takes: dict[tuple[int, int], Any], group: list[int]) -> None:
    clusters = range(task.clusters)
    for k in clusters:
        model.add_exactly_one(takes[v, k] for v in group)
    if task.mode == "partition":
        for v in group:
            if len(group) >= task.clusters:
                model.add_at_most_one(takes[v, k] for k in clusters)
            else:
                model.add_bool_or(takes[v, k] for k in clusters)


def _wish(
    model: Any,
    task: Task,
    takes: dict[tuple[int, int], Any],
    groups: Sequence["NDArray[np.int_]"],
) -> list[tuple[Any, str]]:
    """Every wish as a literal under which it has to hold, and what it says."""
    ids, wishes = task.affinity.ids, []
    for value, k in sorted(task.locks.items()):
        wishes.append((takes[value, k], f"{ids[value]} in c{k + 1}"))
    for first, second in sorted(task.apart):
        held = model.new_bool_var("")
        for k in range(task.clusters):
            model.add_bool_or(takes[first, k].Not(), takes[second, k].Not(), held.Not())
        wishes.append((held, f"{ids[first]} und {ids[second]} nie zusammen"))
    if task.distance:
        held = model.new_bool_var("")
        for one, other in combinations(range(task.clusters), 2):
            alike = []
            for group in groups:
                same = model.new_bool_var("")
                for v in group.tolist():
                    model.add_bool_or(takes[v, one].Not(), takes[v, other].Not(), same)
                alike.append(same)
            model.add(sum(alike) <= len(groups) - task.distance).only_enforce_if(held)
        far = f"Mindestabstand {task.distance} von {len(groups)} Einflussfaktoren"
        wishes.append((held, f"{far} bei {task.clusters} Szenarien"))
    return wishes
