"""Ratings that several people gave of one pair of values, as one, and where they disagree.

A pair is directed: how a bears on b says nothing of how b bears on a.
"""

import statistics
from collections.abc import Iterable, Sequence

from pipeline.core.types import Rating
from pipeline.scenarios.opinions.opinion import Opinion, opinion


def merged(ratings: Sequence[Rating]) -> tuple[Rating, ...]:
    """One rating a pair, in order of first appearance: the median, with all origins and reasons."""
    return tuple(
        several[0]
        if len(several) == 1
        else Rating(
            source=source,
            target=target,
            score=float(statistics.median(one.score for one in several)),
            origin=", ".join(dict.fromkeys(one.origin for one in several)),
            reason="; ".join(dict.fromkeys(one.reason for one in several if one.reason)),
        )
        for (source, target), several in _by_pair(ratings).items()
    )


def dissent_of(ratings: Sequence[Rating]) -> tuple[Opinion, ...]:
    """The opinions on which the people who rated a pair disagree; `about` is "source→target".

    Several ratings of one origin (such as "expert", where nobody is named) are told apart by number.
    """
    opinions = (
        opinion(f"{source}→{target}", "rating", _by_origin(several))
        for (source, target), several in _by_pair(ratings).items()
    )
    return tuple(one for one in opinions if one.dissent)


def _by_pair(ratings: Iterable[Rating]) -> dict[tuple[str, str], list[Rating]]:
    pairs: dict[tuple[str, str], list[Rating]] = {}
    for rating in ratings:
        pairs.setdefault((rating.source, rating.target), []).append(rating)
    return pairs


def _by_origin(ratings: Iterable[Rating]) -> dict[str, float]:
    scores: dict[str, float] = {}
    for rating in ratings:
        name, number = rating.origin, 2
        while name in scores:
            name, number = f"{rating.origin} ({number})", number + 1
        scores[name] = rating.score
    return scores
