"""Arrays as they lie in their files: what is not asked for is not read."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray


def mapped(path: Path) -> "NDArray[Any]":
    """An array of a .npy file, mapped; an empty one cannot be, and is read. Raises OSError, ValueError."""
    import numpy as np

    found: NDArray[Any]
    try:
        found = np.load(path, mmap_mode="r")
    except ValueError:
        found = np.load(path)
    return found
