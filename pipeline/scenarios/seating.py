"""The exact assignment: what voices say of single values, and ratings of pairs, turned into clusters.

Without pairs every factor is an assignment problem of its own (Kuhn 1955), solved exactly, so the whole
is optimal. Ratings of pairs bind factors together: then single factors are reassigned exactly, one after
the other, until nothing gains any more.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

from pipeline.core.errors import InputError
from pipeline.core.settings import Settings
from pipeline.core.types import Sheet
from pipeline.scenarios.affinity import Affinity, nothing
from pipeline.scenarios.bundles import Place, Search, Solution, Task, aligned_to, possible, upwards
from pipeline.scenarios.concepts.concept import Concepts, Heard

if TYPE_CHECKING:
    from numpy.typing import NDArray

VOICE_WEIGHT = 3.0
"""Unanimous voices weigh as much as six pairs rated +3 (0.5 each): people's ratings of many pairs
outweigh them, a few decide where voices disagree."""
SHARING = 0.25
"""In mode "buendel", of the voices' weight: a value serves two clusters where half the voices say so."""
SWEEPS = 40
_TIE = 1e-6 / 2**32
_GAIN = 1e-9  # less is rounding
_DECIMALS = 6


def unpaired(sheet: Sheet, settings: Settings) -> Search:
    """The search of a sheet of whose pairs nothing is known."""
    sharing = SHARING  # of voices that weigh 1
    return Search(Task(nothing(sheet), settings.scenarios, settings.mode, settings.seed, sharing=sharing))


def exact(search: Search, leaning: "NDArray[np.float64]") -> "NDArray[np.int_]":
    """The best value of every factor for every cluster (factors × clusters), by `leaning` alone
    (values × clusters).

    Where two ways are as good, the ids decide: how a sheet is sorted changes nothing.
    """
    ids = search.task.affinity.ids
    wanted = leaning + _TIE * np.array(
        [[crc32(f"{value} {k}".encode()) for k in range(leaning.shape[1])] for value in ids]
    )
    return np.stack(
        [search.assign(wanted[group].T[None, :, :].copy(), number)[0] for number, group in _groups(search)]
    )


def seated(search: Search, voice: "NDArray[np.float64]") -> list[tuple[int, ...] | None]:
    """For every value the clusters a voice alone puts it in; None where it says nothing of it.

    A seat that is filled for want of another value is none: only what the voice speaks for counts. A
    factor's only value stands everywhere, whatever is said of it.
    """
    members = exact(search, np.nan_to_num(voice))
    found: list[tuple[int, ...] | None] = [None] * len(voice)
    for group, row in zip(search.groups, members, strict=True):
        for value in group:
            if len(group) == 1 or not np.isnan(voice[value]).any():
                mine = np.flatnonzero((row == value) & ((voice[value] > 0) | (len(group) == 1)))
                found[value] = tuple(map(int, mine))
    return found


def seat(task: Task, concepts: Concepts) -> Solution:
    """Clusters from the voices, and from the pairs of `task.affinity` (ratings alone), locks kept.

    With `task.start` the columns are those of the clusters known from there. Raises InputError where
    the concepts are of other values, or of another number of clusters.
    """
    _check(task, concepts)
    task = replace(task, sharing=SHARING * VOICE_WEIGHT, stake=VOICE_WEIGHT)
    known = {one.id: one for one in concepts.values}
    heard = [known[value] for value in task.affinity.ids]
    support = np.array([one.support for one in heard])
    free = Search(
        replace(task, affinity=_without_pairs(task.affinity), locks={}, apart=frozenset(), distance=0)
    )
    order = np.arange(task.clusters)
    if task.start is not None:
        order = aligned_to(exact(free, support), task.start)
    leaning = VOICE_WEIGHT * support[:, order]
    search = Search(task)
    alone = [exact(search, voice[:, order]) for voice in _voices(heard, task.clusters)]
    tried = [_settled(search, leaning, one) for one in (exact(search, leaning), *alone)]
    worth = [_worth(search, leaning, one) for one in tried]
    members = tried[int(np.argmax(np.round(worth, _DECIMALS)))]
    if not search.keeps_wishes(members):
        kept = possible(task, search.groups)
        settled = _settled(search, leaning, kept)
        members = settled if search.keeps_wishes(settled) else kept
        worth = [_worth(search, leaning, members)]
    places = _places(members, heard, order)
    shares = [place.share for row in places for place in row]
    return Solution(
        members=members,
        places=places,
        objectives=tuple(sorted((round(one, 4) for one in worth), reverse=True)),
        ceiling=upwards(_most(free, leaning) + search.ceiling()),
        agreement=round(float(np.mean(shares)), 4),
    )


