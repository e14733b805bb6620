"""How far from the optimum clusters can be, in words and as a share; never nothing."""

import math

from pipeline.scenarios.bundles import Solution
from pipeline.scenarios.bundles.exact import EXACT
from pipeline.scenarios.concepts import Concepts


def gap(solution: Solution) -> float | None:
    """At most such a share of the optimum is missing; 0 where proved, None where the optimum may be 0."""
    best, ceiling = solution.objectives[0], solution.ceiling
    if ceiling - best <= EXACT:
        return 0.0
    return math.ceil(1000 * (1 - best / ceiling)) / 1000 if best > 0 else None


def told(solution: Solution, *, continued: bool = False) -> str:
    """The bound in words; `continued` where the search went out from the clusters of the run before.

    It holds for the best clusters that keep all wishes, for they are worth no more than the best of all.
    """
    best, ceiling = solution.objectives[0], solution.ceiling
    missing = gap(solution)
    if missing == 0 and ceiling <= EXACT:
        said = "bewiesen optimal, aber ohne Aussage: die Ausprägungen zeigen keine gemeinsame Richtung"
    elif missing == 0:
        said = "bewiesen optimal"
    elif missing is None:
        said = f"höchstens {_number(ceiling - best)} unter dem Optimum (obere Schranke {_number(ceiling)})"
    else:
        said = (
            f"höchstens {_number(100 * missing, 1)} % unter dem Optimum (obere Schranke {_number(ceiling)})"
        )
    hurried = "; die Zeit ist abgelaufen, bevor die Schranke ausgereizt war" if solution.hurried else ""
    return f"{said}; {_searches(solution, continued)}{hurried}"


def _searches(solution: Solution, continued: bool) -> str:
    best, count = solution.objectives[0], len(solution.objectives)
    if count == 1:
        return "nur eine Lösung gefunden, die alle Vorgaben hält, und nicht weiter verbessert"
    hits = sum(1 for objective in solution.objectives if objective >= best - 1e-3)
    end = "endet" if hits == 1 else "enden"
    from_before = ", ausgehend von den bisherigen Bündeln," if continued else ""
    return f"{hits} von {count} Suchläufen{from_before} {end} beim besten Wert"


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
    return f"{value:.{decimals}f}".replace(".", ",").replace("-", "−")
