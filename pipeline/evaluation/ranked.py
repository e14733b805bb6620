"""How well an order of suspicion parts the faulty from the fair: the area under the ROC curve."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence


def auc(faulty: Sequence[float], fair: Sequence[float]) -> float:
    """How often (0–1) a faulty one ranks above a fair one, ties half; ValueError where there are none."""
    if not faulty or not fair:
        raise ValueError("nothing to compare")
    ordered = sorted(fair)
    above = sum((bisect_left(ordered, one) + bisect_right(ordered, one)) / 2 for one in faulty)
    return above / (len(faulty) * len(ordered))
