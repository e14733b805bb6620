"""How firm a place is, asked of the data: the search repeated on factors and features weighted at random.

A Bayesian bootstrap (Rubin 1981): every repetition weighs the factors anew (exponential weights),
starts elsewhere, and takes the scores from another view of the texts where there are views. A value is
firm where nearly all repetitions put it into the same cluster.
"""

from typing import TYPE_CHECKING

import numpy as np

from pipeline.scenarios.bundles import effort
from pipeline.scenarios.bundles.search import Search
from pipeline.scenarios.bundles.task import Place, aligned

if TYPE_CHECKING:
    from numpy.typing import NDArray


def repeated(
    search: Search, best: "NDArray[np.int_]", start: "NDArray[np.int_] | None"
) -> list["NDArray[np.int_]"]:
    """The clusters of all repetitions that keep the wishes (of all where none does), numbered as `best`."""
    task = search.task
    random = np.random.default_rng([task.seed, 1])
    drawn = random.exponential(size=(effort.REPETITIONS, len(search.groups)))
    weights = np.sqrt(drawn)[:, np.array(task.affinity.factor_of)]
    found = search.anneal(effort.REPETITIONS, random, start, weights)
    kept = [members for members in found if search.keeps_wishes(members)] or found
    return kept if task.locks else [aligned(members, best) for members in kept]


def places(best: "NDArray[np.int_]", others: list["NDArray[np.int_]"]) -> tuple[tuple[Place, ...], ...]:
    """For every factor and cluster the share of repetitions that agree, and where else the value went."""
    stack = np.stack(others)  # repetition, factor, cluster
    table: list[tuple[Place, ...]] = []
    for number, row in enumerate(best):
        found = []
        for cluster, value in enumerate(row):
            counts = (stack[:, number, :] == value).mean(axis=0)
            rivals = [(share, -k) for k, share in enumerate(counts) if k != cluster and share > 0]
            runner_up = -max(rivals)[1] if rivals else -1
            found.append(Place(round(float(counts[cluster]), 4), runner_up))
        table.append(tuple(found))
    return tuple(table)
