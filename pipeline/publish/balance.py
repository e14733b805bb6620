"""What the report says of cross-impact balance: what carries itself, and where our clusters do not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.core.types import Clusters
from pipeline.scenarios.impact.bundles import Verdict
from pipeline.scenarios.impact.matrix import Descriptor
from pipeline.scenarios.impact.nouns import Analysis

STRAINS = 5
CARRYING = 5


@dataclass(frozen=True)
class ClusterBalance:
    """One of our clusters: its inconsistency and total impact, and its worst strains in words."""

    id: str
    name: str
    inconsistency: str
    total_impact: str
    strains: tuple[str, ...]
    more: int


@dataclass(frozen=True)
class Balance:
    """The whole section, in words and figures that are ready to be shown."""

    basis: str
    found: str
    cells: str
    clusters: tuple[ClusterBalance, ...]
    carrying: tuple[str, ...]
    sums: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True)
class Balanced:
    """An analysis whose descriptors are the sheet's factors, and its verdict on each cluster."""

    analysis: Analysis
    verdicts: Sequence[Verdict]


def balance(
    balanced: Balanced,
    clusters: Clusters,
    names: Mapping[str, str],
) -> Balance:
    """The section of the report; `names` are those of the clusters by id."""
    analysis, verdicts = balanced.analysis, balanced.verdicts
    lost = analysis.leave_one_out.carrying[:CARRYING] if analysis.leave_one_out else ()
    return Balance(
        basis=analysis.basis,
        found=_found(analysis),
        cells=analysis.cells.said,
        clusters=tuple(
            _cluster(one.id, names[one.id], verdict, analysis.descriptors)
            for one, verdict in zip(clusters.clusters, verdicts, strict=True)
        ),
        carrying=tuple(
            f"{one.source} → {one.target} ({_number(one.score)}): ohne diese Bewertung "
            f"{'fällt 1 Szenario' if one.fells == 1 else f'fallen {one.fells} Szenarien'}"
            for one in lost
        ),
        sums=tuple(
            (one.name, _number(one.active), _number(one.passive), one.quadrant)
            for one in analysis.sums
            if one.quadrant is not None
        ),
    )


def _found(analysis: Analysis) -> str:
    count = len(analysis.consistent)
    if analysis.complete:
        many = "1 Szenario ist" if count == 1 else f"{count} Szenarien sind"
        return f"{many if count else 'Kein Szenario ist'} in sich konsistent; die Liste ist vollständig."
    return f"Mindestens {count} Szenarien sind in sich konsistent. {analysis.why}"


def _cluster(
    cluster_id: str, name: str, verdict: Verdict, descriptors: Sequence[Descriptor]
) -> ClusterBalance:
    told = []
    for one in verdict.strains[:STRAINS]:
        at = descriptors[one.descriptor]
        told.append(
            f"{at.name}: für „{at.variants[one.better]}“ spricht {_number(one.by)} mehr als für "
            f"„{at.variants[one.chosen]}“"
        )
    return ClusterBalance(
        id=cluster_id,
        name=name,
        inconsistency=_number(verdict.inconsistency),
        total_impact=_number(verdict.total_impact),
        strains=tuple(told),
        more=max(0, len(verdict.strains) - STRAINS),
    )


def _number(value: float) -> str:
    return f"{value:g}".replace(".", ",").replace("-", "−")
