"""How many values end up in the right cluster, next to k-means on the same vectors.

Each labelled value set is clustered with several seeds; accuracy is the share of (factor, cluster)
places whose value the gold labels put there, under the best matching of clusters to labels. Chance
is 1/K. K-means on the same vectors, uncentred, finds topics; it is the peer that a quick script
would use. Konnektivität, Fachkräfte, Klima and Ankommen were tuned on, Pflege and Sicherheit are only
reported.
"""

import json
import os
import statistics
import sys
import time
from pathlib import Path

for library in ("OPENBLAS", "OMP"):
    os.environ.setdefault(f"{library}_NUM_THREADS", "1")

import numpy as np
from scipy.optimize import linear_sum_assignment
from sklearn.cluster import KMeans

from pipeline.core.progress import Silent
from pipeline.language.meaning import embed
from pipeline.scenarios import affinity, bundles, sheet

ROOT = Path(__file__).resolve().parent.parent
SETS = {
    "Konnektivität": ("corpus/konnektivitaet-2035/values.yaml", "konnektivitaet-2035", True),
    "Fachkräfte": ("evals/clusters/fachkraefte-owl.yaml", "fachkraefte-owl", True),
    "Klima": ("evals/clusters/klima-oberrhein.yaml", "klima-oberrhein", True),
    "Ankommen": ("evals/clusters/ankommen-revier.yaml", "ankommen-revier", True),
    "Pflege": ("evals/clusters/pflege-land.yaml", "pflege-land", False),
    "Sicherheit": ("corpus/sicherheit-2035/values.yaml", "sicherheit-2035", False),
}
SEEDS = (1, 2, 3)


def accuracy(placed: list[list[str]], gold: dict[str, list[str]], clusters: int) -> float:
    """The share of places that are right; `placed[k]` are the value ids of cluster k."""
    labels = sorted({label for found in gold.values() for label in found})
    table = np.array([[sum(label in gold[v] for v in column) for label in labels] for column in placed])
    rows, columns = linear_sum_assignment(-table)
    return float(table[rows, columns].sum()) / max(sum(len(column) for column in placed), 1)


def measure(name: str) -> None:
    path, labels, tuned = SETS[name]
    values = sheet.load(ROOT / path).sheet
    gold = json.loads((ROOT / f"evals/clusters/{labels}.gold.json").read_text(encoding="utf-8"))["values"]
    clusters = len({label for found in gold.values() for label in found})
    started = time.perf_counter()
    near = affinity.rate(values)
    ours, peer, spread = [], [], []
    for seed in SEEDS:
        found = bundles.solve(bundles.Task(near, clusters, "partition", seed, proved=False), Silent())
        placed = [[near.ids[v] for v in column] for column in found.members.T]
        ours.append(accuracy(placed, gold, clusters))
        spread.append(found.objectives[0] - found.objectives[-1])
    seconds = (time.perf_counter() - started) / len(SEEDS)
    texts = [f"{v.label}. {v.text}" for f in values.factors for v in f.values]
    vectors = embed(texts)
    for seed in SEEDS:
        labels_ = KMeans(clusters, n_init=10, random_state=seed).fit_predict(vectors)
        placed = [[near.ids[i] for i in np.flatnonzero(labels_ == k)] for k in range(clusters)]
        peer.append(accuracy(placed, gold, clusters))
    print(
        f"{name:<14} {'abgestimmt' if tuned else 'nur berichtet':<14} {len(near.ids):>5} "
        f"{statistics.median(ours):>8.3f} ({min(ours):.2f}-{max(ours):.2f}) "
        f"{statistics.median(peer):>8.3f} {1 / clusters:>7.2f} {max(spread):>8.2f} {seconds:>7.1f}"
    )


if __name__ == "__main__":
    print(
        f"{'Satz':<14} {'Rolle':<14} {'Werte':>5} {'richtig':>8} {'(Streuung)':<11} {'k-means':>8} "
        f"{'Zufall':>7} {'ΔZiel':>8} {'s/Lauf':>7}"
    )
    for chosen in sys.argv[1:] or SETS:
        measure(chosen)
