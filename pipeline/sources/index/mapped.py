"""Arrays as they lie in their files: what is not asked for is not read, and what is many is small."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FINEST = 32_767
"""Components of unit vectors that are very many are kept in so many parts of one: two bytes long like
half a float, a little finer, and eight times as fast to compute with."""


def small(vectors: "NDArray[np.floating]") -> "NDArray[np.int16]":
    """Unit vectors as they are kept: times FINEST, as whole numbers."""
    import numpy as np

    found: NDArray[np.int16] = np.rint(vectors * FINEST).astype("<i2")
    return found


def mapped(path: Path) -> "NDArray[Any]":
    """An array of a .npy file, mapped; an empty one cannot be, and is read. Raises OSError, ValueError."""
    import numpy as np

    found: NDArray[Any]
    try:
        found = np.load(path, mmap_mode="r")
    except ValueError:
        found = np.load(path)
    return found
