"""How long it takes to list all consistent scenarios, and to know that they are all.

Random matrices of three variants a descriptor, whole scores uniform in −3…3 in that share of the blocks
between two descriptors; and ScenarioWizard's own files, where `SZENARIO_BENCH_DATA` names a folder that
holds cib/*.scw. Brute force compares all scenarios, a block of them at a time in numpy, and is run up to
50 million. Medians of three runs in one process, in which every engine was loaded before: loading
CP-SAT takes another second or two, once. "zu schlagen" are the figures asked for, on two shared cores.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

for library in ("OPENBLAS", "OMP"):
    os.environ.setdefault(f"{library}_NUM_THREADS", "1")

import numpy as np

from pipeline.scenarios import scw
from pipeline.scenarios.impact.kernel import Engine, Kernel, consistent
from pipeline.scenarios.impact.matrix import Descriptor, ImpactMatrix

RUNS = 3
SECONDS = 120.0
COMPARED = 50_000_000  # scenarios that brute force is asked to compare
ENGINES: tuple[Engine, ...] = ("auto", "branching", "cpsat")
VARIANTS = 3


@dataclass(frozen=True)
class Instance:
    """A random matrix by the number of descriptors, density and seed, with the figure to beat."""

    descriptors: int
    density: float
    seed: int
    to_beat: float | None = None

    def __str__(self) -> str:
        return f"{self.descriptors} × {VARIANTS}, Dichte {self.density:g}, Saat {self.seed}"


INSTANCES = (
    *(Instance(10, 1.0, seed) for seed in (1, 2)),
    *(Instance(15, 1.0, seed, 0.04) for seed in (1, 2)),
    *(Instance(20, 1.0, seed, 5.9) for seed in (1, 2)),
    *(Instance(30, 0.2, seed) for seed in (1, 2)),
    *(Instance(30, 0.3, seed, 0.42) for seed in (1, 2)),
    *(Instance(52, 0.1, seed) for seed in (1, 2)),
    *(Instance(52, 0.15, seed, 2.5) for seed in (1, 2)),
)


def random_matrix(instance: Instance) -> ImpactMatrix:
    random = np.random.default_rng(instance.seed)
    count = instance.descriptors
    scores = random.integers(-3, 4, (count * VARIANTS, count * VARIANTS)).astype(float)
    kept = random.random((count, count)) < instance.density
    np.fill_diagonal(kept, False)
    names = tuple(f"Ausprägung {number + 1}" for number in range(VARIANTS))
    descriptors = tuple(Descriptor(f"Deskriptor {number + 1}", names) for number in range(count))
    scores *= np.kron(kept, np.ones((VARIANTS, VARIANTS)))
    return ImpactMatrix(descriptors, scores, np.ones(scores.shape, dtype=bool))


def brute_force(matrix: ImpactMatrix) -> int:
    """How many scenarios are consistent, by comparing all: the last descriptors as one block."""
    scores = matrix.scores.astype(np.int32)
    bounds = list(zip(matrix.offsets, matrix.sizes, strict=True))
    tail = next(n for n in range(len(bounds)) if np.prod(matrix.sizes[n:]) <= 60_000)
    last = _sums(scores, bounds[tail:])
    chosen = _choices(matrix.sizes[tail:])
    count = 0
    for head, base in zip(_choices(matrix.sizes[:tail]), _sums(scores, bounds[:tail]), strict=True):
        rows, fine = last + base, np.ones(len(last), dtype=bool)
        for number, (start, size) in enumerate(bounds):
            block = rows[:, start : start + size]
            own = block[:, head[number]] if number < tail else _own(block, chosen[:, number - tail])
            fine &= own >= block.max(axis=1)
        count += int(fine.sum())
    return count


def _choices(sizes: tuple[int, ...]) -> np.ndarray:
    return np.indices(sizes).reshape(len(sizes), -1).T if sizes else np.zeros((1, 0), dtype=int)


def _sums(scores: np.ndarray, bounds: list[tuple[int, int]]) -> np.ndarray:
    sums = np.zeros((1, len(scores)), dtype=np.int32)
    for start, size in bounds:
        sums = (sums[:, None] + scores[None, start : start + size]).reshape(-1, len(scores))
    return sums


def _own(block: np.ndarray, variants: np.ndarray) -> np.ndarray:
    return np.take_along_axis(block, variants[:, None], axis=1)[:, 0]


def timed(run: Callable[[], object]) -> float:
    started = time.perf_counter()
    run()
    return time.perf_counter() - started


def measure(name: str, matrix: ImpactMatrix, to_beat: float | None) -> None:
    cells, kernels = [], []
    for engine in ENGINES:
        found: list[Kernel] = [consistent(matrix, engine=engine, seconds=SECONDS) for _ in range(RUNS)]
        kernels.append(found[0])
        mark = "" if found[0].complete else "!"
        cells.append(f"{statistics.median(one.seconds for one in found):.3f}{mark}")
    slow = "–"
    if matrix.combinations <= COMPARED:
        slow = f"{statistics.median(timed(lambda: brute_force(matrix)) for _ in range(RUNS)):.3f}"
        assert brute_force(matrix) == len(kernels[0].scenarios), name
    complete = [one for one in kernels if one.complete]
    assert all(np.array_equal(one.scenarios, complete[0].scenarios) for one in complete), name
    beat = "–" if to_beat is None else f"{to_beat:g}"
    row = (len(complete[0].scenarios) if complete else "?", *cells, kernels[0].engine, slow, beat)
    print(f"{name:<32}" + "".join(f"{cell:>12}" for cell in row), flush=True)


def main() -> int:
    heads = ("gefunden", *ENGINES, "auto nahm", "alle vergl.", "zu schlagen")
    print(f"{'Matrix (Sekunden)':<32}" + "".join(f"{head:>12}" for head in heads))
    for engine in ENGINES:
        consistent(random_matrix(Instance(5, 1.0, 1)), engine=engine)
    folder = os.environ.get("SZENARIO_BENCH_DATA", "")
    files = sorted((Path(folder) / "cib").glob("*.scw")) if folder else []
    for path in files:
        measure(path.stem, scw.read(path), None)
    if not files:
        print("SZENARIO_BENCH_DATA nennt keinen Ordner mit cib/*.scw: echte Dateien nicht gemessen.")
    for instance in INSTANCES:
        measure(str(instance), random_matrix(instance), instance.to_beat)
    print("\n! = in der Zeit nicht bewiesen vollständig")
    return 0


if __name__ == "__main__":
    sys.exit(main())
