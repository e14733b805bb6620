"""Ratings as a matrix of ScenarioWizard, which has a number in every cell, rated or not.

Between variants of one descriptor it fills in zeros: there, only other scores are ratings. A block between
two descriptors that is wholly zero is taken for unrated: were it rated, every descriptor that nobody looked
at yet would count as free to take any value.
"""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from pipeline.core.errors import InputError
from pipeline.core.figures import thousands
from pipeline.core.types import Sheet
from pipeline.scenarios.impact.of_sheet import to_ratings
from pipeline.scenarios.impact.silence import silent_cells, silent_pairs
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
    said = replace(found.matrix, judged=found.matrix.judged & ~silent_cells(found.matrix))
    remarks = (*found.remarks, *_unrated(silent_pairs(found.matrix), file))
    return Given(ratings=to_ratings(said, sheet, UNNAMED), remarks=remarks)


def _unrated(blocks: int, file: str) -> Iterable[str]:
    if blocks:
        told = (
            "1 Block ist ganz 0 und gilt"
            if blocks == 1
            else f"{thousands(blocks)} Blöcke sind ganz 0 und gelten"
        )
        yield f"„{file}“: {told} als unbewertet; eine 0 kann in einer .scw beides heißen."
