"""Proving the optimum of a small task, or bettering the bundles, where the relaxation left a gap.

A factor's ways to be shared out are the values of one variable, what two factors are worth together a
table of costs (ways.py). toulbar2 solves such networks where it is installed, else CP-SAT does as far as it
can. A distance between clusters is left out and looked at afterwards: where the best bundles without it
break it, they are an upper bound only.

How far each engine comes goes by the bits of a task: the binary logarithm of the number of all bundles.
Seconds on one of two shared cores, scores without any structure, the slowest of four; "–" not proved
within the effort. Clear futures are proved up to 12 factors × 4 values.

================  ===  =========  ====  ========  ======
factors × values  K    mode       bits  toulbar2  CP-SAT
================  ===  =========  ====  ========  ======
6 × 4             4    partition  27.5  0.01      1.0
8 × 4             2    partition  28.7  0.01      0.9
4 × 4             4    buendel    32.0  0.05      0.5
8 × 4             4    partition  36.7  0.08      –
9 × 4             4    partition  41.3  0.3       –
10 × 4            4    partition  45.8  1.6       –
6 × 4             4    buendel    48.0  0.3       –
7 × 5             4    partition  48.3  2.7       –
11 × 4            4    partition  50.4  – (2.3)   –
12 × 4            4    partition  55.0  – (2.5)   –
================  ===  =========  ====  ========  ======
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pipeline.scenarios.bundles import by_cpsat, by_toulbar2
from pipeline.scenarios.bundles.search import Search
from pipeline.scenarios.bundles.ways import size, ways

if TYPE_CHECKING:
    from numpy.typing import NDArray

EXACT = 1.5e-4
"""Scores have four decimals and so has the bound: a smaller gap is rounding."""
_BETTER = 2e-5  # less is no better: objectives are told to four decimals


@dataclass(frozen=True, eq=False)
class Closed:
    """The best bundles known, what they are worth, and what none can exceed."""

    members: "NDArray[np.int_]"
    objective: float
    ceiling: float


def closed(search: Search, members: "NDArray[np.int_]", objective: float, ceiling: float) -> Closed:
    """Bundles at least as good, a ceiling at most as high; unchanged where the task is too large."""
    known = Closed(members, objective, ceiling)
    bits = size(search)
    with_toulbar2 = by_toulbar2.installed()
    largest = by_toulbar2.LARGEST if with_toulbar2 else by_cpsat.LARGEST
    if ceiling - objective <= EXACT or bits > largest:
        return known
    network, above = ways(search), objective + _BETTER
    proof = by_toulbar2.proved(network, above) if with_toulbar2 else by_cpsat.proved(search, network, above)
    ceiling = min(ceiling, proof.ceiling)
    if proof.chosen is None:
        return Closed(members, objective, ceiling)
    found = np.stack(
        [group[own[way]] for group, own, way in zip(search.groups, network.rows, proof.chosen, strict=True)]
    )
    worth = search.objective(found)
    if worth <= objective or not search.keeps_wishes(found):
        return Closed(members, objective, ceiling)
    return Closed(found, worth, ceiling)
