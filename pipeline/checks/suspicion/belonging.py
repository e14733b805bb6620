"""Whose value a sentence says: one of its own cluster's, one of another's, or none at all.

Each value bids with how near it is to the sentence in four ways, and "none of them" bids a fixed sum, so
that a scene which no value states stays harmless. The shares are those of a conditional logit. A value that
the own cluster holds is its own, whoever else holds it too.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.checks.matching import matcher_of
from pipeline.checks.suspicion.aligned import Aligner, unit
from pipeline.core.types import Cluster, FactorValue, Sheet
from pipeline.language.meaning import embed

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WORDS, MEANING, TOLD, COVERED, NONE = 7.0, 23.4, 19.7, 9.5, 13.4
"""What the four ways weigh, and the bid of "none". Fitted (likelihood, ridge 1e-4) on the fair sentences of
the three tuned sets of evals/consistency and the factors they are labelled with; on the set left out,
sentences of other clusters rank above fair ones with an AUC of 1.00, 0.96 and 0.95."""
NEAREST = 2
"""A sentence may join two values; with a third what it is held against becomes a haze."""


@dataclass(frozen=True)
class Belonging:
    """The shares of its cluster's values and of other ones in what a sentence says, together at most 1 (the
    rest is said by none); and its cluster's nearest values."""

    own: float
    foreign: float
    nearest: tuple[FactorValue, ...]


@lru_cache(maxsize=2)
def belongings_of(sheet: Sheet) -> "Belongings":
    """The reader of a sheet; every text of a run wants the same."""
    return Belongings(sheet)


class Belongings:
    """Reads whose values sentences say."""

    def __init__(self, sheet: Sheet) -> None:
        self._matcher = matcher_of(sheet)
        told = [f"{factor.name}: {v.label}. {v.text}" for factor in sheet.factors for v in factor.values]
        vectors = embed(told)
        # What all values of a sheet have in common tells none of them apart.
        self._common = vectors.mean(axis=0) if told else 0.0
        self._meaning = unit(vectors - self._common)
        self._aligner = Aligner([f"{value.label} {value.text}" for value in self._matcher.values])

    def read(self, texts: Sequence[str], cluster: Cluster) -> tuple[Belonging, ...]:
        """Whose values each sentence says, seen from a cluster."""
        import numpy as np

        if not texts:
            return ()
        own = np.zeros(len(self._matcher.values), dtype=bool)
        own[[self._matcher.position[value] for value in cluster.members.values()]] = True
        aligned = self._aligner.align(texts)
        bids = (
            WORDS * self._matcher.words(texts)
            + MEANING * (unit(embed(texts) - self._common) @ self._meaning.T)
            + TOLD * aligned.told
            + COVERED * aligned.covered
        )
        return tuple(self._read(row, own) for row in bids)

    def _read(self, bids: "NDArray[np.float64]", own: "NDArray[np.bool_]") -> Belonging:
        import numpy as np

        most = max(float(bids.max()), NONE)
        weights = np.exp(bids - most)
        shares = weights / (weights.sum() + np.exp(NONE - most))
        order = [position for position in np.argsort(-bids, kind="stable") if own[position]]
        nearest = tuple(self._matcher.values[position] for position in order[:NEAREST])
        return Belonging(float(shares[own].sum()), float(shares[~own].sum()), nearest)
