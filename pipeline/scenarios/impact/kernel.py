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
from pipeline.core.figures import thousands
from pipeline.scenarios.impact import branching, cpsat
from pipeline.scenarios.impact.balance import TOLERANCE, inconsistency
from pipeline.scenarios.impact.exact import Exact, Listing, exactly
from pipeline.scenarios.impact.leads import too_large
from pipeline.scenarios.impact.matrix import ImpactMatrix

if TYPE_CHECKING:
    from numpy.typing import NDArray

Engine = Literal["auto", "cpsat", "branching"]

_TRIAL_ROWS = 250_000  # 52 descriptors at a density of .10 take 20 to 200 thousand, at .15 millions
_MANY = 1000  # the other engine takes .4 ms to tell one
_LARGE, _FEW_SOURCES = 40, 12  # 40 descriptors with 10 sources each are a draw
_GREATEST = 1_000_000.0  # a score beyond it is no judgement but a slip, and sums stay exact below
_UNREADABLE = 1e15


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

    Branching is, for all but large matrices whose descriptors depend on few others each: there it is
    only tried for a moment, since learning from dead ends pays, unless scenarios come by the thousand
    (benchmarks/impact.py). That moment is measured in work, not in time: which engine searches, and so what
    a limit cuts off, is the same on a busy machine.
    """
    if engine == "cpsat" or (engine == "auto" and too_large(task)):
        return _Answer("cpsat", cpsat.search(task, limit, deadline))
    trial = engine == "auto" and _sparse(task)
    first = branching.search(task, limit, deadline, _TRIAL_ROWS if trial else None)
    full = first.finished or len(first.scenarios) >= limit
    if full or not trial or time.perf_counter() >= deadline:
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
            f"Nach {thousands(limit)} Szenarien wurde die Suche beendet, es kann weitere geben. Für mehr "
            "die Grenze erhöhen, für weniger die Einflüsse schärfer bewerten."
        )
    return (
        f"Die Zeit von {seconds:g} s war um, bevor alles durchsucht war; gefunden sind bis dahin "
        f"{thousands(found)} konsistente Szenarien, es kann weitere geben. Für alle mehr Zeit geben."
    )


def _plain(number: float) -> str:
    """A number without powers of ten; where nobody would count its digits, how many it has."""
    if not math.isfinite(number):
        return f"{number}"
    if abs(number) >= _UNREADABLE:
        return f"eine Zahl mit {len(str(int(abs(number))))} Stellen"
    return thousands(int(number)) if number == int(number) else f"{number:g}"


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
            f"Zeile {row + 1}, Spalte {column + 1} der Matrix ist {_plain(matrix.scores[row, column])}, "
            f"keine Zahl von −{_plain(_GREATEST)} bis +{_plain(_GREATEST)}. Bitte die Bewertung "
            "berichtigen."
        )
    if not (math.isfinite(epsilon) and 0 <= epsilon <= _GREATEST):
        raise InputError(
            f"Die erlaubte Inkonsistenz ist {_plain(epsilon)}, möglich sind Zahlen von 0 bis "
            f"{_plain(_GREATEST)}. Bitte eine davon angeben; 0 heißt streng konsistent."
        )
    if limit < 1:
        raise InputError(f"Gelistet werden sollen {limit} Szenarien. Bitte mindestens 1 angeben.")
    if not seconds > 0:
        raise InputError(f"Die Suche soll {seconds:g} s dauern. Bitte eine Zeit über 0 angeben.")
    if engine not in get_args(Engine):
        raise InputError(
            f"Das Verfahren „{engine}“ gibt es nicht. Möglich sind {', '.join(get_args(Engine))}."
        )
