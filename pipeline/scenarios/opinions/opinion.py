"""What several groups think of one matter, and whether they disagree."""

import statistics
from collections.abc import Mapping
from typing import Literal

from pydantic import Field as Bound

from pipeline.core.types import Noun, Valence

Field = Literal["plausibel", "wertung", "influence", "rating"]
SPREAD: dict[Field, int] = {"plausibel": 2, "influence": 2, "rating": 3}
"""From this distance of the highest and the lowest score on, groups disagree: about half of each scale
(1–5, 0–3, −3 to +3)."""
VALENCE: dict[Valence, int] = {"+": 1, "0": 0, "-": -1}
"""A valence as a number; only its sign is compared."""


class Opinion(Noun):
    """Meinungsbild: the scores of the groups on one matter, `about` an id or "a→b".

    A valence counts +1, 0 or −1. `n` is how many groups gave a score; one alone is no dissent.
    """

    about: str
    field: Field
    scores: dict[str, float]
    n: int = Bound(ge=1)
    median: float
    low: float
    high: float
    dissent: bool


def opinion(about: str, field: Field, scores: Mapping[str, float]) -> Opinion:
    """The opinion of the groups that gave a score, at least one; `scores` by group."""
    low, high = min(scores.values()), max(scores.values())
    return Opinion(
        about=about,
        field=field,
        scores={group: scores[group] for group in sorted(scores)},
        n=len(scores),
        median=float(statistics.median(scores.values())),
        low=low,
        high=high,
        dissent=_apart(field, low, high),
    )


def _apart(field: Field, low: float, high: float) -> bool:
    """Valences and ratings disagree where their signs do, scores where they lie far apart."""
    opposed = field in ("wertung", "rating") and low < 0 < high
    return opposed or high - low >= SPREAD.get(field, float("inf"))
