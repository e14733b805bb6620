"""What several voices are worth: one distribution next to all voices together, over slips by chance.

A simulation. It says nothing about any model: a scripted reader knows the labelled clusters and, in
every call anew, mixes up the values of a share of the factors. Two kinds of slips: *by chance*, all
independent from call to call, and *alike*, half of them in the same factors in every call, as texts that
are hard mislead every reader. Accuracy as in benchmarks/clustering.py, the mean of all seeds; `Einigkeit`
is the mean agreement the run itself reports, which has to fall with it.
"""

import os
import random
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

for library in ("OPENBLAS", "OMP"):
    os.environ.setdefault(f"{library}_NUM_THREADS", "1")

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests" / "llm"), str(ROOT / "tests" / "scenarios")]

import numpy as np
from labelled import SETTINGS, Labelled, Shelf, labelled
from model_server import ModelServer, desk_at
from puppet_concepts import Place, Places, concept_acts, mistaken

from pipeline.core.progress import Silent
from pipeline.scenarios.concepts import Concepts
from pipeline.scenarios.concepts.rounds import concepts_of
from pipeline.scenarios.seating import exact, unpaired

SETS = ("konnektivitaet-2035", "sicherheit-2035")
SHARES = (0.0, 0.1, 0.2, 0.3, 0.5)
SEEDS = range(5)


def alike(place: Place, share: float, seed: int) -> Place:
    """Half of the slips hit the same factors, with the same mistake, in every call."""

    def placed(labels: Sequence[str], clusters: int) -> Places:
        return mistaken(place, share / 2, random.Random(f"{seed} {sorted(labels)}"))(labels, clusters)

    return placed


def heard(one: Labelled, place: Place, seed: int) -> Concepts:
    """All voices of one run with a model that places values by this rule."""
    acts = concept_acts(place)
    with ModelServer() as server, tempfile.TemporaryDirectory() as folder:
        server.always(lambda body: acts[body["response_format"]["json_schema"]["name"]](body))
        desk = desk_at(server, Path(folder), parallel=1)  # in one order, so that a seed means something
        chosen = SETTINGS.model_copy(update={"seed": seed})
        return concepts_of(one.sheet, chosen, desk, Shelf(), Silent())


def right(one: Labelled, made: Concepts, number: int | None = None) -> float:
    """Accuracy of all voices together, or of one of them alone."""
    search = unpaired(one.sheet, SETTINGS)
    ids = search.task.affinity.ids
    by_id = {value.id: value for value in made.values}
    leaning = np.array([by_id[value].support for value in ids])
    if number is not None:
        leaning = np.zeros_like(leaning)
        for row, value in enumerate(ids):
            leaning[row, list(by_id[value].voices[number] or ())] = 1.0
    seats = exact(search, leaning)
    return one.right(
        [
            {factor.id: ids[row[k]] for factor, row in zip(one.sheet.factors, seats, strict=True)}
            for k in range(SETTINGS.scenarios)
        ]
    )


def agreement(one: Concepts) -> float:
    """The mean share of voices that agree on a value's cluster."""
    return statistics.mean(max(map(v.agreement, range(len(v.support)))) for v in one.values)


def measure(name: str, kind: str, share: float) -> None:
    one = labelled(name)
    single, every, agreed, rounds = [], [], [], []
    for seed in SEEDS:
        place = one.place if kind == "Zufall" else alike(one.place, share, seed)
        slips = share if kind == "Zufall" else share / 2
        made = heard(one, mistaken(place, slips, random.Random(seed)), seed)
        single.append(right(one, made, 0))
        every.append(right(one, made))
        agreed.append(agreement(made))
        rounds.append(made.rounds)
    alone, all_of_them = statistics.mean(single), statistics.mean(every)
    print(
        f"{name:<20} {kind:<8} {share:>5.0%} {alone:>8.3f} {all_of_them:>8.3f} "
        f"({min(every):.2f}-{max(every):.2f}) {statistics.mean(agreed):>10.2f} "
        f"{statistics.mean(rounds):>7.1f}",
        flush=True,
    )


if __name__ == "__main__":
    print("Simulation mit ausgedachten Fehlern; sie sagt nichts über irgendein Sprachmodell.")
    print(
        f"{'Satz':<20} {'Fehler':<8} {'Teil':>5} {'eine':>8} {'alle':>8} {'(Streuung)':<11} "
        f"{'Einigkeit':>10} {'Runden':>7}"
    )
    for chosen in SETS:
        for kind in ("Zufall", "gleich"):
            for share in SHARES:
                measure(chosen, kind, share)
