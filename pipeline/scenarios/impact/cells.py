"""What of a matrix was judged, counted and in words: a zero that nobody said is no judgement."""

from pipeline.core.figures import thousands
from pipeline.scenarios.impact.matrix import ImpactMatrix
from pipeline.scenarios.impact.nouns import Cells
from pipeline.scenarios.impact.silence import between, silent_pairs


def cells_of(matrix: ImpactMatrix) -> Cells:
    """How many cells were judged, said as far as it bears on what is computed."""
    outside = between(matrix)
    total, judged = int(outside.sum()), int((matrix.judged & outside).sum())
    own = int((matrix.judged & ~outside & (matrix.scores != 0)).sum())
    if not total:
        said = "Zwischen Deskriptoren gibt es nichts zu bewerten."
    elif judged == total:
        said = f"Alle {thousands(total)} Zellen sind bewertet{_silent(matrix)}."
    elif not matrix.judged.any() and matrix.scores.any():
        said = f"Von {thousands(total)} Zellen hat niemand eine bewertet, alle Werte sind gerechnet."
    else:
        said = (
            f"{thousands(judged)} von {thousands(total)} Zellen sind bewertet; die übrigen zählen wie "
            "„kein Einfluss“, was aber niemand gesagt hat."
        )
    if own:
        inside = "liegt 1 Bewertung" if own == 1 else f"liegen {thousands(own)} Bewertungen"
        said = f"{said} Innerhalb von Deskriptoren {inside}; auch das wird gerechnet."
    return Cells(judged=judged, unjudged=total - judged, own=own, said=said)


def _silent(matrix: ImpactMatrix) -> str:
    """Blocks of zeros, of which a file that fills every cell cannot say whether anybody judged them."""
    silent, count = silent_pairs(matrix), len(matrix.sizes)
    if not silent:
        return ""
    blocks = f"{thousands(silent)} von {thousands(count * (count - 1))} Blöcken"
    return f"; {blocks} {'ist' if silent == 1 else 'sind'} ganz 0, was auch „unbewertet“ heißen kann"
