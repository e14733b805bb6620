"""Suite 6: whether the clusters are valid, keep their distance, go together, stand firm, and who disagrees.

What was not rated is "nicht bewertet": it makes nothing fit, and is told beside each figure.
"""

from collections.abc import Sequence

from pipeline.evaluation.material import Material
from pipeline.evaluation.results import Metric
from pipeline.evaluation.suites.cluster_cases import prove
from pipeline.evaluation.suites.cluster_dissent import Dissent, dissent
from pipeline.evaluation.suites.cluster_fit import Company, companies, rated_inside
from pipeline.evaluation.suites.cluster_rules import Rule, distances, rules
from pipeline.evaluation.suites.cluster_tables import Seen, tables
from pipeline.evaluation.suites.measuring import share
from pipeline.evaluation.suites.resting_on import clusters_of
from pipeline.evaluation.suites.suite import Shown, Suite
from pipeline.scenarios.placed import placements

FIRM = ("fest", "wahrscheinlich")


def judge(material: Material) -> Shown:
    """The figures of the clusters; fit is unknown where they are not valid or nothing was computed."""
    ground = material.ground
    checked = rules(ground.clusters, ground.sheet, ground.settings)
    faults = tuple(one for one in checked if one.fault)
    fits: tuple[Company, ...] = ()
    if material.affinity is not None and not faults:
        fits = companies(ground.clusters, material.affinity, material.ratings)
    known = dissent(ground.clusters, material.opinions)
    return Shown(
        data=len(ground.clusters.clusters),
        metrics=(
            _validity(checked, faults),
            _distance(material),
            _fit(material, fits, bool(faults)),
            _stability(material),
            *([_dissent(known)] if known.asked else []),
        ),
        tables=tables(Seen(ground, faults, fits, known, material.ratings)),
        left_out=frozenset() if known.asked else frozenset({"dissent"}),
    )


def _validity(checked: Sequence[Rule], faults: Sequence[Rule]) -> Metric:
    told = " ".join(one.fault for one in faults[:3])
    if len(faults) > 3:
        told += f" Und {len(faults) - 3} weitere."
    return share(
        "validity",
        "Eingehaltene Regeln der Szenarien",
        [(one.id, not one.fault) for one in checked],
        told or "Je Einflussfaktor eine Ausprägung; Festlegungen und Trennungen sind eingehalten.",
    )


def _distance(material: Material) -> Metric:
    from pipeline.scenarios.clusters import distance_of

    ground = material.ground
    found, needed = distances(ground.clusters, ground.sheet), distance_of(ground.sheet, ground.settings)
    told = "Es gibt keine zwei Szenarien."
    if found:
        nearest = min(found, key=lambda one: one.distance)
        told = (
            f"Am nächsten liegen {nearest.first} und {nearest.second}: {nearest.distance} von "
            f"{len(ground.sheet.factors)} Einflussfaktoren verschieden, verlangt sind {needed}."
        )
    return share(
        "distance",
        "Paare von Szenarien mit genug Abstand",
        # Two equal clusters are one, whatever distance a project asks for.
        [(one.id, one.distance >= max(1, needed)) for one in found],
        told,
    )


def _fit(material: Material, fits: Sequence[Company], faulty: bool) -> Metric:
    if not fits:
        told = (
            "Erst gültige Szenarien lassen sich beurteilen."
            if faulty
            else "Nicht bewertet: affinity.csv fehlt."
        )
        return share("fit", "Ausprägungen, die zu ihrem Szenario passen", (), told)
    hindered, unknown = sum(bool(one.hindered) for one in fits), sum(one.above is None for one in fits)
    rated = sum(rated_inside(one, material.ratings) for one in material.ground.clusters.clusters)
    told = f"{sum(one.fits for one in fits)} von {len(fits)} passen besser als zufällig Gewähltes"
    told += f", {unknown} ohne Aussage" if unknown else ""
    if rated:
        many = "1 bewertetes Paar" if rated == 1 else f"{rated} bewertete Paare"
        told += f"; {many} innerhalb der Szenarien, dadurch gehindert: {hindered} Ausprägungen."
    else:
        told += "; ob sich Paare hindern, ist nicht bewertet."
    return share(
        "fit",
        "Ausprägungen, die zu ihrem Szenario passen",
        [(f"{one.cluster}/{one.value}", one.fits) for one in fits],
        told,
    )


def _stability(material: Material) -> Metric:
    clusters = material.ground.clusters
    found = [
        (f"{cluster.id}/{one.value}", one.confidence in FIRM)
        for cluster in clusters.clusters
        for one in placements(cluster)
    ]
    by_hand = sum(len(one.members) for one in clusters.clusters) - len(found)
    agreed = 100 * clusters.stability.agreement
    told = f"Im Mittel stehen Ausprägungen in {agreed:.0f} % der Durchgänge am selben Ort."
    told += f" {by_hand} von Hand gesetzt und nicht gerechnet." if by_hand else ""
    return share("stability", "Zuordnungen, die fest oder wahrscheinlich sind", found, told)


def _dissent(known: Dissent) -> Metric:
    told = (
        f"Von mehreren Gruppen bewertet sind {len(known.asked)} von {len(known.placed)} Ausprägungen, "
        f"offen strittig {len(known.open)}."
    )
    return share(
        "dissent",
        "Ausprägungen ohne bekannten offenen Streit",
        [(value, value not in known.open) for value in known.placed],
        told,
    )


SUITE = Suite(
    6,
    "clusters",
    "Szenarien",
    frozenset(),
    frozenset({"validity", "distance", "fit", "stability", "dissent"}),
    judge,
    prove,
    clusters_of,
)
