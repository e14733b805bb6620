"""From scores to named clusters: the search, how firm each place is, names, ids that stay.

A label without a text is never placed with confidence: it is "offen", whatever the search says;
only a person's lock makes it firm.
Ids follow the earlier run by greatest overlap, so that locks, names and texts follow them.
"""

import statistics
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import linear_sum_assignment

from pipeline.core.errors import InputError
from pipeline.core.progress import Progress
from pipeline.core.settings import Settings
from pipeline.core.types import (
    Cluster,
    Clusters,
    Confidence,
    Placement,
    Rating,
    Sheet,
    Stability,
)
from pipeline.scenarios.affinity import Affinity, nothing
from pipeline.scenarios.bundles import FIRM, LIKELY, Place, Solution, Task, solve
from pipeline.scenarios.concepts import Concepts
from pipeline.scenarios.names import Namer
from pipeline.scenarios.opinions import merged
from pipeline.scenarios.pairs import people_first
from pipeline.scenarios.seating import seat

if TYPE_CHECKING:
    from numpy.typing import NDArray

PROVED = 0.01  # per cent; what rounding leaves
RATING_WEIGHT = 0.5
"""A rating of ±3 counts as ±0.5 beside an affinity of −1 to 1; both directions are averaged."""


def cluster(
    sheet: Sheet,
    affinity: Affinity,
    ratings: Sequence[Rating],
    settings: Settings,
    namer: Namer,
    earlier: Clusters | None,
    locks: Mapping[str, str],
    progress: Progress,
    concepts: Concepts | None = None,
) -> Clusters:
    """Clusters c1…cK of a sheet; raises InputError where locks contradict each other.

    `earlier` are the clusters of the run before, for ids and kept locks; `locks` maps a value id
    to a cluster id. With `concepts` the voices on them and the ratings decide; without, the search for
    values that go together.
    """
    wanted = {**_locks_of(earlier, sheet, settings.scenarios), **locks}
    known = affinity if concepts is None else nothing(sheet)
    task = Task(
        affinity=_with_ratings(known, people_first(ratings)),
        clusters=settings.scenarios,
        mode=settings.mode,
        seed=settings.seed,
        locks=_positions(wanted, affinity, settings.scenarios),
        start=_start(earlier, sheet, affinity, settings.scenarios),
    )
    solution = solve(task, progress) if concepts is None else seat(task, concepts)
    order = list(range(settings.scenarios))
    if earlier is not None and not wanted and concepts is None:
        order = _order_as_before(solution, sheet, affinity, earlier)
    found = tuple(
        _cluster(f"c{number}", column, solution, sheet, affinity, wanted, order)
        for number, column in enumerate(order, start=1)
    )
    used = {value for one in found for value in one.members.values()}
    if concepts is not None:
        found = _with_ideas(found, concepts)
    named = namer.name(found, sheet, affinity, settings)
    return Clusters(
        mode=settings.mode,
        seed=settings.seed,
        clusters=_with_kept_names(named, earlier),
        objective=solution.objectives[0],
        bound=_bound(solution) if concepts is None else _voiced(solution, concepts),
        stability=Stability(
            restarts=len(solution.objectives),
            best=solution.objectives[0],
            median=round(statistics.median(solution.objectives), 4),
            worst=solution.objectives[-1],
            agreement=solution.agreement,
        ),
        unused=tuple(value for value in affinity.ids if value not in used),
    )


def _with_ratings(affinity: Affinity, ratings: Sequence[Rating]) -> Affinity:
    """The scores with what people rated; where several rated one pair, their median counts.

    The two directions of a pair are averaged over those that were rated: unrated is not zero.
    """
    at = {value: position for position, value in enumerate(affinity.ids)}
    given: dict[tuple[int, int], list[float]] = {}
    for rating in merged(ratings):
        first, second = sorted((at[rating.source], at[rating.target]))
        given.setdefault((first, second), []).append(rating.score)
    scores = affinity.scores.copy()
    for (first, second), directions in given.items():
        gain = RATING_WEIGHT * statistics.mean(directions) / 3
        scores[first, second] += gain
        scores[second, first] += gain
    return Affinity(affinity.ids, affinity.factor_of, scores)


def _locks_of(earlier: Clusters | None, sheet: Sheet, clusters: int) -> dict[str, str]:
    if earlier is None:
        return {}
    known = {value.id for factor in sheet.factors for value in factor.values}
    kept = [one for one in earlier.clusters if one.id in _ids(clusters)]
    return {value: one.id for one in kept for value in one.locks if value in known}


def _ids(clusters: int) -> list[str]:
    return [f"c{number}" for number in range(1, clusters + 1)]


