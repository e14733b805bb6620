"""Which clusters of two runs belong together: those that share most values, all pairs at once."""

from collections.abc import Sequence

from pipeline.core.types import Cluster, Sheet
from pipeline.evaluation.difference.nouns import ClusterPair, OtherValue

_SAME_ID = 1e-3
"""Less than one shared value: it only decides between pairs that share as many."""


def pairs(
    before: Sequence[Cluster], after: Sequence[Cluster], old: Sheet, new: Sheet
) -> tuple[ClusterPair, ...]:
    """Every cluster of both runs, in the order of the later one, then those that are gone."""
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    likeness = np.array([[_likeness(a, b) for b in after] for a in before]).reshape(len(before), len(after))
    rows, columns = linear_sum_assignment(-likeness)
    partner = {
        column: before[row]
        for row, column in zip(map(int, rows), map(int, columns), strict=True)
        if _shared(before[row], after[column])
    }
    met = {one.id for one in partner.values()}
    return (
        *(_pair(partner.get(at), one, before, old, new) for at, one in enumerate(after)),
        *(_pair(one, None, before, old, new) for one in before if one.id not in met),
    )


def _likeness(one: Cluster, other: Cluster) -> float:
    return _shared(one, other) + _SAME_ID * (one.id == other.id)


def _shared(one: Cluster, other: Cluster) -> int:
    return sum(other.members.get(factor) == value for factor, value in one.members.items())


def _pair(
    before: Cluster | None, after: Cluster | None, earlier: Sequence[Cluster], old: Sheet, new: Sheet
) -> ClusterPair:
    factors = dict.fromkeys(
        [*(before.members if before is not None else ()), *(after.members if after is not None else ())]
    )
    both = before is not None and after is not None
    return ClusterPair(
        before=before.id if before is not None else "",
        after=after.id if after is not None else "",
        before_name=before.name if before is not None else "",
        after_name=after.name if after is not None else "",
        shared=_shared(before, after) if before is not None and after is not None else 0,
        factors=len(factors),
        values=tuple(
            _other(factor, before, after, earlier, old, new)
            for factor in factors
            if before is not None and after is not None
            if before.members.get(factor) != after.members.get(factor)
        )
        if both
        else (),
    )


def _other(
    factor: str, before: Cluster, after: Cluster, earlier: Sequence[Cluster], old: Sheet, new: Sheet
) -> OtherValue:
    was, now = before.members.get(factor, ""), after.members.get(factor, "")
    return OtherValue(
        factor=factor,
        name=_names(new).get(factor) or _names(old).get(factor) or factor,
        before=was,
        before_label=_names(old).get(was, was),
        after=now,
        after_label=_names(new).get(now, now),
        came_from=next((one.id for one in earlier if now and one.members.get(factor) == now), ""),
    )


def _names(sheet: Sheet) -> dict[str, str]:
    """Names of factors and labels of values, by id."""
    names = {factor.id: factor.name for factor in sheet.factors}
    return names | {value.id: value.label for factor in sheet.factors for value in factor.values}
