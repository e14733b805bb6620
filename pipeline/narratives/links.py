"""What a plan says of how its themes bear on one another: with the reason people gave, or not as a cause.

Only what is told can be linked. A rating of people is a source; a tension that was computed from the
wording of two values is none, and has no direction.
"""

from collections.abc import Sequence

from pipeline.core.types import Cluster, Rating
from pipeline.narratives.influences import CLEAR
from pipeline.narratives.plan import Effect, Link
from pipeline.narratives.storyline import Network
from pipeline.scenarios.opinions import merged

DRIVING, AGAINST = 3, 2
"""More than a text tells, so that a person has a choice."""


def links(story: Sequence[str], cluster: Cluster, net: Network) -> tuple[Link, ...]:
    """The links between the values of a story, in its order: clear ratings with a reason, then tensions."""
    at = {value: position for position, value in enumerate(story)}
    told = [one for one in merged(net.ratings) if one.source in at and one.target in at]
    driving = [one for one in told if one.score >= CLEAR and at[one.source] < at[one.target]]
    driving = [one for one in driving if reason(one, net)]
    driving.sort(key=lambda one: (-one.score, at[one.target] - at[one.source], at[one.source]))
    hindering = sorted(
        (one for one in told if one.score <= -CLEAR), key=lambda one: (one.score, at[one.source])
    )
    found = [_link(one, "fördert", net) for one in _once_each(driving)[:DRIVING]]
    found += [_link(one, "hemmt", net) for one in hindering[:AGAINST]]
    known = {frozenset((one.source, one.target)) for one in hindering}
    found += [
        Link(source=one.first, target=one.second, effect="Spannung")
        for one in cluster.tensions
        if one.first in at and one.second in at and frozenset((one.first, one.second)) not in known
    ][: max(0, AGAINST - len(hindering))]
    return tuple(sorted(found, key=lambda one: max(at[one.source], at[one.target])))


def reason(rating: Rating, net: Network) -> str:
    """The first reason given for a rating of this direction, as it was written, without a final stop."""
    said = (
        " ".join(one.reason.split()).rstrip(".")
        for one in net.ratings
        if (one.source, one.target) == (rating.source, rating.target) and one.score * rating.score > 0
    )
    return next((one for one in said if one), "")


def _once_each(driving: Sequence[Rating]) -> list[Rating]:
    """The first of those that share their source or their target."""
    found: list[Rating] = []
    for one in driving:
        if not any(one.source == other.source or one.target == other.target for other in found):
            found.append(one)
    return found


def _link(rating: Rating, effect: Effect, net: Network) -> Link:
    return Link(source=rating.source, target=rating.target, effect=effect, reason=reason(rating, net))
