"""Ratings as a matrix of ScenarioWizard, where every cell counts as rated.

Between variants of one descriptor ScenarioWizard fills in zeros: there, only other scores are ratings.
"""

import numpy as np

from pipeline.core.errors import InputError
from pipeline.core.types import Sheet
from pipeline.scenarios.impact.of_sheet import to_ratings
from pipeline.scenarios.ratings.collecting import HIGHEST, UNNAMED, Given
from pipeline.scenarios.ratings.fitting import fitted
from pipeline.scenarios.scw import ScwMatrix


def rated(matrix: ScwMatrix, sheet: Sheet, file: str) -> Given:
    """The ratings of a matrix, and remarks on how it fits; raises InputError naming what does not."""
    off = np.argwhere(np.abs(matrix.scores) > HIGHEST)
    if len(off):
        names = [f"{one.name}: {variant}" for one in matrix.descriptors for variant in one.variants]
        row, column = off[0]
        more = f" (und in {len(off) - 1} weiteren Zellen)" if len(off) > 1 else ""
        raise InputError(
            f"„{file}“, Zeile „{names[row]}“, Spalte „{names[column]}“: {matrix.scores[row, column]:g} "
            f"liegt nicht zwischen −3 und +3{more}. Bitte berichtigen; „szenario impact {file}“ rechnet "
            "die Datei für sich, auch mit größeren Werten."
        )
    found = fitted(matrix, sheet, file)
    return Given(ratings=to_ratings(found.matrix, sheet, UNNAMED), remarks=found.remarks)