def _positions(locks: Mapping[str, str], affinity: Affinity, clusters: int) -> dict[int, int]:
    at = {value: position for position, value in enumerate(affinity.ids)}
    names = _ids(clusters)
    positions: dict[int, int] = {}
    for value, cluster_id in locks.items():
        if value not in at:
            raise InputError(
                f"Die Festlegung „{value}={cluster_id}“ nennt eine Ausprägung, die es nicht gibt. "
                "Bitte die Id aus der Wertetafel verwenden."
            )
        if cluster_id not in names:
            raise InputError(
                f"Die Festlegung „{value}={cluster_id}“ nennt einen Cluster, den es nicht gibt. "
                f"Möglich sind {', '.join(names)}."
            )
        positions[at[value]] = names.index(cluster_id)
    return positions


def _order_as_before(solution: Solution, sheet: Sheet, affinity: Affinity, earlier: Clusters) -> list[int]:
    """For each id its column, by greatest overlap."""
    names = _ids(solution.members.shape[1])
    overlap = np.zeros((len(names), len(names)))
    for one in earlier.clusters:
        if one.id not in names:
            continue
        for row, factor in zip(solution.members, sheet.factors, strict=True):
            for column, value in enumerate(row):
                overlap[names.index(one.id), column] += one.members.get(factor.id) == affinity.ids[value]
    _, columns = linear_sum_assignment(-overlap)
    return [int(column) for column in columns]


def _start(
    earlier: Clusters | None, sheet: Sheet, affinity: Affinity, clusters: int
) -> "NDArray[np.int_] | None":
    """The earlier clusters as positions in the order of their ids, −1 where they have none."""
    if earlier is None:
        return None
    at = {value: position for position, value in enumerate(affinity.ids)}
    members = {one.id: one.members for one in earlier.clusters}
    start = np.array(
        [
            [at.get(members.get(name, {}).get(factor.id, ""), -1) for name in _ids(clusters)]
            for factor in sheet.factors
        ]
    )
    return start if np.any(start >= 0) else None


def _cluster(
    cluster_id: str,
    column: int,
    solution: Solution,
    sheet: Sheet,
    affinity: Affinity,
    locks: Mapping[str, str],
    order: Sequence[int],
) -> Cluster:
    members = {
        factor.id: affinity.ids[row[column]]
        for factor, row in zip(sheet.factors, solution.members, strict=True)
    }
    placements = tuple(
        _placement(value, places[column], sheet, order, value in locks)
        for value, places in zip(members.values(), solution.places, strict=True)
    )
    return Cluster(
        id=cluster_id,
        name="",
        members=members,
        locks=tuple(v for v, k in locks.items() if k == cluster_id and v in members.values()),
        placements=placements,
    )


def _placement(value: str, place: Place, sheet: Sheet, order: Sequence[int], locked: bool) -> Placement:
    confidence: Confidence
    if locked:
        confidence = "fest"
    elif not sheet.value(value).text:
        confidence = "offen"
    elif place.share >= FIRM:
        confidence = "fest"
    else:
        confidence = "wahrscheinlich" if place.share >= LIKELY else "offen"
    runner_up = f"c{order.index(place.runner_up) + 1}" if place.runner_up >= 0 else ""
    return Placement(value=value, confidence=confidence, share=place.share, runner_up=runner_up)


def _with_kept_names(named: tuple[Cluster, ...], earlier: Clusters | None) -> tuple[Cluster, ...]:
    """A name that a person gave stays with its cluster."""
    given = {
        one.id: one.name for one in (earlier.clusters if earlier else ()) if not one.name_is_working_title
    }
    return tuple(
        one.model_copy(update={"name": given[one.id], "name_is_working_title": False})
        if one.id in given
        else one
        for one in named
    )


def _with_ideas(found: tuple[Cluster, ...], concepts: Concepts) -> tuple[Cluster, ...]:
    """Each cluster with the idea of the concept that its values speak for; a namer may put it better."""
    spoken = concepts.of([one.members.values() for one in found])
    return tuple(
        one.model_copy(update={"leitmotif": concept.idea})
        for one, concept in zip(found, spoken, strict=True)
    )


def _voiced(solution: Solution, concepts: Concepts) -> str:
    best, ceiling = solution.objectives[0], solution.ceiling
    gap = 100 * (1 - best / ceiling) if ceiling > 0 else 0.0
    voices = f"{len(concepts.values[0].voices)} Stimmen des Sprachmodells {concepts.model}"
    if gap < PROVED:
        return f"bewiesen optimal für {voices}"
    return f"{voices} und Bewertungen; höchstens {max(gap, 1):.0f} % unter der oberen Schranke"


def _bound(solution: Solution) -> str:
    best, ceiling = solution.objectives[0], solution.ceiling
    if ceiling <= 0 or best <= 0:
        return "keine Schranke: die Ausprägungen zeigen keine gemeinsame Richtung"
    gap = 100 * (1 - best / ceiling)
    hits = sum(1 for objective in solution.objectives if objective >= best - 1e-3)
    shown = f"{ceiling:.2f}".replace(".", ",")
    return (
        f"nicht bewiesen optimal; höchstens {max(gap, 0):.0f} % unter der oberen Schranke {shown}; "
        f"{hits} von {len(solution.objectives)} Suchläufen enden beim besten Wert"
    )
