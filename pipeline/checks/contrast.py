"""The contrast test: read blind, each narrative belongs most to its own cluster.

For every sentence and factor the nearest value votes for the clusters that hold it; the ledger is
not looked at. The table of votes is the confusion matrix.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.checks.case import Ground
from pipeline.checks.kept import Placed
from pipeline.core.types import Finding, Narrative

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

KIND = "kontrasttest"
NEAREST = 12
"""The matches with the largest contrast that speak for a text; most sentences have one topic."""


@dataclass(frozen=True)
class Confusion:
    """How much each narrative (rows) belongs to each cluster (columns).

    Every row sums to 1, or to 0 where no sentence speaks for any cluster.
    """

    narratives: tuple[str, ...]
    clusters: tuple[str, ...]
    shares: tuple[tuple[float, ...], ...]

    def read_as(self, row: int) -> str:
        """The cluster a narrative belongs to most; "" where it speaks for none."""
        shares = self.shares[row]
        if not any(shares):
            return ""
        return self.clusters[max(range(len(shares)), key=lambda column: shares[column])]


@dataclass(frozen=True)
class Reading:
    """What a blind reader found; what was asked of it and not judged, in words; how it read paragraphs."""

    findings: tuple[Finding, ...]
    not_judged: tuple[str, ...] = ()
    placed: tuple[Placed, ...] = ()


def test(narratives: Sequence[Narrative], ground: Ground) -> Confusion:
    """The confusion matrix of a set of narratives."""
    import numpy as np

    matcher = ground.matcher
    ids = tuple(cluster.id for cluster in ground.clusters.clusters)
    rows: list[tuple[float, ...]] = []
    for narrative in narratives:
        votes = np.zeros(len(ids))
        texts = [sentence.text for sentence in narrative.sentences]
        if texts:
            nearness = matcher.match(texts).both
            for cluster, factor_best in enumerate(_best_per_factor(nearness, ground)):
                votes[cluster] = np.sort(factor_best)[::-1][:NEAREST].sum()
        total = float(votes.sum())
        shares = votes / total if total else votes
        rows.append(tuple(round(float(share), 4) for share in shares))
    return Confusion(tuple(n.cluster for n in narratives), ids, tuple(rows))


def findings(confusion: Confusion, ground: Ground) -> list[Finding]:
    """A blocking finding for every narrative that belongs more to another cluster."""
    return [
        elsewhere(cluster, confusion.read_as(row), ground)
        for row, cluster in enumerate(confusion.narratives)
        if confusion.read_as(row) not in (cluster, "")
    ]


def mute(narratives: Sequence[Narrative], confusion: Confusion) -> tuple[str, ...]:
    """The texts that speak for no cluster, in words: what nobody could place has not passed.

    One without sentences is left out: that it is empty is said already.
    """
    nowhere = {one for row, one in enumerate(confusion.narratives) if not confusion.read_as(row)}
    return tuple(
        f"Kontrasttest: „{one.title}“ nicht beurteilt: Kein Satz klingt nach einer Ausprägung."
        for one in narratives
        if one.cluster in nowhere and one.sentences
    )


def elsewhere(cluster: str, read: str, ground: Ground) -> Finding:
    """The blocking finding that a text belongs more to another cluster, whoever read it."""
    return Finding(
        cluster=cluster,
        sentence=None,
        kind=KIND,
        severity="block",
        message="Blind gelesen gehört der Text eher zu "
        f"„{ground.clusters.cluster(read).name}“ ({read}) als zum eigenen Szenario "
        f"({cluster}). Bitte die eigenen Ausprägungen deutlicher erzählen.",
        evidence=read,
    )


def _best_per_factor(nearness: "NDArray[np.float64]", ground: Ground) -> list["NDArray[np.float64]"]:
    """For each cluster, per factor, the contrast of its value to the factor's mean, at its best."""
    import numpy as np

    matcher = ground.matcher
    best = []
    for cluster in ground.clusters.clusters:
        per_factor = []
        for factor, group in zip(ground.sheet.factors, matcher.groups, strict=True):
            own = nearness[:, matcher.position[cluster.members[factor.id]]]
            per_factor.append(float((own - nearness[:, group].mean(axis=1)).max()))
        best.append(np.maximum(np.array(per_factor), 0.0))
    return best
