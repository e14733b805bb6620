"""What the report says of how far clusters can be trusted: all of it as words, ready to be shown.

Nothing is swept away: what was not rated is said to be unjudged, and what only texts suggest is never
shown as anybody's judgement.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.core.types import Cluster, Clusters, Placement, Rating, Sheet, Tension
from pipeline.publish.rated_pairs import none_hinders
from pipeline.scenarios.affinity import ORIGIN
from pipeline.scenarios.pairs.precedence import MODEL
from pipeline.scenarios.placed import changed_by_hand, placements

UNJUDGED = "Nicht beurteilbar: zu wenige Ausprägungen tragen eine Wertung, oder alle tragen dieselbe."
UNKNOWN_GAP = "Wie weit die Bündel vom Optimum entfernt sind, ist nicht bekannt."
CHANGED = (
    "Die Bündel sind von Hand geändert, nicht neu berechnet: wie weit sie vom Optimum entfernt sind, ist "
    "nicht bekannt. Gut-Schlecht-Muster und Ausprägungen ohne Anschluss sind die der Bündel davor."
)


@dataclass(frozen=True)
class Member:
    """A value of a cluster: its factor and label, and what there is to say of it."""

    factor: str
    label: str
    said: str = ""


@dataclass(frozen=True)
class Unsure:
    """A place that is open or forced, and why; `figures` say how often it held and what comes next."""

    member: Member
    marks: tuple[str, ...]
    figures: str


@dataclass(frozen=True)
class ClusterTrust:
    """What an expert has to know of one cluster; `graded` members have a plausibility.

    `tensions` were rated by people or a model, `hints` are pairs of which only the texts speak; where
    there are no tensions, `unhindered` says how much that means. A cluster that a person has `changed`
    is not the one that all this was computed for.
    """

    id: str
    name: str
    colour: str
    size: int
    core: tuple[Member, ...]
    distinguishing: tuple[Member, ...]
    tensions: tuple[str, ...]
    hints: tuple[str, ...]
    implausible: tuple[Member, ...]
    graded: int
    unsure: tuple[Unsure, ...]
    locked: tuple[Member, ...]
    unhindered: str
    changed: bool


@dataclass(frozen=True)
class Trust:
    """What an expert has to know of all clusters; `optimum` is how good the bundles are, in words."""

    clusters: tuple[ClusterTrust, ...]
    good_bad: str
    orphans: tuple[Member, ...]
    optimum: str
    distance: str
    apart: tuple[str, ...]
    changed: bool


def trust(
    clusters: Clusters,
    sheet: Sheet,
    names: Mapping[str, str],
    colour: Mapping[str, str],
    ratings: Sequence[Rating] = (),
) -> Trust:
    """The view of a run's clusters; `names` and `colour` by cluster id, `ratings` all that were given."""
    words = _Words(sheet)
    changed = any(changed_by_hand(one) for one in clusters.clusters)
    return Trust(
        clusters=tuple(
            _cluster(one, words, names, colour[one.id], none_hinders(one, sheet, ratings))
            for one in clusters.clusters
        ),
        good_bad=_good_bad(clusters),
        orphans=tuple(words.member(value) for value in clusters.orphans),
        optimum=CHANGED if changed else _optimum(clusters),
        distance="" if changed else _distance(clusters.smallest_distance, len(sheet.factors)),
        apart=tuple(
            f"{words.quoted(first)} und {words.quoted(second)}" for first, second in clusters.apart
        ),
        changed=changed,
    )


class _Words:
    """Values by id, as people call them."""

    def __init__(self, sheet: Sheet) -> None:
        self._named = {v.id: (factor.name, v) for factor in sheet.factors for v in factor.values}

    def member(self, value: str, said: str = "") -> Member:
        factor, one = self._named[value]
        return Member(factor, one.label, said)

    def quoted(self, value: str) -> str:
        return f"„{self._named[value][1].label}“"

    def pair(self, first: str, second: str) -> str:
        return f"{self.quoted(first)} und {self.quoted(second)}"

    def plausibility(self, value: str) -> int | None:
        return self._named[value][1].plausibel


def _cluster(
    cluster: Cluster, words: _Words, names: Mapping[str, str], colour: str, unhindered: str
) -> ClusterTrust:
    return ClusterTrust(
        id=cluster.id,
        name=names[cluster.id],
        colour=colour,
        size=len(cluster.members),
        core=_members(cluster.core, words),
        distinguishing=_members(cluster.distinguishing, words),
        tensions=tuple(_tension(one, words) for one in cluster.tensions if one.origin != ORIGIN),
        hints=tuple(words.pair(one.first, one.second) for one in cluster.tensions if one.origin == ORIGIN),
        implausible=tuple(
            words.member(one, f"Plausibilität {words.plausibility(one)} von 5")
            for one in cluster.implausible
        ),
        graded=sum(words.plausibility(one) is not None for one in cluster.members.values()),
        unsure=tuple(
            _unsure(one, words) for one in placements(cluster) if one.confidence == "offen" or one.forced
        ),
        locked=_members(cluster.locks, words),
        unhindered=unhindered,
        changed=changed_by_hand(cluster),
    )


def _members(values: Sequence[str], words: _Words) -> tuple[Member, ...]:
    return tuple(words.member(value) for value in values)


def _tension(one: Tension, words: _Words) -> str:
    score = f"{one.score:g}".replace("-", "−").replace(".", ",")
    by = one.origin.replace(MODEL, "Sprachmodell ")
    return f"{words.quoted(one.first)} erschwert {words.quoted(one.second)}: {score} ({by})"


def _unsure(one: Placement, words: _Words) -> Unsure:
    share = f"{100 * one.share:.0f} % der Durchgänge"
    figures = f"Gezählt: hier in {share}"
    figures += f", sonst am häufigsten in {one.runner_up}." if one.runner_up else "."
    return Unsure(
        member=words.member(one.value, one.why),
        marks=tuple([one.confidence] + ["erzwungen"] * one.forced),
        figures="" if share in one.why else figures,
    )


def _good_bad(clusters: Clusters) -> str:
    found = clusters.good_bad
    if found is None:
        return UNJUDGED
    strength = f"{found.association:.2f}".replace(".", ",")
    chance = "weniger als 0,1" if found.chance < 0.001 else f"{100 * found.chance:.1f}".replace(".", ",")
    return (
        f"{found.told} Cramérs V {strength} (0 bis 1) bei {found.rated} bewerteten Ausprägungen; durch "
        f"Zufall entsteht so viel in {chance} % der Fälle."
    )


def _optimum(clusters: Clusters) -> str:
    if clusters.gap is None:  # no share is known where the optimum may be 0; the bound in words still is
        bound = clusters.bound
        return f"{bound[0].upper()}{bound[1:]}." if bound else UNKNOWN_GAP
    if clusters.gap <= 0:
        return "Bewiesen optimal: keine anderen Bündel erreichen einen höheren Zielwert."
    most = f"{math.ceil(1000 * clusters.gap) / 10:.1f}".replace(
        ".", ","
    )  # gerundet bliebe es keine Schranke
    return f"Der Zielwert liegt höchstens {most} % unter dem Optimum."


def _distance(smallest: int | None, factors: int) -> str:
    if smallest is None:
        return ""
    return f"Je zwei Szenarien unterscheiden sich in wenigstens {smallest} von {factors} Einflussfaktoren."
