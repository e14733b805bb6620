"""How nearly the words of a question stand in each sentence of a passage, by the meaning of words alone.

"Lehrlinge" nearly stands where "Azubi" stands. A sentence is judged with its neighbours as well: an
answer often stands beside the words that were asked with.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.language.words import content_tokens

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

UNLIKE = 0.45
"""Up to this cosine two words have nothing to do with each other (pipeline/sources/index/wordwise.py)."""
OWN = 0.5
"""So much of it is the sentence's own share, the rest that with its neighbours."""


def nearness(words: Sequence[str], weights: Sequence[float], said: Sequence[str]) -> list[float]:
    """For each sentence of a passage the share of the words' weight that nearly stands there, 0 to 1.

    `words` in small letters, each with its weight; `said` are the sentences in their order.
    """
    import numpy as np

    total = sum(weights)
    if not words or not total:
        return [0.0 for _ in said]
    held = [tuple(dict.fromkeys(content_tokens(one))) for one in said]
    every = tuple(dict.fromkeys(word for one in held for word in one))
    if not every:
        return [0.0 for _ in said]
    alike = np.clip((_vectors(tuple(words)) @ _vectors(every).T - UNLIKE) / (1 - UNLIKE), 0, 1)
    place = {word: at for at, word in enumerate(every)}
    own = np.array([_best(alike, [place[word] for word in one]) for one in held])
    beside = [own[max(0, at - 1) : at + 2].max(axis=0) for at in range(len(said))]
    shares = (OWN * own + (1 - OWN) * np.array(beside)) @ np.array(weights) / total
    return [round(float(one), 4) for one in shares]


def _best(alike: "NDArray[np.float64]", columns: Sequence[int]) -> "NDArray[np.float64]":
    import numpy as np

    return alike[:, columns].max(axis=1) if columns else np.zeros(len(alike))


@lru_cache(maxsize=512)
def _vectors(words: tuple[str, ...]) -> "NDArray[np.float64]":
    """Embedded together and kept so: the last digit of a vector depends on what it is computed with."""
    from pipeline.language.meaning import embed

    return embed(words)