def _check(task: Task, concepts: Concepts) -> None:
    known = {one.id for one in concepts.values}
    missing = [value for value in task.affinity.ids if value not in known]
    uneven = [one.id for one in concepts.values if len(one.support) != task.clusters]
    if missing or uneven or len(concepts.concepts) != task.clusters:
        found = f"zu {missing[0]} sagen sie nichts" if missing else f"es sind {len(concepts.concepts)}"
        raise InputError(
            f"Die Konzepte (concepts.yaml) passen nicht zu {task.clusters} Szenarien dieser Wertetafel: "
            f"{found}. Bitte mit „szenario run PROJEKT --redo rate“ neu finden lassen."
        )


def _groups(search: Search) -> list[tuple[int, "NDArray[np.int_]"]]:
    return list(enumerate(search.groups))


def _without_pairs(affinity: Affinity) -> Affinity:
    return Affinity(affinity.ids, affinity.factor_of, np.zeros_like(affinity.scores))


def _voices(heard: Sequence[Heard], clusters: int) -> list["NDArray[np.float64]"]:
    """Each voice as it places the values (values × clusters); where to look out from."""
    voices = np.zeros((max(len(one.voices) for one in heard), len(heard), clusters))
    for row, one in enumerate(heard):
        for number, places in enumerate(one.voices):
            voices[number, row, list(places or ())] = 1.0
    return list(voices)


def _settled(
    search: Search, leaning: "NDArray[np.float64]", members: "NDArray[np.int_]"
) -> "NDArray[np.int_]":
    """No factor gains by being reassigned alone; each step is exact and none loses.

    Factors take their turn in the order of their ids, so that the order of a sheet changes nothing.
    """
    scores, ids = search.scores, search.task.affinity.ids
    alone = exact(search, leaning)
    if not np.any(scores) and search.keeps_wishes(alone):
        return alone
    turns = sorted(_groups(search), key=lambda one: min(ids[value] for value in one[1]))
    held = _worth(search, leaning, members)
    for _ in range(SWEEPS):
        before = members
        for number, group in turns:
            fit = scores[:, np.delete(members, number, axis=0)].sum(axis=1) + leaning
            tried = members.copy()
            alike = search.agreeing(members, number)
            tried[number] = search.assign(fit[group].T[None, :, :].copy(), number, alike)[0]
            worth = _worth(search, leaning, tried)
            if worth > held + _GAIN:
                members, held = tried, worth
        if np.array_equal(before, members):
            break
    return members


def _worth(search: Search, leaning: "NDArray[np.float64]", members: "NDArray[np.int_]") -> float:
    """What voices and pairs give, less what no wish that is broken can be worth."""
    broken = search.never * search.broken_wishes(members)
    return search.objective(members) + _lean(leaning, members) - broken


def _lean(leaning: "NDArray[np.float64]", members: "NDArray[np.int_]") -> float:
    return float(leaning[members, np.arange(members.shape[1])].sum())


def _most(free: Search, leaning: "NDArray[np.float64]") -> float:
    """An upper bound of what the voices can be worth; reached, where every factor is solved exactly."""
    if free.exact:
        return _worth(free, leaning, exact(free, leaning))
    return sum(float(leaning[group].max(axis=0).sum()) for group in free.groups)


def _places(
    members: "NDArray[np.int_]", heard: Sequence[Heard], order: "NDArray[np.int_]"
) -> tuple[tuple[Place, ...], ...]:
    """For every seat the part of the voices that agree; `order[k]` is the concept of cluster k."""
    cluster_of = {int(concept): cluster for cluster, concept in enumerate(order)}
    return tuple(
        tuple(
            Place(
                round(heard[value].agreement(int(concept)), 4),
                cluster_of.get(heard[value].runner_up(int(concept)), -1),
            )
            for concept, value in zip(order, row, strict=True)
        )
        for row in members
    )
