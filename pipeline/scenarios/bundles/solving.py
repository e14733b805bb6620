"""From a task to its solution: the best of many searches, its bound, and how firm each place is."""

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from pipeline.core.progress import Progress
from pipeline.scenarios.bundles import effort
from pipeline.scenarios.bundles.exact import closed
from pipeline.scenarios.bundles.possible import possible
from pipeline.scenarios.bundles.relaxation import relaxed
from pipeline.scenarios.bundles.repeating import places, repeated
from pipeline.scenarios.bundles.search import Search
from pipeline.scenarios.bundles.task import Solution, Task, ordered, upwards

if TYPE_CHECKING:
    from numpy.typing import NDArray


def solve(task: Task, progress: Progress) -> Solution:
    """The best bundles over all restarts, deterministic by seed as long as the time does not run out.

    Raises InputError where locks, pairs kept apart and distance contradict each other.
    """
    search = Search(task)
    if task.locks and task.start is None:
        free = solve(replace(task, locks={}, proved=False), progress)
        search = Search(task := replace(task, start=free.members))
    start = task.start if task.locks else None
    progress.started("Bündel suchen", 3 if task.proved else 2)
    found = _searched(search, start)
    progress.advanced()
    ceiling, hurried = upwards(search.ceiling()), False
    if task.proved:
        bound = relaxed(search, round(found[0][0], 4), task.seconds)
        ceiling, hurried = min(ceiling, upwards(bound.value)), bound.hurried
        if not hurried:
            proof = closed(search, found[0][1], found[0][0], ceiling)
            if start is None:  # else the clusters would no longer be those the locks speak of
                found[0] = proof.objective, proof.members
            ceiling = min(ceiling, upwards(proof.ceiling))
        progress.advanced()
    objectives = [round(objective, 4) for objective, _ in found]
    best = found[0][1] if task.locks else ordered(found[0][1])
    others = repeated(search, best, start)
    progress.advanced()
    placed = places(best, others)
    shares = [place.share for row in placed for place in row]
    return Solution(
        members=best,
        places=placed,
        objectives=tuple(objectives),
        ceiling=ceiling,
        agreement=round(float(np.mean(shares)), 4),
        hurried=hurried,
    )


def _searched(search: Search, start: "NDArray[np.int_] | None") -> list[tuple[float, "NDArray[np.int_]"]]:
    """The ends of all searches that keep the wishes, the best first.

    Where none does, CP-SAT is asked for any that do, and the search goes out from there.
    """
    random = np.random.default_rng([search.task.seed, 0])
    ends = search.anneal(effort.RESTARTS, random, start)
    kept = [members for members in ends if search.keeps_wishes(members)]
    if not kept:
        known = possible(search.task, search.groups)
        ends = search.anneal(effort.RESTARTS, random, known)
        kept = [known, *(members for members in ends if search.keeps_wishes(members))]
    found = [(search.objective(members), members) for members in kept]
    return sorted(found, key=lambda entry: (-entry[0], entry[1].tolist()))
