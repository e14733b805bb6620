"""Sheets whose values of one letter belong together, and the clusters made of them."""

from collections.abc import Mapping, Sequence

import numpy as np

from pipeline.core.progress import Silent
from pipeline.core.settings import Settings
from pipeline.core.types import Cluster, Clusters, Factor, FactorValue, Rating, Sheet
from pipeline.scenarios.affinity import Affinity
from pipeline.scenarios.clusters import cluster
from pipeline.scenarios.wishes import Wishes

FACTORS = ("bus", "laden", "netz", "arbeit", "schule")
SETTINGS = Settings(title="Probe", region="Talaue", scenarios=3)


class Numberer:
    """Names every cluster by the letter that most of its values share."""

    def name(
        self, clusters: tuple[Cluster, ...], sheet: Sheet, affinity: Affinity, settings: Settings
    ) -> tuple[Cluster, ...]:
        return tuple(one.model_copy(update={"name": f"Titel {letters(one)[0]}"}) for one in clusters)


def letters(one: Cluster) -> str:
    """The letters of a cluster's values, the most frequent first."""
    found = [value[-1] for value in one.members.values()]
    return "".join(sorted(found, key=lambda letter: (-found.count(letter), letter)))


def tafel(factors: Sequence[str] = FACTORS, untold: Sequence[str] = ()) -> Sheet:
    return Sheet(
        factors=tuple(
            Factor(
                id=name,
                name=name,
                values=tuple(
                    FactorValue(
                        id=(made := f"{name}_{v}"), label=made, text="" if made in untold else "Satz."
                    )
                    for v in "abc"
                ),
            )
            for name in factors
        )
    )


def planted(sheet: Sheet) -> Affinity:
    """Values of one letter go together, the others do not."""
    ids = tuple(value.id for factor in sheet.factors for value in factor.values)
    factor_of = tuple(number for number, factor in enumerate(sheet.factors) for _ in factor.values)
    alike = np.equal.outer([value[-1] for value in ids], [value[-1] for value in ids])
    scores = np.where(alike, 0.6, -0.3)
    scores[np.equal.outer(factor_of, factor_of)] = 0.0
    return Affinity(ids, factor_of, scores)


def silent(sheet: Sheet) -> Affinity:
    """Nothing goes together."""
    near = planted(sheet)
    return Affinity(near.ids, near.factor_of, np.zeros_like(near.scores))


def made(
    sheet: Sheet | None = None,
    earlier: Clusters | None = None,
    locks: Mapping[str, str] | None = None,
    ratings: Sequence[Rating] = (),
    settings: Settings = SETTINGS,
    near: Affinity | None = None,
    wishes: Wishes | None = None,
) -> Clusters:
    sheet = sheet or tafel()
    wishes = wishes or Wishes(locks=locks or {})
    return cluster(sheet, near or planted(sheet), ratings, settings, Numberer(), earlier, wishes, Silent())
