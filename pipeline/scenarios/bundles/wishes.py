"""What an editor asks of bundles, and where it contradicts itself: named before anything is searched."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.core.errors import InputError
from pipeline.scenarios.bundles.task import Task

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def check_locks(task: Task, groups: Sequence["NDArray[np.int_]"]) -> None:
    """Raise InputError where locks, pairs kept apart or the number of clusters contradict each other."""
    ids = task.affinity.ids
    for group in groups:
        locked = {v: task.locks[v] for v in group.tolist() if v in task.locks}
        if len(set(locked.values())) < len(locked):
            names = ", ".join(ids[value] for value in locked)
            raise InputError(
                f"Die Festlegungen {names} widersprechen sich: ein Cluster kann nur eine "
                "Ausprägung eines Einflussfaktors enthalten. Bitte eine davon lösen."
            )
        wrong = [value for value, k in locked.items() if not 0 <= k < task.clusters]
        if wrong:
            raise InputError(
                f"Die Festlegung für {ids[wrong[0]]} nennt einen Cluster, den "
                f"es nicht gibt. Möglich sind c1 bis c{task.clusters}."
            )
    for first, second in sorted(task.apart):
        if first in task.locks and task.locks[first] == task.locks.get(second):
            raise InputError(
                f"{ids[first]} und {ids[second]} sollen nie zusammenstehen, sind aber beide für "
                f"c{task.locks[first] + 1} festgelegt. Bitte eine der Festlegungen lösen."
            )
        sole = [value for value in (first, second) if any(group.tolist() == [value] for group in groups)]
        if len(sole) == 2:
            raise InputError(
                f"{ids[first]} und {ids[second]} sollen nie zusammenstehen, sind aber die einzigen "
                "Ausprägungen ihrer Einflussfaktoren. Bitte das Paar lösen oder eine Ausprägung ergänzen."
            )
    _check_distance(task, groups)


def _check_distance(task: Task, groups: Sequence["NDArray[np.int_]"]) -> None:
    choices = sum(len(group) > 1 for group in groups)
    if task.distance > choices:
        raise InputError(
            f"Verlangt ist ein Mindestabstand von {task.distance} Einflussfaktoren; mehr als eine "
            f"Ausprägung haben {choices}. Bitte höchstens {choices} verlangen."
        )
    combinations = 1
    for group in groups:
        combinations = min(combinations * len(group), task.clusters)
    if combinations < task.clusters and task.distance:
        raise InputError(
            f"Verlangt sind {task.clusters} verschiedene Szenarien; die Ausprägungen ergeben nur "
            f"{combinations}. Bitte weniger Szenarien verlangen oder Ausprägungen ergänzen."
        )
