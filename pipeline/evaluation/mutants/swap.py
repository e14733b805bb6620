"""Swap: a sentence of another text stands where one of ours stood, and says what is not this cluster's."""

from collections.abc import Sequence

from pipeline.checks.case import Ground
from pipeline.core.types import Narrative
from pipeline.evaluation.mutants.drawing import shuffled
from pipeline.evaluation.mutants.mutant import Mutant
from pipeline.evaluation.mutants.stating import states
from pipeline.evaluation.mutants.wording import worded

WAY = "other_text"
_ASKS_BACK = ("PPER", "PDS", "PROAV", "KON")
"""How a sentence begins that cannot stand without the one before it."""


def swapped(narrative: Narrative, others: Sequence[Narrative], ground: Ground) -> list[Mutant]:
    """For each sentence one of another text, drawn; each serves once. None where too few are left."""
    own = set(ground.clusters.cluster(narrative.cluster).members.values())
    kept = {one.text for one in narrative.sentences}
    donors = {
        one.text
        for other in others
        if other.cluster != narrative.cluster
        for one in other.sentences
        if one.text not in kept and not own & set(one.values)
        if states(one, other) and _stands_alone(one.text)
    }
    drawn = shuffled(donors, narrative.cluster)
    places = shuffled((str(n) for n in range(1, len(narrative.sentences) + 1)), narrative.cluster)
    return [
        Mutant(cluster=narrative.cluster, index=int(place), kind="swap", way=WAY, text=text)
        for place, text in zip(places, drawn, strict=False)
    ]


def _stands_alone(text: str) -> bool:
    words = worded(text)
    return bool(words) and words[0].tag not in _ASKS_BACK
