"""The kernel (Lösungsmenge): all consistent scenarios of a cross-impact matrix.

A scenario is consistent where no descriptor has a variant with a higher balance than the chosen one
(Weimer-Jehle 2006); ties count as consistent. Two engines that share no line of their search find it,
so that each is the check of the other. `complete` is only said where the engine has proved it.
"""

import math
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np

from pipeline.core.errors import InputError
from pipeline.scenarios.impact import branching, cpsat
from pipeline.scenarios.impact.balance import TOLERANCE, inconsistency
from pipeline.scenarios.impact.exact import Exact, Listing, exactly
from pipeline.scenarios.impact.leads import too_large
from pipeline.scenarios.impact.matrix import ImpactMatrix

if TYPE_CHECKING:
    from numpy.typing import NDArray

Engine = Literal["auto", "cpsat", "branching"]

_TRIAL_SECONDS = 1.0
_MANY = 1000  # the other engine takes .4 ms to tell one
_LARGE, _FEW_SOURCES = 40, 12  # 40 descriptors with 10 sources each are a draw
_GREATEST = 1_000_000.0  # a score beyond it is no judgement but a slip, and sums stay exact below


@dataclass(frozen=True, eq=False)
class Kernel:
    """The consistent scenarios found, shape (n, descriptors), variant indices from 0, rows sorted.

    `complete` where these are proved to be all; else `why` says in German what ended the search.
    `engine` is the one that searched, `seconds` how long.
    """

    scenarios: "NDArray[np.int64]"
    complete: bool
    why: str
    engine: str
    seconds: float


def consistent(
    matrix: ImpactMatrix,
    *,
    epsilon: float = 0.0,
    limit: int = 100_000,
    seconds: float = 60.0,
    engine: Engine = "auto",
) -> Kernel:
    """All scenarios whose inconsistency is at most `epsilon` (above 0: weakly consistent).

    At most `limit` of them, within about `seconds`. Exact for scores that are multiples of 1/1000.
    Finer scores are searched with room for their rounding, and what is found is checked in double
    precision: none is listed whose inconsistency exceeds `epsilon` by more than 1e-9, none is missed.
    Raises InputError for a matrix or an argument that cannot be.
    """
    started = time.perf_counter()
    _check(matrix, epsilon, limit, seconds, engine)
    task = exactly(matrix, epsilon)
    answer = _answer(task, limit + 1, started + seconds, engine)
    full = len(answer.listing.scenarios) > limit
    found = _sorted(answer.listing.scenarios[:limit])
    if not task.faithful:
        found = found[inconsistency(matrix, found) <= epsilon + TOLERANCE]
    complete = answer.listing.finished and not full
    why = "" if complete else _why(len(found), limit, seconds, full)
    return Kernel(found, complete, why, answer.engine, time.perf_counter() - started)


@dataclass(frozen=True, eq=False)
class _Answer:
    """What was found, and by which engine."""

    engine: str
    listing: Listing


def _answer(task: Exact, limit: int, deadline: float, engine: Engine) -> _Answer:
    """What the wanted engine finds; "auto" takes the one that is faster as measured.

    Branching goes first: it is done within the second that loading the other engine takes, but where
    a matrix is large. There it stays ahead if each descriptor depends on many others; if on few,
    learning from dead ends pays, unless scenarios come by the thousand (benchmarks/impact.py).
    """
    if engine == "cpsat" or (engine == "auto" and too_large(task)):
        return _Answer("cpsat", cpsat.search(task, limit, deadline))
    trial = engine == "auto" and _sparse(task)
    until = min(deadline, time.perf_counter() + _TRIAL_SECONDS) if trial else deadline
    first = branching.search(task, limit, until)
    if first.finished or until == deadline or len(first.scenarios) >= limit:
        return _Answer("branching", first)
    if len(first.scenarios) >= _MANY:
        return _Answer("branching", branching.search(task, limit, deadline))
    second = cpsat.search(task, limit, deadline)
    if second.finished:
        return _Answer("cpsat", second)
    both = np.unique(np.concatenate([first.scenarios, second.scenarios]), axis=0)
    return _Answer("cpsat", Listing(both[:limit], False))


def _sparse(task: Exact) -> bool:
    """Whether the matrix is large and its descriptors depend on few others each."""
    starts = list(task.offsets)
    bears = np.add.reduceat(np.add.reduceat(task.scores != 0, starts, axis=0), starts, axis=1) > 0
    return len(starts) >= _LARGE and bears.sum() < _FEW_SOURCES * len(starts)


def _sorted(scenarios: "NDArray[np.int64]") -> "NDArray[np.int64]":
    return scenarios[np.lexsort(scenarios.T[::-1])]


def _why(found: int, limit: int, seconds: float, full: bool) -> str:
    if full:
        return (
            f"Nach {limit} Szenarien wurde die Suche beendet; gelistet sind {found}, es kann weitere "
            "geben. Für mehr die Grenze erhöhen, für weniger die Einflüsse schärfer bewerten."
        )
    return (
        f"Die Zeit von {seconds:g} s war um, bevor alles durchsucht war; gefunden sind bis dahin {found} "
        "konsistente Szenarien, es kann weitere geben. Für alle mehr Zeit geben."
    )


def _check(matrix: ImpactMatrix, epsilon: float, limit: int, seconds: float, engine: str) -> None:
    count = sum(matrix.sizes)
    if not matrix.sizes or 0 in matrix.sizes:
        raise InputError(
            "Gesucht sind konsistente Szenarien, aber die Matrix hat keinen Deskriptor oder einen ohne "
            "Ausprägung. Bitte die Matrix ergänzen."
        )
    if matrix.scores.shape != (count, count):
        raise InputError(
            f"Die Matrix hat die Form {matrix.scores.shape}, ihre Deskriptoren haben zusammen {count} "
            "Ausprägungen. Bitte für jede eine Zeile und eine Spalte angeben."
        )
    if not np.all(np.abs(matrix.scores) <= _GREATEST):
        row, column = (int(at) for at in np.argwhere(~(np.abs(matrix.scores) <= _GREATEST))[0])
        raise InputError(
            f"Zeile {row + 1}, Spalte {column + 1} der Matrix ist {matrix.scores[row, column]}, keine "
            f"Zahl bis ±{_GREATEST:g}. Bitte die Bewertung berichtigen."
        )
    if not (math.isfinite(epsilon) and 0 <= epsilon <= _GREATEST):
        raise InputError(
            f"Die erlaubte Inkonsistenz ist {epsilon}, möglich sind Zahlen von 0 bis {_GREATEST:g}. Bitte "
            "eine davon angeben; 0 heißt streng konsistent."
        )
    if limit < 1:
        raise InputError(f"Gelistet werden sollen {limit} Szenarien. Bitte mindestens 1 angeben.")
    if not seconds > 0:
        raise InputError(f"Die Suche soll {seconds:g} s dauern. Bitte eine Zeit über 0 angeben.")
    if engine not in get_args(Engine):
        raise InputError(
            f"Das Verfahren „{engine}“ gibt es nicht. Möglich sind {', '.join(get_args(Engine))}."
        )
