"""How far a sentence sounds other than the value it is about: worse where that is good, or better.

Every clause of the sentence is held against the clauses of the value that it means most alike. A meaning
that is turned round often keeps its words' field and changes its tone: "entlastet" becomes "belastet".
"""

import re
from collections.abc import Sequence

from pipeline.core.types import FactorValue
from pipeline.language.meaning import embed
from pipeline.language.sentences import sentences
from pipeline.language.tone import tones

_JOINT = re.compile(
    r"\s*[;:,–]\s+|\s+(?:und|aber|doch|oder|während|weil|denn|wobei|obwohl)\s+|(?<=[.!?])\s+", re.IGNORECASE
)
SHORTEST = 3
SHARPNESS = 8.0
"""How much nearer clauses of the value count more; by 8 one at a cosine of 0.6 weighs twice one at 0.5."""


def sounding(texts: Sequence[str], values: Sequence[FactorValue | None]) -> list[float]:
    """For each sentence the mean distance of its clauses' tones from their value's, 0 without one.

    Mostly 0–1. One call of the encoder reads all clauses.
    """
    import numpy as np

    told = [_clauses(text) for text in texts]
    stated = [_clauses(value.text) if value else [] for value in values]
    every = list(dict.fromkeys(clause for one in (*told, *stated) for clause in one))
    vectors = embed(every)
    tone = tones(vectors)
    row = {clause: number for number, clause in enumerate(every)}
    found: list[float] = []
    for mine, its in zip(told, stated, strict=True):
        if not its:
            found.append(0.0)
            continue
        here, there = [row[one] for one in mine], [row[one] for one in its]
        near = np.exp(SHARPNESS * (vectors[here] @ vectors[there].T))
        expected = near @ tone[there] / near.sum(axis=1)
        found.append(float(np.abs(tone[here] - expected).mean()))
    return found


def _clauses(text: str) -> list[str]:
    parts = (part for told in sentences(text) for part in _JOINT.split(told.strip(". ")))
    return [part for part in parts if len(part.split()) >= SHORTEST] or [text or " "]
