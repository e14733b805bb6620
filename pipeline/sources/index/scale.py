"""Cosines of any embedder on the scale of the own one, on which the thresholds of ranking hold."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.sources.index.dense import Vectors
from pipeline.sources.index.embedder import OWN, Embedder

OWN_MEAN, OWN_SPREAD = 0.097, 0.070
"""Of the own encoder's cosines of a question with all passages (medians over set a of
evals/retrieval/ruhrideen.yaml, passages of konnektivitaet-2035). Another model's cosines lie elsewhere and
closer together; they are moved to this mean and spread, question by question, for the weights and
thresholds of ranking hold on this scale. How well that does is not measured."""
_SAMPLE = 1_000


@dataclass(frozen=True)
class Scale:
    """Moves cosines by `factor` and `shift`; they stay within −1 and 1."""

    factor: float
    shift: float

    def of(self, cosines: NDArray[np.float32]) -> NDArray[np.float32]:
        if self.factor == 1.0 and not self.shift:
            return cosines
        moved: NDArray[np.float32] = np.clip(self.factor * cosines + self.shift, -1, 1).astype(np.float32)
        return moved


def scale_of(embedder: Embedder, vectors: Vectors, asked: NDArray[np.float32]) -> Scale:
    """What brings the cosines of a question to the scale of the own encoder."""
    if embedder.name == OWN.name:
        return Scale(1.0, 0.0)
    step = -(-len(vectors) // _SAMPLE) or 1
    cosines = vectors.passages[::step] @ asked
    known = cosines[~np.isnan(cosines)]
    spread = float(known.std()) if len(known) > 1 else 0.0
    if not spread:
        return Scale(1.0, 0.0)
    factor = OWN_SPREAD / spread
    return Scale(factor, OWN_MEAN - factor * float(known.mean()))
