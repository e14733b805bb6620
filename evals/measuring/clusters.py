"""How well a model bundles the labelled value sets, by the accuracy of benchmarks/clustering.py."""

import json
import shutil
from collections.abc import Mapping, Sequence
from itertools import combinations
from pathlib import Path
from statistics import fmean

from evals.measuring.command import ROOT, Szenario, answers
from evals.measuring.figures import ClusterFigures, SetFigures
from pipeline.project import SETTINGS

REGIONS = {"fachkraefte-owl": "Ostwestfalen-Lippe", "klima-oberrhein": "Oberrhein"}
"""Of the sets that have no project of their own."""

Placed = Mapping[str, str]
"""Which cluster each value stands in."""


def measure(szenario: Szenario, date: str, variants: int, names: Sequence[str] = ()) -> ClusterFigures:
    """The figures of the named sets, of all where none is named."""
    from benchmarks.clustering import SETS

    sets = tuple(
        _measured(szenario, name, *SETS[name][:2], variants=variants) for name in names or tuple(SETS)
    )
    return ClusterFigures(date=date, prompts=szenario.prompts(), spent=szenario.spent(), sets=sets)


def right(placed: Placed, gold: Mapping[str, Sequence[str]]) -> float:
    """The share of places that the labels agree with, under the best matching."""
    from benchmarks.clustering import accuracy

    columns: dict[str, list[str]] = {}
    for value, cluster in placed.items():
        columns.setdefault(cluster, []).append(value)
    return accuracy(list(columns.values()), {v: list(labels) for v, labels in gold.items()}, len(columns))


def alike(runs: Sequence[Placed]) -> float | None:
    """How far each two of several runs place values alike, on average; None for fewer than two."""
    pairs = [
        right({value: cluster for value, cluster in one.items() if value in other}, _labels(other))
        for one, other in combinations(runs, 2)
    ]
    return fmean(pairs) if pairs else None


def _labels(placed: Placed) -> dict[str, list[str]]:
    return {value: [cluster] for value, cluster in placed.items()}


def _measured(szenario: Szenario, name: str, path: str, labels: str, *, variants: int) -> SetFigures:
    text = (ROOT / f"evals/clusters/{labels}.gold.json").read_text(encoding="utf-8")
    gold: dict[str, list[str]] = json.loads(text)["values"]
    count = len({label for found in gold.values() for label in found})
    project = _project(szenario, ROOT / path, count)
    asked = ("cluster", project, "--k", str(count), "--json", "--out")
    runs = [
        _placed(szenario.asking(*asked, szenario.work / f"{labels}-{variant}", variant=variant))
        for variant in range(variants)
    ]
    offline = _placed(szenario.offline(*asked, szenario.work / f"{labels}-ohne"))
    return SetFigures(
        name=name,
        values=len(gold),
        right=tuple(round(right(placed, gold), 4) for placed in runs),
        offline=round(right(offline, gold), 4),
        chance=round(1 / count, 4),
        steadiness=None if (steady := alike(runs)) is None else round(steady, 4),
    )


def _project(szenario: Szenario, values: Path, count: int) -> Path:
    """A copy of a value set as a project: of the whole where it is one, else with few settings."""
    if (values.parent / SETTINGS).is_file():
        return szenario.project(values.parent, f"satz-{values.parent.name}")
    folder = szenario.work / f"satz-{values.stem}"
    folder.mkdir(exist_ok=True)
    shutil.copy(values, folder / "values.yaml")
    region = REGIONS[values.stem]
    settings = f'title = "{values.stem}"\nregion = "{region}"\nname_pattern = "Die … Region"\n'
    szenario.settle(folder, f"{settings}scenarios = {count}\n")
    return folder


def _placed(said: str) -> Placed:
    clusters = answers(said)["clusters"]
    return {value: one["id"] for one in clusters for value in one["members"].values()}
