"""Each list of texts turned into vectors once for all processes of a test session.

    shared_in(folder)       # from now on meaning.embed looks into the folder first

The encoder gives the same list the same vectors in every process, and many ask for the same lists: the
documents of the example take 8 s of a processor each time, and six processes want them. What one has
computed the others read; what nobody has is computed by the encoder itself.
"""

import functools
import hashlib
import json
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.language import meaning

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# A run asks for thirty lists, the program keeps 24, so that each of many hundreds would begin with none.
LISTS = 400


def shared_in(folder: Path) -> None:
    """Keep the vectors of this process in a folder, a file a list, and take those of others from there."""
    import numpy as np

    computed = meaning._embedded.__wrapped__

    @functools.lru_cache(maxsize=LISTS)
    def embedded(texts: tuple[str, ...]) -> "NDArray[np.float64]":
        place = folder / f"{hashlib.sha256(json.dumps(texts).encode()).hexdigest()}.npy"
        try:
            known: NDArray[np.float64] = np.load(place)
            return known
        except FileNotFoundError:
            vectors = computed(texts)
        with tempfile.NamedTemporaryFile(dir=folder, delete=False) as unfinished:
            np.save(unfinished, vectors)
        os.replace(unfinished.name, place)  # at once: a process may be killed while it writes
        return vectors

    meaning._embedded = embedded
