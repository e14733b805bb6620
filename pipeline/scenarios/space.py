"""The map of the scenario space: values and clusters on the plane that separates the clusters best.

Classical scaling of the scores (Torgerson 1952): the cluster centres span a small space, its two
strongest directions are the axes. The axes have no names; near means "goes well together".
"""

from dataclasses import dataclass

import numpy as np

from pipeline.core.types import Clusters
from pipeline.scenarios.affinity import Affinity


@dataclass(frozen=True)
class Point:
    """A value (with its cluster) or a cluster centre, x and y in −1…1."""

    id: str
    cluster: str
    x: float
    y: float


@dataclass(frozen=True)
class Map:
    """Where clusters and values lie; `shown` is the share of the spread the plane keeps (0–1)."""

    centres: tuple[Point, ...]
    values: tuple[Point, ...]
    shown: float


def chart(clusters: Clusters, affinity: Affinity) -> Map:
    """The map of a run's clusters."""
    at = {value: position for position, value in enumerate(affinity.ids)}
    gram = affinity.scores + np.eye(len(affinity.ids))
    weights = np.zeros((len(affinity.ids), len(clusters.clusters)))
    for column, one in enumerate(clusters.clusters):
        for value in one.members.values():
            weights[at[value], column] += 1 / len(one.members)
    centred = weights - weights.mean(axis=1, keepdims=True)
    strengths, directions = np.linalg.eigh(centred.T @ gram @ centred)
    order = np.argsort(strengths)[::-1][:2]
    axes = centred @ directions[:, order]
    axes = axes * np.where(axes[np.abs(axes).argmax(axis=0), range(axes.shape[1])] < 0, -1, 1)
    places = gram @ axes
    places = places / max(float(np.abs(places).max()), 1e-9)
    middles = weights.T @ places
    positive = strengths[strengths > 0]
    shown = float(strengths[order].clip(0).sum() / positive.sum()) if len(positive) else 0.0
    points = [
        Point(
            value,
            one.id,
            round(float(places[at[value], 0]), 4),
            round(float(places[at[value], 1]), 4),
        )
        for one in clusters.clusters
        for value in one.members.values()
    ]
    centres = [
        Point(one.id, one.id, round(float(middles[k, 0]), 4), round(float(middles[k, 1]), 4))
        for k, one in enumerate(clusters.clusters)
    ]
    return Map(tuple(centres), tuple(points), round(shown, 3))
