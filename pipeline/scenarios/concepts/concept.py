"""The nouns of clustering by concepts, as concepts.yaml keeps them."""

from collections.abc import Iterable, Sequence

from pydantic import Field

from pipeline.core.types import SCHEMA_VERSION, Noun


class Concept(Noun):
    """Clusterkonzept: the logic of one future, what belongs to it and what does not, gain and price."""

    idea: str
    belongs: str
    excludes: str
    gain: str
    price: str


class Heard(Noun):
    """What the voices say of one value.

    `support` is their mean for each cluster (0–1); `voices` the clusters (from 0) each of them puts it
    in: none where it has no place there, None where the voice says nothing of the value.
    """

    id: str
    support: tuple[float, ...]
    voices: tuple[tuple[int, ...] | None, ...]

    def agreement(self, cluster: int) -> float:
        """The part of the voices that put it there, of those that speak of it."""
        speaking = [voice for voice in self.voices if voice is not None]
        return sum(cluster in voice for voice in speaking) / max(len(speaking), 1)

    def runner_up(self, cluster: int) -> int:
        """The cluster most voices put it in beside this one, −1 for none or where all agree on this."""
        if self.agreement(cluster) == 1:
            return -1
        others = [(self.agreement(k), -k) for k in range(len(self.support)) if k != cluster]
        best, place = max(others)
        return -place if best > 0 else -1


class Concepts(Noun):
    """Concepts in the order of the clusters, the rounds they took, and what was heard of every value."""

    schema_version: int = SCHEMA_VERSION
    model: str
    rounds: int = Field(ge=1)
    stable: bool
    concepts: tuple[Concept, ...]
    values: tuple[Heard, ...]

    def of(self, clusters: Sequence[Iterable[str]]) -> tuple[Concept, ...]:
        """For each cluster, given by its values, the concept they speak for; no concept twice.

        Values that are not listed say nothing.
        """
        import numpy as np
        from scipy.optimize import linear_sum_assignment

        heard = {one.id: one.support for one in self.values}
        silence = [0.0] * len(self.concepts)
        totals = [
            np.sum([heard.get(value, silence) for value in members] or [silence], axis=0)
            for members in clusters
        ]
        _, columns = linear_sum_assignment(-np.array(totals))
        return tuple(self.concepts[column] for column in columns)
