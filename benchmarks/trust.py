"""Whether what is said about a place can be relied on, measured on the labelled value sets.

A place (factor × cluster) is right where its value has the gold label of its cluster, clusters matched
as in clustering.py. To be of use, "fest" has to be right more often than "offen", the core more often
than the whole, and what is called forced or an orphan less often. Tensions of texts are useful where
more of the values in them are wrong than elsewhere. Konnektivität, Fachkräfte and Klima were tuned
on, Sicherheit is only reported.
"""

import json
import os
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

for library in ("OPENBLAS", "OMP"):
    os.environ.setdefault(f"{library}_NUM_THREADS", "1")

import numpy as np
from clustering import ROOT, SETS
from scipy.optimize import linear_sum_assignment

from pipeline.core.progress import Silent
from pipeline.core.settings import Mode, Settings
from pipeline.core.types import Cluster, Clusters, Placement, Sheet
from pipeline.scenarios import affinity, sheet
from pipeline.scenarios.affinity import Affinity
from pipeline.scenarios.clusters import cluster
from pipeline.scenarios.trust import good_bad, orphans, surveyed
from pipeline.scenarios.varied import varied
from pipeline.scenarios.wishes import Wishes

Is = Callable[[Cluster, Placement], bool]


class Unnamed:
    """Leaves clusters without a name: here nobody reads one."""

    def name(
        self, clusters: tuple[Cluster, ...], sheet: Sheet, affinity: Affinity, settings: Settings
    ) -> tuple[Cluster, ...]:
        return clusters


@dataclass(frozen=True)
class Told:
    """A labelled set, what trust says of its clusters, and which places (cluster, value) are right."""

    clusters: tuple[Cluster, ...]
    orphans: frozenset[str]
    right: Mapping[tuple[str, str], bool]

    def shown(self, name: str, kind: Is) -> str:
        """How many places are of a kind, how many of them are right, and of all wrong ones its share."""
        found = [
            self.right[one.id, placed.value]
            for one in self.clusters
            for placed in one.placements
            if kind(one, placed)
        ]
        wrong = sum(not right for right in self.right.values())
        share = f"{sum(found) / len(found):.2f}" if found else "–"
        return f"  {name:<34} {len(found):>6} {share:>8} {(len(found) - sum(found)) / max(wrong, 1):>10.2f}"


def right_places(clusters: Clusters, gold: Mapping[str, list[str]]) -> dict[tuple[str, str], bool]:
    labels = sorted({label for found in gold.values() for label in found})
    table = np.array(
        [
            [sum(label in gold[v] for v in one.members.values()) for label in labels]
            for one in clusters.clusters
        ]
    )
    rows, columns = linear_sum_assignment(-table)
    label_of = {
        clusters.clusters[row].id: labels[column] for row, column in zip(rows, columns, strict=True)
    }
    return {
        (one.id, value): label_of[one.id] in gold[value]
        for one in clusters.clusters
        for value in one.members.values()
    }


def tense(one: Cluster, placed: Placement) -> bool:
    return any(placed.value in (pair.first, pair.second) for pair in one.tensions)


def sure(confidence: str, one: Cluster, placed: Placement) -> bool:
    return placed.confidence == confidence


def measure(name: str, mode: Mode) -> None:
    path, labels, tuned = SETS[name]
    values = sheet.load(ROOT / path).sheet
    gold = json.loads((ROOT / f"evals/clusters/{labels}.gold.json").read_text(encoding="utf-8"))["values"]
    count = len({label for found in gold.values() for label in found})
    near = affinity.rate(values)
    settings = Settings(title=name, region="", scenarios=count, mode=mode, seed=1)
    seen = varied(values, near, 1)
    found = cluster(values, near, (), settings, Unnamed(), None, Wishes(), Silent(), None, seen)
    started = time.perf_counter()
    told = Told(
        surveyed(values, near, (), found.clusters),
        frozenset(orphans(near, found.clusters)),
        right_places(found, gold),
    )
    pattern = good_bad(found.clusters, values)
    seconds = time.perf_counter() - started
    print(f"\n{name}, {mode}, {'abgestimmt' if tuned else 'nur berichtet'} ({seconds:.2f} s)")
    print(f"  {'':<34} {'Plätze':>6} {'richtig':>8} {'v. Falsch.':>10}")
    kinds: dict[str, Is] = {
        "alle": lambda one, placed: True,
        **{confidence: partial(sure, confidence) for confidence in ("fest", "wahrscheinlich", "offen")},
        "fest, nicht erzwungen": lambda one, placed: placed.confidence == "fest" and not placed.forced,
        "offen oder erzwungen": lambda one, placed: placed.confidence == "offen" or placed.forced,
        "Kern": lambda one, placed: placed.value in one.core,
        "unterscheidend": lambda one, placed: placed.value in one.distinguishing,
        "erzwungen": lambda one, placed: placed.forced,
        "ohne Anschluss": lambda one, placed: placed.value in told.orphans,
        "in einer Spannung der Texte": tense,
    }
    for kind, holds in kinds.items():
        print(told.shown(kind, holds))
    print(f"  Gut-Schlecht: {pattern.told if pattern else 'nicht beurteilbar'}")
    if pattern:
        print(f"  V {pattern.association:.2f}, Zufall {pattern.chance:.4f}")


if __name__ == "__main__":
    for chosen in sys.argv[1:] or SETS:
        for mode in ("partition", "buendel"):
            measure(chosen, mode)
