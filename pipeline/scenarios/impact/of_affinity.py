"""A matrix computed from texts where nobody rated: how well values go together, as if it were influence.

Texts say what goes together, not what bears on what: both directions of a pair get the same score. No cell
counts as judged.
"""

import numpy as np

from pipeline.core.types import Sheet
from pipeline.scenarios.affinity import Affinity
from pipeline.scenarios.impact.matrix import ImpactMatrix
from pipeline.scenarios.impact.of_sheet import of_sheet

SCALE = 3.0
"""An affinity of 1 stands for the greatest score."""
_DECIMALS = 3  # all the engines take as it stands; finer they search with room for rounding


def of_affinity(sheet: Sheet, affinity: Affinity, title: str = "") -> ImpactMatrix:
    """The affinity of a sheet's values as scores −3 to 3."""
    blank = of_sheet(sheet, (), title)
    scores = np.round(SCALE * affinity.scores, _DECIMALS)
    return ImpactMatrix(blank.descriptors, scores, blank.judged, title)
