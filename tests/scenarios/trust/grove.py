"""Small sheets whose values of one letter belong together, their clusters, the same in another order."""

import random
from collections.abc import Mapping, Sequence

import numpy as np

from pipeline.core.types import Cluster, Confidence, Factor, FactorValue, Placement, Sheet, Valence
from pipeline.scenarios.affinity import Affinity

FACTORS = ("bus", "laden", "netz", "arbeit", "schule", "hafen")


def grove(letters: str = "abc", factors: Sequence[str] = FACTORS, **more: Mapping[str, object]) -> Sheet:
    """A sheet; `more` gives fields of values by value id, such as wertung={"bus_a": "+"}."""
    return Sheet(
        factors=tuple(
            Factor(
                id=name,
                name=name,
                values=tuple(
                    FactorValue.model_validate(
                        {"id": made, "label": f"Titel {made}", "text": "Ein Satz."}
                        | {field: given[made] for field, given in more.items() if made in given}
                    )
                    for letter in letters
                    for made in [f"{name}_{letter}"]
                ),
            )
            for name in factors
        )
    )


def alike(sheet: Sheet, changed: Mapping[tuple[str, str], float] | None = None) -> Affinity:
    """Values of one letter go together, others do not; `changed` scores of pairs."""
    ids = tuple(value.id for factor in sheet.factors for value in factor.values)
    factor_of = tuple(number for number, factor in enumerate(sheet.factors) for _ in factor.values)
    same = np.equal.outer([value[-1] for value in ids], [value[-1] for value in ids])
    scores = np.where(same, 0.6, -0.3)
    scores[np.equal.outer(factor_of, factor_of)] = 0.0
    for (first, second), score in (changed or {}).items():
        at = ids.index(first), ids.index(second)
        scores[at] = scores[at[::-1]] = score
    return Affinity(ids, factor_of, scores)


def silent(sheet: Sheet) -> Affinity:
    """Nothing is known."""
    near = alike(sheet)
    return Affinity(near.ids, near.factor_of, np.zeros_like(near.scores))


def noisy(sheet: Sheet, seed: int) -> Affinity:
    """Scores at random, the same for the same ids whatever their order."""
    near = alike(sheet)
    ranked = np.argsort(np.argsort(near.ids))
    drawn = np.random.default_rng(seed).integers(-90, 91, near.scores.shape)[np.ix_(ranked, ranked)] / 100
    scores = np.where(near.scores == 0, 0.0, (drawn + drawn.T) / 2)
    return Affinity(near.ids, near.factor_of, scores)


def bundled(
    sheet: Sheet,
    swapped: Mapping[str, str] | None = None,
    confidence: Mapping[str, Confidence] | None = None,
) -> tuple[Cluster, ...]:
    """One cluster a letter, c1 of the first; `swapped` values stand in each other's place.

    Every place is firm unless `confidence` says otherwise.
    """
    swaps = dict(swapped or {})
    swaps |= {there: here for here, there in swaps.items()}
    letters = sorted({value.id[-1] for factor in sheet.factors for value in factor.values})
    clusters = []
    for number, letter in enumerate(letters, start=1):
        held = {factor.id: f"{factor.id}_{letter}" for factor in sheet.factors}
        members = {factor: swaps.get(value, value) for factor, value in held.items()}
        placements = tuple(
            _placed(value, (confidence or {}).get(value, "fest")) for value in members.values()
        )
        clusters.append(Cluster(id=f"c{number}", name="", members=members, placements=placements))
    return tuple(clusters)


def _placed(value: str, confidence: Confidence) -> Placement:
    share = {"fest": 0.95, "wahrscheinlich": 0.7, "offen": 0.4}[confidence]
    return Placement(value=value, confidence=confidence, share=share, runner_up="c2")


def resorted(sheet: Sheet, seed: int) -> Sheet:
    """The same sheet with factors, and values within them, in another order."""
    chance = random.Random(seed)
    factors = [
        factor.model_copy(update={"values": tuple(chance.sample(factor.values, len(factor.values)))})
        for factor in sheet.factors
    ]
    return sheet.model_copy(update={"factors": tuple(chance.sample(factors, len(factors)))})


def valued(clusters: Sequence[Cluster], *patterns: Sequence[Valence | None]) -> dict[str, Valence]:
    """For each cluster in turn the valence of its values, in the order of its factors."""
    return {
        value: valence
        for one, pattern in zip(clusters, patterns, strict=True)
        for value, valence in zip(one.members.values(), pattern, strict=True)
        if valence
    }
