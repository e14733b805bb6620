"""How long it takes to choose the best few of all consistent scenarios, far apart, and to prove it.

Random matrices of 52 descriptors × 3 variants, whole scores uniform in −3…3 in a share of .15 of the blocks
between two descriptors, by seeds whose kernels have hundreds of scenarios; where the kernel is smaller, the
weakly consistent ones are taken too. The peer is CP-SAT on the same task: pairs that are too close exclude
each other. Medians of three runs; to beat: the best four of 389, distance 30, proved in under a second.
"""

import os
import statistics
import sys
import time

for library in ("OPENBLAS", "OMP"):
    os.environ.setdefault(f"{library}_NUM_THREADS", "1")

import numpy as np

from pipeline.core.errors import InputError
from pipeline.scenarios.impact.balance import total_impact
from pipeline.scenarios.impact.choosing import best
from pipeline.scenarios.impact.kernel import consistent
from pipeline.scenarios.impact.matrix import Descriptor, ImpactMatrix

DESCRIPTORS, VARIANTS, DENSITY = 52, 3, 0.15
SEEDS = (1, 2)
SIZES = (389, 1500)
ASKED = ((4, 17), (4, 26), (4, 30), (6, 26))
RUNS, PEER_SECONDS = 3, 20.0


def matrix_of(seed: int) -> ImpactMatrix:
    random = np.random.default_rng(seed)
    width = DESCRIPTORS * VARIANTS
    kept = random.random((DESCRIPTORS, DESCRIPTORS)) < DENSITY
    np.fill_diagonal(kept, False)
    scores = random.integers(-3, 4, (width, width)) * np.kron(kept, np.ones((VARIANTS, VARIANTS)))
    names = tuple(f"Ausprägung {number + 1}" for number in range(VARIANTS))
    descriptors = tuple(Descriptor(f"Deskriptor {number + 1}", names) for number in range(DESCRIPTORS))
    return ImpactMatrix(descriptors, scores, np.ones(scores.shape, dtype=bool))


def peer(matrix: ImpactMatrix, rows: np.ndarray, count: int, distance: int) -> str:
    """What CP-SAT reaches, with a mark where it proves nothing."""
    from ortools.sat.python import cp_model

    near = np.stack([(rows != row).sum(axis=1) for row in rows]) < distance
    model = cp_model.CpModel()
    taken = [model.new_bool_var("") for _ in rows]
    model.add(sum(taken) == count)
    for at in range(len(rows)):
        close = np.flatnonzero(near[at, at + 1 :]) + at + 1
        if len(close):
            model.add_bool_and(taken[other].Not() for other in close).only_enforce_if(taken[at])
    impact = np.round(1000 * total_impact(matrix, rows)).astype(int).tolist()
    model.maximize(sum(worth * one for worth, one in zip(impact, taken, strict=True)))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 2
    solver.parameters.max_time_in_seconds = PEER_SECONDS
    status = solver.solve(model)
    if status == cp_model.INFEASIBLE:
        return "keine"
    if status == cp_model.UNKNOWN:
        return "?"
    return f"{solver.objective_value / 1000:g}{'' if status == cp_model.OPTIMAL else '!'}"


def ours(matrix: ImpactMatrix, rows: np.ndarray, count: int, distance: int) -> str:
    try:
        chosen = best(matrix, rows, count, distance)
    except InputError as error:
        return "?" if "offen" in str(error) else "keine"
    return f"{chosen.total_impact.sum():g}{'' if chosen.proved else '!'}"


def main() -> int:
    heads = ("Saat", "Szenarien", "beste", "Abstand", "Wirkung", "Sekunden", "CP-SAT", "Sekunden")
    print("".join(f"{head:>11}" for head in heads))
    for seed in SEEDS:
        matrix = matrix_of(seed)
        found = consistent(matrix, limit=max(SIZES), epsilon=1.0, seconds=120.0).scenarios
        for rows in (found[:size] for size in SIZES if size <= len(found)):
            for count, distance in ASKED:
                cells: list[object] = [seed, len(rows), count, distance]
                for solve in (ours, peer):
                    seconds = []
                    for _ in range(RUNS):
                        started = time.perf_counter()
                        reached = solve(matrix, rows, count, distance)
                        seconds.append(time.perf_counter() - started)
                    cells += [reached, f"{statistics.median(seconds):.2f}"]
                print("".join(f"{cell:>11}" for cell in cells), flush=True)
    print("\n! = nicht bewiesen; keine = bewiesen nicht möglich; ? = offen")
    return 0


if __name__ == "__main__":
    sys.exit(main())
