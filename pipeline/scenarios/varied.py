"""The affinity as it would be had the texts other features, about what a run holds, edited or not."""

from typing import TYPE_CHECKING

from pipeline.core.types import Sheet
from pipeline.scenarios import affinity
from pipeline.scenarios.affinity import Affinity

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

VIEWS = 12


def varied(sheet: Sheet, held: Affinity, seed: int) -> "tuple[NDArray[np.float64], ...]":
    """Views of `held` (values × values each): what a person changed in it is the same in all of them."""
    changed = held.scores - affinity.rate(sheet).scores
    return tuple(view + changed for view in affinity.views(sheet, VIEWS, seed))
