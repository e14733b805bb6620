"""What was said against two values standing together: by people, by a model where they did not speak."""

from collections.abc import Iterable, Sequence

from pipeline.core.types import Rating
from pipeline.scenarios.opinions import merged
from pipeline.scenarios.pairs import people_first


def against(members: Iterable[str], ratings: Sequence[Rating]) -> tuple[Rating, ...]:
    """The ratings below 0 of pairs within `members`, the strongest first, each pair once.

    Where both directions are negative, the stronger stands for the pair.
    """
    inside = set(members)
    held = people_first(ratings)
    found = [one for one in merged(held) if one.score < 0 and one.source in inside and one.target in inside]
    found.sort(key=lambda one: (one.score, one.source, one.target))
    strongest: dict[frozenset[str], Rating] = {}
    for one in found:
        strongest.setdefault(frozenset((one.source, one.target)), one)
    return tuple(strongest.values())
