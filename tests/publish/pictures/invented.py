"""Sheets, clusters and ratings of any size, with names that are awkward to draw."""

from dataclasses import dataclass

import numpy as np

from pipeline.core.types import (
    Cluster,
    Clusters,
    Confidence,
    Factor,
    FactorValue,
    Placement,
    Rating,
    Sheet,
    Stability,
)
from pipeline.scenarios.affinity import Affinity

NASTY = "</script><b>A & B</b> $x_1$ %{x}"
"""What would end a script, be markup, a formula or a template, were it not taken as text."""
STABLE = Stability(restarts=1, best=0, median=0, worst=0, agreement=1)


@dataclass(frozen=True)
class Sum:
    name: str
    active: float | None
    passive: float | None


def tafel(factors: int = 12, values: int = 8, trends: int = 4, name: str = "Einflussfaktor") -> Sheet:
    return Sheet(
        factors=tuple(
            Factor(
                id=f"f{f}",
                trend=f"Trend {f * trends // factors}",
                name=f"{name} {f}",
                values=tuple(
                    FactorValue(id=f"f{f}v{v}", label=f"Ausprägung {f}.{v}") for v in range(values)
                ),
            )
            for f in range(factors)
        )
    )


def clusters(sheet: Sheet, count: int) -> Clusters:
    """Clusters that have no value in common, as long as there are as many values."""
    sure: tuple[Confidence, ...] = ("fest", "wahrscheinlich", "offen")
    found = []
    for k in range(count):
        members = {one.id: one.values[k % len(one.values)].id for one in sheet.factors}
        placements = tuple(
            Placement(
                value=value,
                confidence=sure[f % 3],
                share=1 - f % 3 / 4,
                runner_up=f"c{(k + 1) % count + 1}",
            )
            for f, value in enumerate(members.values())
        )
        found.append(Cluster(id=f"c{k + 1}", name=f"Zukunft {k}", members=members, placements=placements))
    return Clusters(
        mode="partition", seed=1, clusters=tuple(found), objective=0, bound="", stability=STABLE
    )


def names(found: Clusters) -> dict[str, str]:
    return {one.id: one.name for one in found.clusters}


def affinity(sheet: Sheet, seed: int = 1) -> Affinity:
    ids = tuple(value.id for factor in sheet.factors for value in factor.values)
    factor_of = tuple(number for number, factor in enumerate(sheet.factors) for _ in factor.values)
    raw = np.random.default_rng(seed).uniform(-0.4, 0.4, (len(ids),) * 2)
    apart = np.not_equal.outer(factor_of, factor_of)
    return Affinity(ids, factor_of, np.round((raw + raw.T) / 2, 4) * apart)


def ratings(cluster: Cluster, share: float = 0.2, origin: str = "Gruppe 1") -> tuple[Rating, ...]:
    """Ratings of pairs of a cluster's values, none of them 0."""
    random = np.random.default_rng(2)
    values = list(cluster.members.values())
    return tuple(
        Rating(source=a, target=b, score=float(random.choice([-3, -1, 1, 2, 3])), origin=origin)
        for a in values
        for b in values
        if a != b and random.random() < share
    )


def sums(count: int, seed: int = 1) -> list[Sum]:
    random = np.random.default_rng(seed)
    return [Sum(f"Faktor mit Namen {n}", *map(float, random.gamma(6, 4, 2))) for n in range(count)]


def background(sheet: Sheet, count: int) -> np.ndarray:
    random = np.random.default_rng(5)
    return np.column_stack([random.integers(0, len(one.values), count) for one in sheet.factors])
