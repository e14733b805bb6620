"""What a person holds a sentence against: the values of its own cluster that it comes nearest to.

A help for the reader and no verdict: the nearest value may be one that the sentence does not speak of.
"""

from collections.abc import Collection, Mapping, Sequence

from pipeline.checks.case import Ground
from pipeline.core.types import FactorValue, Narrative, Sheet
from pipeline.scenarios.proposal.written import GROUP as PROPOSED


def nearest_values(
    narrative: Narrative, numbers: Collection[int], ground: Ground
) -> Mapping[int, Sequence[FactorValue]]:
    """By number (from 1) of these sentences the nearest values of their cluster, nearest first."""
    if not numbers:
        return {}
    wanted = sorted(set(numbers))
    cluster = ground.clusters.cluster(narrative.cluster)
    read = ground.belongings.read([narrative.sentences[one - 1].text for one in wanted], cluster)
    return {number: one.nearest for number, one in zip(wanted, read, strict=True)}


def in_words(value: FactorValue, sheet: Sheet) -> str:
    """A value in one line: its factor, its label, who said it, and its text."""
    factor = next(one for one in sheet.factors if value in one.values)
    told = " – ".join(part for part in (value.label, value.text) if part)
    return f"{factor.name}: {told}" + (f" ({voice_of(value)})" if value.group else "")


def voice_of(value: FactorValue) -> str:
    """Who put a value forward, in words; "" where that is not known."""
    proposed = not value.group or value.group.startswith(PROPOSED)
    return value.group if proposed else f"Gruppe {value.group}"
