"""From scores to named clusters: the search, how firm each place is, names, ids that stay.

A label without a text is never placed with confidence: it is "offen", whatever the search says;
only a person's lock makes it firm.
Ids follow the earlier run by greatest overlap, so that locks, names and texts follow them.
"""

import statistics
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.core.progress import Progress
from pipeline.core.settings import Settings
from pipeline.core.types import Cluster, Clusters, Confidence, Placement, Rating, Sheet, Stability
from pipeline.scenarios import bound, earlier
from pipeline.scenarios.affinity import Affinity, nothing
from pipeline.scenarios.bundles import FIRM, LIKELY, Place, Solution, Task, smallest_distance, solve
from pipeline.scenarios.concepts import Concepts
from pipeline.scenarios.names import Namer
from pipeline.scenarios.pairs import people_first
from pipeline.scenarios.rated_affinity import with_ratings
from pipeline.scenarios.seating import seat
from pipeline.scenarios.trust import good_bad, orphans, surveyed
from pipeline.scenarios.wishes import Wishes, cluster_ids

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

APART = 1 / 3
"""Any two clusters differ in this share of the factors that leave a choice, unless settings say more."""


def cluster(
    sheet: Sheet,
    affinity: Affinity,
    ratings: Sequence[Rating],
    settings: Settings,
    namer: Namer,
    before: Clusters | None,
    wishes: Wishes,
    progress: Progress,
    concepts: Concepts | None = None,
    views: "tuple[NDArray[np.float64], ...]" = (),
) -> Clusters:
    """Clusters c1…cK of a sheet; raises InputError where wishes contradict each other.

    `before` are the clusters of the run before, for ids, names and wishes that still hold. With
    `concepts` the voices on them and the ratings decide; without, the search for values that go
    together, and `views` are the affinity as other features of the texts would give it.
    """
    wanted = wishes.after(before, sheet, settings.scenarios)
    known = with_ratings(affinity if concepts is None else nothing(sheet), people_first(ratings))
    change = known.scores - affinity.scores
    task = Task(
        affinity=known,
        clusters=settings.scenarios,
        mode=settings.mode,
        seed=settings.seed,
        locks=_positions(wanted, affinity, settings.scenarios),
        start=earlier.start(before, sheet, affinity, settings.scenarios),
        apart=frozenset(
            (affinity.ids.index(first), affinity.ids.index(second)) for first, second in wanted.apart
        ),
        distance=distance_of(sheet, settings),
        views=tuple(view + change for view in views) if concepts is None else (),
        seconds=wanted.seconds,
    )
    solution = solve(task, progress) if concepts is None else seat(task, concepts)
    order = list(range(settings.scenarios))
    if before is not None and not wanted.locks and concepts is None:
        order = earlier.order_as_before(solution.members, sheet, affinity, before)
    found = tuple(
        _cluster(name, column, solution, sheet, affinity, wanted, order)
        for name, column in zip(cluster_ids(settings.scenarios), order, strict=True)
    )
    if concepts is not None:
        found = _with_ideas(found, concepts)
    found = surveyed(sheet, known, ratings, found)
    used = {value for one in found for value in one.members.values()}
    named = namer.name(found, sheet, affinity, settings)
    return Clusters(
        mode=settings.mode,
        seed=settings.seed,
        clusters=earlier.with_kept_names(named, before),
        objective=solution.objectives[0],
        bound=bound.told(solution, continued=bool(wanted.locks) and task.start is not None)
        if concepts is None
        else bound.told_of_voices(solution, concepts),
        gap=bound.gap(solution),
        stability=Stability(
            restarts=len(solution.objectives),
            best=solution.objectives[0],
            median=round(statistics.median(solution.objectives), 4),
            worst=solution.objectives[-1],
            agreement=solution.agreement,
        ),
        smallest_distance=smallest_distance(solution.members),
        unused=tuple(value for value in affinity.ids if value not in used),
        apart=wanted.apart,
        orphans=orphans(known, found),
        good_bad=good_bad(found, sheet, settings.seed),
    )


def distance_of(sheet: Sheet, settings: Settings) -> int:
    """In how many factors any two clusters have to differ."""
    choices = sum(len(factor.values) > 1 for factor in sheet.factors)
    return settings.distance if settings.distance is not None else int(APART * choices)


def _positions(wanted: Wishes, affinity: Affinity, clusters: int) -> dict[int, int]:
    names = cluster_ids(clusters)
    return {affinity.ids.index(value): names.index(k) for value, k in wanted.locks.items()}


def _cluster(
    cluster_id: str,
    column: int,
    solution: Solution,
    sheet: Sheet,
    affinity: Affinity,
    wanted: Wishes,
    order: Sequence[int],
) -> Cluster:
    members = {
        factor.id: affinity.ids[row[column]]
        for factor, row in zip(sheet.factors, solution.members, strict=True)
    }
    placements = tuple(
        _placement(value, places[column], sheet, order, value in wanted.locks)
        for value, places in zip(members.values(), solution.places, strict=True)
    )
    return Cluster(
        id=cluster_id,
        name="",
        members=members,
        locks=tuple(v for v, k in wanted.locks.items() if k == cluster_id and v in members.values()),
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


def _with_ideas(found: tuple[Cluster, ...], concepts: Concepts) -> tuple[Cluster, ...]:
    """Each cluster with the idea of the concept that its values speak for; a namer may put it better."""
    spoken = concepts.of([one.members.values() for one in found])
    return tuple(
        one.model_copy(update={"leitmotif": concept.idea})
        for one, concept in zip(found, spoken, strict=True)
    )
