"""What sets a cluster apart: values that go with it and, by the widest margin, with no other."""

from pipeline.core.types import Cluster
from pipeline.scenarios.trust.fit import Fit

MOST = 5


def distinguishing(cluster: Cluster, fit: Fit) -> tuple[str, ...]:
    """At most five values, those with the widest margin first.

    The margin is the mean score with the own cluster less that with the best other one, above 0. A
    value that another cluster holds too, or whose place is open, tells no clusters apart.
    """
    margins = {}
    for placed in cluster.placements:
        elsewhere = fit.elsewhere(placed.value)
        if placed.confidence == "offen" or not elsewhere or len(elsewhere) < len(fit.clusters) - 1:
            continue
        row = fit.mean[fit.at[placed.value]]
        best_other = max(float(row[fit.column[other.id]]) for other in elsewhere)
        margins[placed.value] = float(row[fit.column[cluster.id]]) - best_other
    apart = [value for value, margin in margins.items() if margin > 0]
    return tuple(sorted(apart, key=lambda value: (-round(margins[value], 9), value))[:MOST])
