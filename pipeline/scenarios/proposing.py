"""How many scenarios there should be: every number tried, the trade-off shown, one proposed.

Few clusters fit better, many tell more apart. Proposed is the greatest number whose places are as
firm as those of the firmest, within TOLERANCE: more scenarios than the values tell apart would not be
found again on slightly other data. A person decides.
"""

from collections.abc import Sequence

from pipeline.core.progress import Progress
from pipeline.core.types import Noun
from pipeline.scenarios.bundles import FIRM, Task, smallest_distance, solve

TOLERANCE = 0.05


class Tried(Noun):
    """One number of clusters: mean score of the pairs within them, mean agreement of the repetitions,
    share of firm places, smallest distance of two clusters in factors, and values left over."""

    clusters: int
    fit: float
    agreement: float
    firm: float
    smallest_distance: int
    unused: int


class Proposal(Noun):
    """Vorschlag: the number of clusters, why, and all numbers that were tried."""

    clusters: int
    why: str
    tried: tuple[Tried, ...]


def propose(tasks: Sequence[Task], progress: Progress) -> Proposal:
    """The number of clusters proposed among those of the tasks."""
    tried = tuple(_tried(task, progress) for task in tasks)
    firmest = max(one.agreement for one in tried)
    chosen = max(one.clusters for one in tried if one.agreement >= firmest - TOLERANCE)
    share = next(one.agreement for one in tried if one.clusters == chosen)
    more = [one for one in tried if one.clusters > chosen]
    said = (
        f"Bei ihnen bleiben {100 * share:.0f} % der Zuordnungen auch auf leicht veränderten Daten dieselben"
    )
    said += "." if share == firmest else f", im besten Fall {100 * firmest:.0f} %."
    if more:
        said += f" Mit {more[0].clusters} wären es noch {100 * more[0].agreement:.0f} %."
    return Proposal(clusters=chosen, why=said, tried=tried)


def _tried(task: Task, progress: Progress) -> Tried:
    solution = solve(task, progress)
    scores, members = task.affinity.scores, solution.members
    factors = len(members)
    pairs = task.clusters * factors * (factors - 1) / 2
    fit = sum(float(scores[column][:, column].sum()) / 2 for column in members.T) / max(pairs, 1)
    shares = [place.share for row in solution.places for place in row]
    return Tried(
        clusters=task.clusters,
        fit=round(fit, 4),
        agreement=solution.agreement,
        firm=round(sum(share >= FIRM for share in shares) / len(shares), 4),
        smallest_distance=smallest_distance(members),
        unused=len(task.affinity.ids) - len({int(value) for value in members.ravel()}),
    )
