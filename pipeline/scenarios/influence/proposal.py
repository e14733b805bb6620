"""Which factors should be key factors (Schlüsselfaktoren), from how they drive and are driven.

Active and passive sums are those of Vester's Papiercomputer (F. Vester, Die Kunst vernetzt zu denken,
1999), the four fields those of the system grid (J. Gausemeier, A. Fink, O. Schlake,
Szenario-Management, 1996). Where fields are unrated, plain sums would punish whoever was rated less:
a factor's sums are therefore its mean over rated pairs times (n − 1). A pair counts with the median
of the groups that rated it. What is rated too little is ranked nowhere; a premise is never proposed.
"""

import statistics
from collections.abc import Mapping, Sequence
from typing import Literal

from pydantic import Field

from pipeline.core.types import SCHEMA_VERSION, Factor, Noun, Role, Sheet
from pipeline.scenarios.influence.matrix import Influence

FEWEST, MOST = 12, 20
"""How many key factors a process can carry; the cut lies between, at the largest gap."""
ENOUGH = 0.5
"""The share of a factor's row and column that has to be rated."""
DRIVE = 2
"""Rank = DRIVE · active + passive: linkage (active + passive), and driving once more. Vester's
quotient alone would lift factors that are hardly linked, his product alone those that are driven."""

Quadrant = Literal["aktiv", "kritisch", "reaktiv", "puffernd"]
_WHY: dict[Quadrant, str] = {
    "aktiv": "treibt viele andere und wird selbst wenig getrieben",
    "kritisch": "treibt stark und wird stark getrieben",
    "reaktiv": "wird stark getrieben, treibt selbst weniger",
    "puffernd": "mäßig verknüpft, vor dem Schnitt in der Rangfolge",
}


class Standing(Noun):
    """Stellung eines Faktors: his sums, field of the system grid, rank, and whether he is proposed.

    `active_sum` and `passive_sum` add what is rated; `active` and `passive` are the sums extrapolated
    to all pairs, None where nothing is rated. `rated` is the share of row and column that is (0–1).
    """

    factor: str
    name: str
    trend: str
    rolle: Role | None
    active_sum: float
    passive_sum: float
    active: float | None
    passive: float | None
    rated: float = Field(ge=0, le=1)
    quadrant: Quadrant | None = None
    rank: int | None = None
    proposed: bool = False
    why: str


class Proposal(Noun):
    """Vorschlag der Schlüsselfaktoren: all factors, the ranked ones first, then the others in sheet
    order; `cut` is how many are proposed, `rated` the share of all pairs that any group rated."""

    schema_version: int = SCHEMA_VERSION
    groups: tuple[str, ...]
    rated: float = Field(ge=0, le=1)
    cut: int
    standings: tuple[Standing, ...]
    remarks: tuple[str, ...]


def propose(influence: Influence, sheet: Sheet) -> Proposal:
    """The key factors that a matrix speaks for: 12 to 20, all that can be chosen where these are fewer.

    The cut is at the largest gap of the ranking between 12 and 20 (the first of equal ones; where
    nothing differs, 20). Equal ranks are ordered by id, so that no order of rows matters.
    """
    pairs = {pair: float(statistics.median(s.values())) for pair, s in influence.by_pair().items()}
    standings = {factor.id: _standing(factor, pairs, sheet) for factor in sheet.factors}
    sums = {
        one.factor: (one.active, one.passive)
        for one in standings.values()
        if one.rated >= ENOUGH and one.active is not None and one.passive is not None
    }
    quadrants = _quadrants(sums)
    worths = {factor: round(DRIVE * active + passive, 4) for factor, (active, passive) in sums.items()}
    chosen = [factor for factor in worths if standings[factor].rolle != "Prämisse"]
    ranked = sorted(chosen, key=lambda factor: (-worths[factor], factor))
    cut = _cut([worths[factor] for factor in ranked])
    placed = [
        standings[factor].model_copy(
            update={
                "quadrant": quadrants[factor],
                "rank": rank,
                "proposed": rank <= cut,
                "why": _why(quadrants[factor], rank, cut, len(ranked)),
            }
        )
        for rank, factor in enumerate(ranked, start=1)
    ]
    others = [
        one.model_copy(update={"quadrant": quadrants.get(factor)})
        for factor, one in standings.items()
        if factor not in ranked
    ]
    n = len(sheet.factors)
    return Proposal(
        groups=influence.groups,
        rated=round(len(pairs) / (n * (n - 1)), 4) if n > 1 else 0.0,
        cut=cut,
        standings=(*placed, *others),
        remarks=tuple(_remarks(others, cut)),
    )


