"""What a heat map shows: for each scenario a symmetric matrix of how well its parts go together.

A cell is a pair of factors, or the mean over a pair of trends; what is not known stays unknown (NaN), as
does a factor with itself. All matrices of a view share one scale.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pipeline.core.types import Cluster, Factor
from pipeline.publish.pictures.trends import Trend
from pipeline.scenarios.affinity import Affinity

if TYPE_CHECKING:
    from numpy.typing import NDArray

NAMED = 16
"""Up to so many factors are labelled by their own names."""
_WIDEST = 98  # per cent of all scores lie within the scale
_NAMELESS = "ohne Trend"


@dataclass(frozen=True, eq=False)
class View:
    """`cells` are the factors of the rows, none where a row is a trend; `starts` the first cell of each
    group; `labels` stand at the `middles`, counted in cells; `limit` is the score at full colour."""

    cells: tuple[Factor, ...]
    starts: tuple[int, ...]
    labels: tuple[str, ...]
    middles: tuple[float, ...]
    limit: float
    scores: tuple["NDArray[np.float64]", ...]


def by_factor(clusters: Sequence[Cluster], trends: Sequence[Trend], affinity: Affinity) -> View:
    """All pairs of factors, ordered by trend; labelled by trend where they are many."""
    factors = tuple(factor for trend in trends for factor in trend.factors)
    starts = tuple(int(start) for start in np.cumsum([0, *(len(one.factors) for one in trends)])[:-1])
    if all_named(trends):
        labels = tuple(factor.name or factor.id for factor in factors)
        middles = tuple(place + 0.5 for place in range(len(factors)))
    else:
        labels = tuple(trend.name or _NAMELESS for trend in trends)
        middles = tuple(start + len(one.factors) / 2 for start, one in zip(starts, trends, strict=True))
    scores = tuple(_within(one, factors, affinity) for one in clusters)
    return View(factors, starts, labels, middles, _limit(affinity), scores)


def all_named(trends: Sequence[Trend]) -> bool:
    """Whether every factor has its own label: they are few, or trends do not part them."""
    return len(trends) == 1 or sum(len(trend.factors) for trend in trends) <= NAMED


def by_trend_alone(view: View, trends: Sequence[Trend]) -> View:
    """The means over the pairs of trends of a view by factor."""
    scores = tuple(_means(one, view.starts) for one in view.scores)
    strongest = max(float(np.abs(np.nan_to_num(one)).max()) for one in scores)
    labels = tuple(trend.name or _NAMELESS for trend in trends)
    middles = tuple(place + 0.5 for place in range(len(trends)))
    return View((), (0,), labels, middles, strongest or view.limit, scores)


def _within(cluster: Cluster, factors: Sequence[Factor], affinity: Affinity) -> "NDArray[np.float64]":
    at = {value: position for position, value in enumerate(affinity.ids)}
    places = [at[cluster.members[factor.id]] for factor in factors]
    scores = affinity.scores[np.ix_(places, places)].copy()
    np.fill_diagonal(scores, np.nan)
    return scores


def _limit(affinity: Affinity) -> float:
    """Nearly all pairs of values of different factors are weaker."""
    factor_of = np.array(affinity.factor_of)
    pairs = np.abs(affinity.scores[factor_of[:, None] != factor_of[None, :]])
    known = pairs[~np.isnan(pairs)]
    return float(np.percentile(known, _WIDEST) or known.max()) if known.any() else 1.0


def _means(scores: "NDArray[np.float64]", starts: Sequence[int]) -> "NDArray[np.float64]":
    """The mean of the known scores between every two groups, NaN where none is known."""
    groups = np.searchsorted(starts, np.arange(len(scores)), side="right") - 1
    member = np.eye(len(starts))[groups]
    total = member.T @ np.nan_to_num(scores) @ member
    count = member.T @ ~np.isnan(scores) @ member
    return np.divide(total, count, out=np.full_like(total, np.nan), where=count > 0)
