"""How two values go together, and who says so: what people or a model rated, else what the texts tell.

A rating outweighs a computed score, however strong: where there is one, in whatever direction, it alone is
shown. Where nobody rated and the texts tell nothing, the pair is unknown.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from pipeline.core.types import Cluster, Rating
from pipeline.scenarios.affinity import Affinity
from pipeline.scenarios.opinions import merged
from pipeline.scenarios.pairs import by_people, people_first

_STRONGEST = 3.0


@dataclass(frozen=True)
class Together:
    """A pair of values: `score` −1 (does not go together) to +1, None where unknown; `told` who says what.

    A rating of ±3 is ±1; two directions are averaged over those that were rated.
    """

    score: float | None
    rated: bool
    told: str


class Pairs:
    """All pairs of values of a sheet."""

    def __init__(self, affinity: Affinity, ratings: Sequence[Rating]) -> None:
        self.ratings = {(one.source, one.target): one for one in merged(people_first(ratings))}
        self._at = {value: position for position, value in enumerate(affinity.ids)}
        self._scores = affinity.scores
        self._computed = bool(affinity.scores.any())

    def of(self, first: str, second: str) -> Together:
        """How two values of different factors go together."""
        there, back = self.ratings.get((first, second)), self.ratings.get((second, first))
        given = [one.score for one in (there, back) if one is not None]
        if given:
            said = [f"{arrow} {who(one)}" for arrow, one in (("→", there), ("←", back)) if one]
            return Together(sum(given) / len(given) / _STRONGEST, True, "; ".join(said))
        if not self._computed:
            return Together(None, False, "nicht bewertet")
        score = float(self._scores[self._at[first], self._at[second]])
        return Together(score, False, f"{signed(score, 2)}, aus den Texten gerechnet, kein Urteil")

    def within(self, clusters: Sequence[Cluster]) -> Iterator[Together]:
        """All pairs within some clusters, cluster by cluster."""
        for cluster in clusters:
            for first, second in combinations(cluster.members.values(), 2):
                yield self.of(first, second)

    def outweighed(self, affinity: Affinity) -> Affinity:
        """The computed scores, with those of rated pairs in their place."""
        scores = affinity.scores.copy()
        for source, target in self.ratings:
            first, second = self._at[source], self._at[target]
            if affinity.factor_of[first] != affinity.factor_of[second]:
                scores[first, second] = scores[second, first] = self.of(source, target).score
        return Affinity(affinity.ids, affinity.factor_of, scores)


def who(rating: Rating) -> str:
    """A rating in words: its score and by whom."""
    score = signed(rating.score, 0 if rating.score == round(rating.score) else 1)
    return f"{score}, bewertet von {origin(rating)}"


def origin(rating: Rating) -> str:
    """Who gave a rating, in words."""
    if not by_people(rating):
        return f"Sprachmodell {rating.origin.split(':', 1)[1]}"
    return "Fachleuten" if rating.origin == "expert" else rating.origin


def signed(number: float, decimals: int) -> str:
    """A number with its sign, as German writes it: +0,31 or −2."""
    return f"{number:+.{decimals}f}".replace(".", ",").replace("-", "−")
