"""How likely a sentence is at odds with its cluster, told without a model: a ranking, never a verdict.

Two things can be wrong with it. It says what holds in another cluster (`belonging`), or it speaks of what
holds here and turns it round (`turning`). Either is enough. Both are small models with few weights, which
stand beside them with the sets they were fitted on; what was found beyond doubt (an unproven figure, a
repeated statement) is said elsewhere and stands above both.
"""

from collections.abc import Sequence

from pipeline.checks.case import Case
from pipeline.checks.suspicion.belonging import Belonging
from pipeline.checks.suspicion.sounding import sounding
from pipeline.checks.suspicion.turning import signs_of, turned

MOST = 0.9
"""No suspicion goes beyond this: above it stands what was found (see `checks._verdict`)."""
ON_TOPIC = 0.4
"""How much less a turned meaning counts where the sentence says nothing of its cluster's values: a scene of
its own turns nothing round. From 0.2 to 0.8 flips rank the same within 0.01; more of it costs sentences of
other clusters 0.01."""


def suspicions(case: Case, leaving: frozenset[int] = frozenset()) -> tuple[float, ...]:
    """For each sentence 0–0.9: how likely it says what is not so in its cluster.

    Those to be left out by their number are not looked at, and have 0.
    """
    told = {number: text for number, text in case.numbered() if number not in leaving}
    texts = tuple(told.values())
    likely = at_odds(texts, case.ground.belongings.read(texts, case.cluster))
    found = {number: MOST * one for number, one in zip(told, likely, strict=True)}
    return tuple(found.get(number, 0.0) for number in case.numbers())


def at_odds(texts: Sequence[str], belongings: Sequence[Belonging]) -> list[float]:
    """0–1 for each sentence: how likely it says another cluster's value, or the contrary of its own's."""
    soundings = sounding(texts, [one.nearest[0] if one.nearest else None for one in belongings])
    return [
        _either(belonging, turned(signs_of(text, belonging.nearest, belonging.own, sounds)))
        for text, belonging, sounds in zip(texts, belongings, soundings, strict=True)
    ]


def _either(belonging: Belonging, likely: float) -> float:
    told = (1 - ON_TOPIC) + ON_TOPIC * belonging.own
    return 1 - (1 - belonging.foreign) * (1 - told * likely)
