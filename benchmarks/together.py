"""Vectors of recombined passages without computing each: a sentence's once, a passage's as their mean.

For measuring an index, never for judging its answers: the mean is near the true vector, not the same.
"""

import re
from collections.abc import Sequence
from typing import Any

from pipeline.language import meaning
from pipeline.language.sentences import sentences
from pipeline.sources.index.embedder import Own

_NUMBER = re.compile(r"^Abschnitt \d+\. ")  # each is a sentence of its own, and says nothing


def put_together() -> None:
    """Let this process's own embedder put vectors together."""
    import numpy as np

    known: dict[str, Any] = {}

    def of(text: str) -> Any:
        if text not in known:
            known[text] = meaning.embed([text])[0]
        return known[text]

    def embed(_: Own, texts: Sequence[str]) -> Any:
        means = np.array(
            [np.mean([of(one) for one in sentences(_NUMBER.sub("", text))], axis=0) for text in texts]
        )
        return means / np.linalg.norm(means, axis=1, keepdims=True)

    Own.embed = embed  # type: ignore[method-assign]
