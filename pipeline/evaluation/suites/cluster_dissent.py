"""Where the groups disagree about values that stand in a cluster, and nobody has decided.

Two groups are needed to disagree: what one alone or nobody rated is not known to be agreed on, and told so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.core.types import Clusters

if TYPE_CHECKING:
    from pipeline.scenarios.opinions import Opinion, Opinions

FIELDS = ("plausibel", "wertung")


@dataclass(frozen=True)
class Dissent:
    """`open` are the opinions that differ with no decision, by value; `asked` the values that two groups or
    more judged; `placed` all values that stand in a cluster."""

    placed: tuple[str, ...]
    asked: frozenset[str]
    open: "Mapping[str, Sequence[Opinion]]"


def dissent(clusters: Clusters, opinions: "Opinions | None") -> Dissent:
    """What is known of the groups' opinions on the values of some clusters."""
    placed = tuple(dict.fromkeys(value for one in clusters.clusters for value in one.members.values()))
    given = opinions.opinions if opinions is not None else ()
    decided = {(one.value, one.field) for one in opinions.decided} if opinions is not None else set()
    here = [one for one in given if one.about in placed and one.field in FIELDS]
    found: dict[str, list[Opinion]] = {}
    for one in here:
        if one.dissent and (one.about, one.field) not in decided:
            found.setdefault(one.about, []).append(one)
    return Dissent(placed, frozenset(one.about for one in here if one.n > 1), found)
