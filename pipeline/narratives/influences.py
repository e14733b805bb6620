"""What is known of how the values of a cluster bear on one another, for a prompt: the strongest first."""

from collections.abc import Iterable, Sequence
from typing import Any

from pipeline.core.types import Rating, Sheet

SHOWN, CLEAR = 20, 1.5
"""A weak influence, told to a planner, becomes a turn of the story that nothing carries."""


def told_influences(
    members: Iterable[str], sheet: Sheet, ratings: Sequence[Rating]
) -> list[dict[str, Any]]:
    """One entry for each rated pair within the cluster; several ratings of a pair count by their mean.

    How a value bears on itself is a matter of balances, not of the story.
    """
    inside = set(members)
    pairs: dict[tuple[str, str], list[Rating]] = {}
    for one in ratings:
        if one.source in inside and one.target in inside and one.source != one.target:
            pairs.setdefault((one.source, one.target), []).append(one)
    scored = [(sum(one.score for one in said) / len(said), said) for said in pairs.values()]
    scored = [(score, said) for score, said in scored if abs(score) >= CLEAR]
    scored.sort(
        key=lambda one: (-abs(one[0]), not _reason(one[0], one[1]), one[1][0].source, one[1][0].target)
    )
    return [
        {
            "von": said[0].source,
            "von_label": sheet.value(said[0].source).label,
            "wirkung": "fördert" if score > 0 else "hemmt",
            "auf": said[0].target,
            "auf_label": sheet.value(said[0].target).label,
            "grund": _reason(score, said),
        }
        for score, said in scored[:SHOWN]
    ]


def _reason(score: float, said: Sequence[Rating]) -> str:
    """The first reason given for a rating of this direction."""
    reasons = (" ".join(one.reason.split()).rstrip(".") for one in said if one.score * score > 0)
    return next((one for one in reasons if one), "")
