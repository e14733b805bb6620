"""How good bundles are, how good they can be at most, and in how many seconds that is proved.

Instances of 55 factors × 4 values, K = 4: scores without any structure, scores with a planted one of
growing strength, and the example Konnektivität (55 factors, 3 or 4 values each, scores from its
texts). `Schranke alt` is the sum of the best pairs, each for itself, which was all there was before the
relaxation. The peer is CP-SAT on the same task: every pair of values in a cluster a product of two
Booleans, the best bundles given as a hint, for as many seconds as the whole of ours took (at least 30).
"""

import os
import sys
import time
from itertools import combinations
from pathlib import Path

for library in ("OPENBLAS", "OMP"):
    os.environ.setdefault(f"{library}_NUM_THREADS", "1")

import numpy as np

from pipeline.core.progress import Silent
from pipeline.core.settings import Mode
from pipeline.scenarios import affinity, sheet
from pipeline.scenarios.affinity import Affinity
from pipeline.scenarios.bundles import Search, Solution, Task, solve

ROOT = Path(__file__).resolve().parent.parent
FACTORS, VALUES, CLUSTERS = 55, 4, 4
PEER_SECONDS = 30.0


def random(strength: float, seed: int = 1) -> Affinity:
    """Normal scores of spread 1, with `strength` more between values of one planted future."""
    drawn = np.random.default_rng(seed)
    factor_of = np.repeat(np.arange(FACTORS), VALUES)
    noise = drawn.normal(size=(len(factor_of),) * 2)
    scores = (noise + noise.T) / np.sqrt(2)
    future = np.concatenate([drawn.permutation(VALUES) for _ in range(FACTORS)])
    scores += strength * (future[:, None] == future[None, :])
    scores[factor_of[:, None] == factor_of[None, :]] = 0.0
    ids = tuple(f"f{factor}_{at}" for at, factor in enumerate(factor_of))
    return Affinity(ids, tuple(factor_of.tolist()), np.round(scores, 4))


def peer(task: Task, members: np.ndarray, seconds: float) -> tuple[float, float]:
    """What CP-SAT reaches and proves in the time given, from our bundles as a hint."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    near, clusters = task.affinity, range(task.clusters)
    factor_of = np.array(near.factor_of)
    takes = {(v, k): model.new_bool_var("") for v in range(len(near.ids)) for k in clusters}
    for factor in range(factor_of.max() + 1):
        own = np.flatnonzero(factor_of == factor).tolist()
        for k in clusters:
            model.add_exactly_one(takes[v, k] for v in own)
        for v in own:
            if len(own) >= task.clusters:
                model.add_at_most_one(takes[v, k] for k in clusters)
            else:
                model.add_bool_or(takes[v, k] for k in clusters)
    terms = []
    for one, other in combinations(range(len(near.ids)), 2):
        score = round(10_000 * near.scores[one, other])
        if not score:
            continue
        for k in clusters:
            both = model.new_bool_var("")
            if score > 0:
                model.add_implication(both, takes[one, k])
                model.add_implication(both, takes[other, k])
            else:
                model.add_bool_or(takes[one, k].Not(), takes[other, k].Not(), both)
            terms.append(score * both)
    for (v, k), variable in takes.items():
        model.add_hint(variable, int(v in members[:, k]))
    model.maximize(sum(terms))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = 2
    solver.solve(model)
    return solver.objective_value / 10_000, solver.best_objective_bound / 10_000


def line(name: str, near: Affinity, mode: Mode, with_peer: bool) -> None:
    task = Task(near, CLUSTERS, mode, 1)
    old = Search(task).ceiling()
    started = time.perf_counter()
    found: Solution = solve(task, Silent())
    seconds = time.perf_counter() - started
    best = found.objectives[0]
    told = "–"
    if with_peer:
        reached, bound = peer(task, found.members, max(PEER_SECONDS, seconds))
        told = f"{100 * (1 - reached / bound):.0f} %" if bound > 0 else "keine"
    gap = 100 * (1 - best / found.ceiling)
    print(
        f"{name:<22} {mode:<10} {best:>9.2f} {found.ceiling:>9.2f} {gap:>7.2f} % "
        f"{100 * (1 - best / old):>7.0f} % {told:>8} {seconds:>8.1f}",
        flush=True,
    )


if __name__ == "__main__":
    with_peer = "--ohne-vergleich" not in sys.argv
    print(
        f"{'Aufgabe':<22} {'Modus':<10} {'Zielwert':>9} {'Schranke':>9} {'Lücke':>9} {'alt':>9} "
        f"{'CP-SAT':>8} {'Sekunden':>8}"
    )
    example = affinity.rate(sheet.load(ROOT / "corpus/konnektivitaet-2035/values.yaml").sheet)
    line("Konnektivität", example, "partition", with_peer)
    line("Konnektivität", example, "buendel", False)
    for strength in (0.0, 0.25, 0.35, 0.5, 1.0):
        line(f"gepflanzt {strength:.2f}".replace(".", ","), random(strength), "partition", with_peer)