def _standing(factor: Factor, pairs: Mapping[tuple[str, str], float], sheet: Sheet) -> Standing:
    others = [other.id for other in sheet.factors if other.id != factor.id]
    row = [pairs[factor.id, other] for other in others if (factor.id, other) in pairs]
    column = [pairs[other, factor.id] for other in others if (other, factor.id) in pairs]
    rated, fields = len(row) + len(column), 2 * len(others)
    if factor.rolle == "Prämisse":
        why = "Prämisse: als Annahme gesetzt, kein Schlüsselfaktor"
    elif rated >= ENOUGH * fields:
        why = "zu wenig bewertet: die Zeile oder die Spalte ist leer"
    else:
        why = f"zu wenig bewertet: {rated} von {fields} Feldern"
    return Standing(
        factor=factor.id,
        name=factor.name,
        trend=factor.trend,
        rolle=factor.rolle,
        active_sum=sum(row),
        passive_sum=sum(column),
        active=_whole(row, len(others)),
        passive=_whole(column, len(others)),
        rated=round(rated / fields, 4) if fields else 0.0,
        why=why,
    )


def _whole(scores: Sequence[float], fields: int) -> float | None:
    """The sum over all fields, as the mean of the rated ones promises it."""
    return round(sum(scores) * fields / len(scores), 4) if scores else None


def _quadrants(sums: Mapping[str, tuple[float, float]]) -> dict[str, Quadrant]:
    """The field of the system grid by factor, cut at the medians; what lies on a median counts as low."""
    if not sums:
        return {}
    middle = [statistics.median(one) for one in zip(*sums.values(), strict=True)]
    fields: dict[tuple[bool, bool], Quadrant] = {
        (True, False): "aktiv",
        (True, True): "kritisch",
        (False, True): "reaktiv",
        (False, False): "puffernd",
    }
    return {
        factor: fields[active > middle[0], passive > middle[1]]
        for factor, (active, passive) in sums.items()
    }


def _cut(worths: Sequence[float]) -> int:
    if len(worths) <= FEWEST:
        return len(worths)
    gaps = {
        kept: round(worths[kept - 1] - worths[kept], 4)
        for kept in range(FEWEST, min(MOST, len(worths) - 1) + 1)
    }
    widest = max(gaps.values())
    return next(k for k, gap in gaps.items() if gap == widest) if widest else min(MOST, len(worths))


def _why(quadrant: Quadrant, rank: int, cut: int, choice: int) -> str:
    if rank > cut:
        return f"Rang {rank}, hinter dem Schnitt nach Rang {cut}"
    return "höchstens zwölf stehen zur Wahl, alle bleiben" if choice <= FEWEST else _WHY[quadrant]


def _remarks(others: Sequence[Standing], cut: int) -> list[str]:
    premises = [one for one in others if one.rolle == "Prämisse"]
    unsure = [one for one in others if one.rolle != "Prämisse"]
    told = [
        (premises, "Als Prämisse gesetzt und darum nicht vorgeschlagen"),
        (unsure, "Zu wenig bewertet und darum nicht vorgeschlagen"),
    ]
    remarks = [f"{text}: {', '.join(one.name for one in some)}." for some, text in told if some]
    if unsure and cut < FEWEST:
        many = "ist nur 1 Schlüsselfaktor" if cut == 1 else f"sind nur {cut} Schlüsselfaktoren"
        remarks.append(f"Es {many}, weil zu wenig Felder bewertet sind.")
    return remarks
