"""Whether clusters are merely good and bad: how far they follow the valence that groups gave.

Scenarios that sort by mood repeat what everybody hopes and fears; real futures are mixed. A pattern
is told, never removed: it may be what the groups think.
"""

from collections.abc import Sequence

import numpy as np

from pipeline.core.types import Cluster, GoodBad, Sheet, Valence
from pipeline.scenarios.concepts.valence import FEWEST
from pipeline.scenarios.trust.association import chance, cramers_v, tabulated

KINDS: tuple[Valence, ...] = ("+", "0", "-")
STRONG = 0.5
"""From this V on the valence tells the cluster: with four clusters as if half of all places were sorted
by valence alone and the other half at random."""
RARE = 0.05
_DECIMALS = 4


def good_bad(clusters: Sequence[Cluster], sheet: Sheet, seed: int = 0) -> GoodBad | None:
    """How clusters and valence go together, None where too few values are rated to tell.

    Too few is less than eight rated values in any cluster, or one valence for all of them. Chance is
    a permutation within each factor, since each gives one value to every cluster.
    """
    ordered = sorted(clusters, key=lambda one: one.id)
    factors = sorted(factor.id for factor in sheet.factors)
    graded = np.array(
        [[_grade(sheet, one.members.get(factor)) for one in ordered] for factor in factors], dtype=np.int_
    )
    table = tabulated(graded[None], len(KINDS))[0]
    if len(ordered) < 2 or table.sum(axis=1).min() < FEWEST or (table.sum(axis=0) > 0).sum() < 2:
        return None
    strength = round(cramers_v(table), _DECIMALS)
    rare = round(chance(graded, len(KINDS), seed), _DECIMALS)
    return GoodBad(
        association=strength,
        chance=rare,
        rated=int(table.sum()),
        told=_told(strength, rare, _one_sided(ordered, table.tolist())),
    )


def _grade(sheet: Sheet, value: str | None) -> int:
    valence = sheet.value(value).wertung if value else None
    return KINDS.index(valence) if valence else -1


def _told(strength: float, rare: float, one_sided: str) -> str:
    counted = f" ({one_sided})" if one_sided else ""
    if rare > RARE:
        return f"Ein Gut-Schlecht-Muster ist nicht zu erkennen, so viel gibt auch der Zufall{counted}."
    if strength < STRONG:
        return f"Die Cluster folgen der Wertung zum Teil, sind aber nicht bloß gut oder schlecht{counted}."
    return (
        f"Die Cluster trennen vor allem Gut von Schlecht{counted}. Bitte prüfen, ob sie verschiedene "
        "Zukünfte zeigen oder nur Hoffnung und Sorge."
    )


def _one_sided(clusters: Sequence[Cluster], table: Sequence[Sequence[int]]) -> str:
    """The clusters of which more than half the rated values have one sign, with the counts."""
    told = []
    for one, counts in zip(clusters, table, strict=True):
        good, _, bad = counts
        most, sign = max((good, "positiv"), (bad, "negativ"))
        if 2 * most > sum(counts):
            told.append(f"{one.id}: {most} von {sum(counts)} bewerteten Ausprägungen {sign}")
    return "; ".join(told)
