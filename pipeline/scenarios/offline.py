"""The thinking of this room without a language model.

Affinity comes from the texts (affinity.py). Titles are the adjectives of a lexicon that fit a cluster
and no other.

Each adjective of data/title_words.csv comes with a gloss of what life is like in such a region. It
is compared with what sets each value of a cluster apart from its siblings; offered are those that
fit steadily across the cluster's factors (mean over spread, as in a t statistic), not those that
fit one value very well. They are working titles: a person chooses the name.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from pipeline.core.progress import Progress
from pipeline.core.settings import Settings
from pipeline.core.types import Cluster, Rating, Sheet
from pipeline.language.meaning import embed
from pipeline.scenarios import affinity
from pipeline.scenarios.affinity import Affinity
from pipeline.scenarios.names import TITLES, titled
from pipeline.scenarios.rater import Rated

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RIVAL_SHARE = 0.1
"""How much the best fit to another cluster counts against an adjective."""
MOTIF_VALUES = 3


@dataclass(frozen=True)
class _Entry:
    adjective: str
    gloss: str


class TextRater:
    """Rates by the texts alone; deterministic. The number in the signature grows with what is computed."""

    signature = "offline 2"

    def rate(self, sheet: Sheet, given: Sequence[Rating], settings: Settings, progress: Progress) -> Rated:
        progress.started("Nähe der Ausprägungen berechnen")
        return Rated(affinity.rate(sheet))


class LexiconNamer:
    """Offers working titles from the lexicon; deterministic."""

    signature = "offline"

    def name(
        self,
        clusters: tuple[Cluster, ...],
        sheet: Sheet,
        affinity: Affinity,
        settings: Settings,
    ) -> tuple[Cluster, ...]:
        entries = [e for e in _lexicon() if e.adjective not in settings.region.lower()]
        worth = _worth(_steadiness(entries, clusters, sheet))
        chosen = _rounds(worth)
        return tuple(
            cluster.model_copy(
                update={
                    "titles": (
                        titles := tuple(
                            titled(settings.name_pattern, entries[index].adjective)
                            for index in chosen[number]
                        )
                    ),
                    "name": titles[0],
                    "name_is_working_title": True,
                    "leitmotif": _leitmotif(cluster, sheet, affinity),
                }
            )
            for number, cluster in enumerate(clusters)
        )


def _rounds(worth: "NDArray[np.float64]") -> list[list[int]]:
    """Five rounds of an exact assignment: in each, every cluster gets one adjective still free."""
    from scipy.optimize import linear_sum_assignment

    free = worth.copy()
    chosen: list[list[int]] = [[] for _ in range(worth.shape[1])]
    for _ in range(TITLES):
        rows, columns = linear_sum_assignment(-free)
        for row, column in zip(rows, columns, strict=True):
            chosen[column].append(int(row))
            free[row, :] = -1e6
    return chosen


def _worth(fit: "NDArray[np.float64]") -> "NDArray[np.float64]":
    """Fit to a cluster, less a share of the best fit to any other."""
    import numpy as np

    rivals = [np.delete(fit, column, axis=1).max(axis=1) for column in range(fit.shape[1])]
    return np.asarray(fit - RIVAL_SHARE * np.stack(rivals, axis=1))


def _steadiness(
    entries: Sequence[_Entry], clusters: tuple[Cluster, ...], sheet: Sheet
) -> "NDArray[np.float64]":
    """How steadily each adjective fits each cluster's values, shape (adjectives, clusters)."""
    import numpy as np

    at_entry = {entry: row for row, entry in enumerate(_lexicon())}
    described = _described()[[at_entry[entry] for entry in entries]]
    described = described - np.mean(described, axis=0)
    described /= np.linalg.norm(described, axis=1, keepdims=True)
    values = [value for factor in sheet.factors for value in factor.values]
    likeness = described @ _contrasts(sheet).T
    at = {value.id: position for position, value in enumerate(values)}
    columns = []
    for cluster in clusters:
        own = likeness[:, [at[value] for value in cluster.members.values()]]
        spread = own.std(axis=1)
        columns.append(own.mean(axis=1) / np.where(spread > 1e-9, spread, 1.0))
    return np.stack(columns, axis=1)


@lru_cache(maxsize=1)
def _described() -> "NDArray[np.float64]":
    """What each adjective of the lexicon means, one row each: told in three ways, not to be changed.

    Kept for the process: it takes two thirds of the time of a small run.
    """
    entries = _lexicon()
    return (
        embed([entry.gloss for entry in entries])
        + embed([f"die {entry.adjective} Region" for entry in entries])
        + embed([f"Die {entry.adjective} Region. {entry.gloss}" for entry in entries])
    )


def _contrasts(sheet: Sheet) -> "NDArray[np.float64]":
    """What sets each value apart from its siblings, one row a value in sheet order."""
    vectors = embed([value.text or value.label for f in sheet.factors for value in f.values])
    position = 0
    for factor in sheet.factors:
        own = slice(position, position + len(factor.values))
        vectors[own] -= vectors[own].mean(axis=0)
        position += len(factor.values)
    return vectors


def _leitmotif(cluster: Cluster, sheet: Sheet, affinity: Affinity) -> str:
    """The labels of the values that go best with all others of the cluster."""
    at = {value: position for position, value in enumerate(affinity.ids)}
    members = [at[value] for value in cluster.members.values()]
    worth = {value: float(affinity.scores[value, members].sum()) for value in members}
    best = sorted(worth, key=lambda value: (-worth[value], value))[:MOTIF_VALUES]
    return " · ".join(sheet.value(affinity.ids[value]).label for value in best)


@lru_cache(maxsize=1)
def _lexicon() -> tuple[_Entry, ...]:
    source = files("pipeline.scenarios").joinpath("data/title_words.csv")
    with source.open(encoding="utf-8") as stream:
        return tuple(_Entry(row["adjective"], row["gloss"]) for row in csv.DictReader(stream))
