"""How far from the optimum clusters can be, in words and as a share; never nothing."""

import math

from pipeline.scenarios.bundles import Solution
from pipeline.scenarios.concepts import Concepts

EXACT = 1.5e-4
"""Scores have four decimals and so has the bound: a smaller gap is rounding."""


def gap(solution: Solution) -> float | None:
    """At most such a share of the optimum is missing; 0 where proved, None where the optimum may be 0."""
    best, ceiling = solution.objectives[0], solution.ceiling
    if ceiling - best <= EXACT:
        return 0.0
    return math.ceil(1000 * (1 - best / ceiling)) / 1000 if best > 0 else None


def told(solution: Solution, *, wished: bool) -> str:
    """The bound in words; with `wished` locks, pairs or a distance it is that of clusters without them."""
    best, ceiling = solution.objectives[0], solution.ceiling
    missing = gap(solution)
    without = " ohne Vorgaben" if wished and missing != 0 else ""
    if missing == 0 and ceiling <= EXACT:
        said = "bewiesen optimal, aber ohne Aussage: die Ausprägungen zeigen keine gemeinsame Richtung"
    elif missing == 0:
        said = "bewiesen optimal"
    elif missing is None:
        said = (
            f"höchstens {_number(ceiling - best)} unter dem Optimum{without} (obere Schranke "
            f"{_number(ceiling)}): die Ausprägungen zeigen kaum eine gemeinsame Richtung"
        )
    else:
        said = (
            f"höchstens {_number(100 * missing, 1)} % unter dem Optimum{without} (obere Schranke "
            f"{_number(ceiling)})"
        )
    hits = sum(1 for objective in solution.objectives if objective >= best - 1e-3)
    hurried = "; die Zeit ist abgelaufen, bevor die Schranke ausgereizt war" if solution.hurried else ""
    return f"{said}; {hits} von {len(solution.objectives)} Suchläufen enden beim besten Wert{hurried}"


def told_of_voices(solution: Solution, concepts: Concepts) -> str:
    """The bound in words where voices and ratings decided."""
    voices = f"{len(concepts.values[0].voices)} Stimmen des Sprachmodells {concepts.model}"
    missing = gap(solution)
    if missing == 0:
        return f"bewiesen optimal für {voices}"
    if missing is None:
        short = _number(solution.ceiling - solution.objectives[0])
        return f"{voices} und Bewertungen; höchstens {short} unter dem Optimum"
    return f"{voices} und Bewertungen; höchstens {_number(100 * missing, 1)} % unter dem Optimum"


def _number(value: float, decimals: int = 2) -> str:
    return f"{value:.{decimals}f}".replace(".", ",")
