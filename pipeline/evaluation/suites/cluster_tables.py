"""What an editor is shown of clusters: what is firm, what is open, what is in tension, who disagrees."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.checks.case import Ground
from pipeline.core.types import Cluster, Clusters, Rating
from pipeline.evaluation.results import Cell, Table
from pipeline.evaluation.suites.cluster_dissent import Dissent
from pipeline.evaluation.suites.cluster_fit import Company, rated_inside
from pipeline.evaluation.suites.cluster_rules import Rule
from pipeline.scenarios.affinity import ORIGIN
from pipeline.scenarios.placed import changed_by_hand, placements

UNRATED = "nicht bewertet"
_SIGNS = {1: "+", 0: "0", -1: "−"}


@dataclass(frozen=True)
class Seen:
    """What the suite found, as the tables need it."""

    ground: Ground
    faults: Sequence[Rule]
    fits: Sequence[Company]
    dissent: Dissent
    ratings: Sequence[Rating]

    def label(self, value: str) -> str:
        """A value as people call it; its id where the sheet has none of that id."""
        try:
            return self.ground.sheet.value(value).label
        except KeyError:
            return value


def tables(seen: Seen) -> tuple[Table, ...]:
    """One row a cluster first, then every single place, pair and opinion that is not settled."""
    parts = (
        Table(
            title="Verletzte Regeln",
            columns=("Szenario", "Was nicht stimmt"),
            rows=tuple((Cell(text=one.cluster or "alle"), _bad(one.fault)) for one in seen.faults),
        ),
        _overview(seen),
        _open_places(seen),
        _tensions(seen),
        _opinions(seen),
    )
    return tuple(one for one in parts if one.rows)


def _overview(seen: Seen) -> Table:
    clusters = seen.ground.clusters
    return Table(
        title="Je Szenario",
        columns=("Szenario", "fest", "wahrscheinlich", "offen", "erzwungen", "passt nicht", "in Spannung",
                 "offen strittig"),
        rows=tuple(_row(one, seen) for one in clusters.clusters),
        note=" ".join(one for one in (_note(clusters), _unrated(seen.dissent)) if one),
    )  # fmt: skip


def _unrated(dissent: Dissent) -> str:
    """That the share of disputed values is left out, where it is."""
    if dissent.asked:
        return ""
    return "Keine Ausprägung haben mehrere Gruppen bewertet: Ob sie uneins sind, ist nicht bewertet."


def _note(clusters: Clusters) -> str:
    """How good the clusters are as a whole, as far as that is known of the members they have now."""
    if any(changed_by_hand(one) for one in clusters.clusters):
        return (
            "Von Hand geändert, nicht neu gerechnet: Wie gut die Bündel als Ganzes sind, ist nicht bekannt."
        )
    told = [clusters.good_bad.told] if clusters.good_bad is not None else []
    told += [f"Zielwert {_number(clusters.objective)}: {clusters.bound}."] if clusters.bound else []
    return " ".join(told)


def _row(cluster: Cluster, seen: Seen) -> tuple[Cell, ...]:
    places = placements(cluster)
    counts = [sum(one.confidence == each for one in places) for each in ("fest", "wahrscheinlich", "offen")]
    mine = [one for one in seen.fits if one.cluster == cluster.id]
    unfit = str(sum(not one.fits for one in mine)) if mine else UNRATED
    told = [one for one in cluster.tensions if one.origin != ORIGIN]
    tense = str(len(told)) if told or rated_inside(cluster, seen.ratings) else UNRATED
    members = {*cluster.members.values()}
    disputed = str(len(members & seen.dissent.open.keys())) if members & seen.dissent.asked else UNRATED
    return (
        Cell(text=f"{cluster.name} ({cluster.id})", cluster=cluster.id),
        *(Cell(text=str(count)) for count in counts),
        Cell(text=str(sum(one.forced for one in places))),
        *(_counted(one) for one in (unfit, tense, disputed)),
    )


def _counted(text: str) -> Cell:
    return Cell(text=text, tone="open" if text == UNRATED else "good" if text == "0" else "bad")


def _open_places(seen: Seen) -> Table:
    unfit = {(one.cluster, one.value): one for one in seen.fits if not one.fits}
    rows = []
    for cluster in seen.ground.clusters.clusters:
        for one in placements(cluster):
            marks: list[str] = [one.confidence] if one.confidence == "offen" else []
            marks += ["erzwungen"] if one.forced else []
            company = unfit.get((cluster.id, one.value))
            marks += [_unfit(company, seen)] if company is not None else []
            if marks:
                rows.append(
                    (
                        Cell(text=cluster.id, cluster=cluster.id),
                        Cell(text=seen.label(one.value)),
                        Cell(text=", ".join(marks), tone="open" if company is None else "bad"),
                        Cell(text=one.why),
                    )
                )
    return Table(
        title="Ausprägungen, deren Platz nicht feststeht",
        columns=("Szenario", "Ausprägung", "Stand", "Warum"),
        rows=tuple(rows),
    )


def _unfit(company: Company, seen: Seen) -> str:
    if company.hindered:
        return "gehindert durch " + ", ".join(f"„{seen.label(one)}“" for one in company.hindered)
    return "ohne Aussage" if company.above is None else "passt nicht besser als der Zufall"


def _tensions(seen: Seen) -> Table:
    return Table(
        title="Spannungen",
        columns=("Szenario", "Ausprägung", "und", "Stärke", "Woher"),
        rows=tuple(_tension_rows(seen)),
        note="Was nur die Texte nahelegen, ist ein Hinweis zum Nachsehen und kein Urteil.",
    )


def _tension_rows(seen: Seen) -> Iterator[tuple[Cell, ...]]:
    for cluster in seen.ground.clusters.clusters:
        for one in cluster.tensions:
            hint = one.origin == ORIGIN
            yield (
                Cell(text=cluster.id, cluster=cluster.id),
                Cell(text=seen.label(one.first)),
                Cell(text=seen.label(one.second)),
                Cell(text=_number(one.score), tone="open" if hint else "bad"),
                Cell(text="Hinweis der Texte" if hint else one.origin),
            )


def _opinions(seen: Seen) -> Table:
    return Table(
        title="Worüber Gruppen uneins sind und niemand entschieden hat",
        columns=("Ausprägung", "Frage", "Stimmen"),
        rows=tuple(
            (
                Cell(text=seen.label(value)),
                Cell(text="Plausibilität" if one.field == "plausibel" else "Wertung"),
                _bad(
                    ", ".join(
                        f"{group}: {_SIGNS[int(score)] if one.field == 'wertung' else _number(score)}"
                        for group, score in one.scores.items()
                    )
                ),
            )
            for value, several in seen.dissent.open.items()
            for one in several
        ),
    )


def _bad(text: str) -> Cell:
    return Cell(text=text, tone="bad")


def _number(score: float) -> str:
    return f"{score:g}".replace("-", "−").replace(".", ",")
