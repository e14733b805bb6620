"""Branch and bound over thousands of unfinished scenarios at once, in numpy.

An unfinished scenario is the set of variants that each descriptor may still take. Beside it stand its
leads: how far each variant's balance can still be above each rival's, at best. Where a lead is below
nothing the variant is struck out; that lowers other leads, until nothing falls any more or a descriptor
has no variant left. What has one variant everywhere and still stands is consistent, because its leads
are then the true ones. Nothing is lost or listed twice: a set is only ever split into its variants.
"""

import math
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pipeline.scenarios.impact.exact import Exact, Listing
from pipeline.scenarios.impact.leads import Leads, prepared

if TYPE_CHECKING:
    from numpy.typing import NDArray

_BLOCK = 1 << 20  # bytes of leads worked on at once; from .25 to 2 MB it makes no difference


@dataclass(frozen=True, eq=False)
class _Block:
    """Unfinished scenarios: `sets` (n, width), a bit for each variant; `leads` (n, leads), int."""

    sets: "NDArray[np.uint8]"
    leads: "NDArray[np.signedinteger]"

    def taken(self, rows: "NDArray[np.int64]") -> "_Block":
        return _Block(self.sets.take(rows, axis=0), self.leads.take(rows, axis=0))


def search(task: Exact, limit: int, deadline: float, rows: int | None = None) -> Listing:
    """At most `limit` wanted scenarios, until `deadline` (time.perf_counter).

    With `rows`, given up as soon as so many unfinished scenarios were looked at.
    Raises InputError for a descriptor with more than 8 variants, or far too many of them.
    """
    known = prepared(task)
    waiting = [_Block(known.all_sets[None, :], known.all_leads[None, :])]
    size = max(_BLOCK // known.all_leads.nbytes, 64)
    found = [np.zeros((0, len(task.sizes)), dtype=np.int64)]
    missing, left = limit, math.inf if rows is None else rows
    while waiting and missing > 0 and left > 0 and time.perf_counter() < deadline:
        block = _split(known, _next(waiting, size))
        left -= len(block.sets)
        standing = _settled(known, block)
        opened = _anywhere(_open(standing.sets))
        if not opened.all():
            found.append(known.scenarios(standing.sets[~opened]))
            missing -= len(found[-1])
        if opened.any():
            waiting.append(standing.taken(np.flatnonzero(opened)))
    return Listing(np.concatenate(found)[:limit], not waiting and missing >= 0)


def _next(waiting: list[_Block], size: int) -> _Block:
    """What was put aside last, at most `size` rows: going deep first keeps what waits small."""
    parts = [waiting.pop()]
    rows = len(parts[0].sets)
    while waiting and rows + len(waiting[-1].sets) <= size:
        parts.append(waiting.pop())
        rows += len(parts[-1].sets)
    if rows > size:
        waiting.append(_Block(parts[0].sets[:-size], parts[0].leads[:-size]))
        return _Block(parts[0].sets[-size:], parts[0].leads[-size:])
    return _joined(parts)


def _split(known: Leads, block: _Block) -> _Block:
    """Each row once for every variant of its first open descriptor."""
    at = np.argmax(_open(block.sets), axis=1)
    own = block.sets[np.arange(len(at)), at]
    bits = np.uint8(1) << np.arange(known.most, dtype=np.uint8)
    rows, variant = np.nonzero(own[:, None] & bits)
    at, own, bit = at[rows], own[rows], bits[variant]
    parts = block.taken(rows)
    parts.sets[np.arange(len(rows)), at] = bit
    known.fall(parts.leads, at, own, bit)
    return parts


def _settled(known: Leads, block: _Block) -> _Block:
    """The rows that can still become consistent, their sets without what cannot."""
    settled = []
    while len(block.sets):
        kept = block.sets & ~known.struck(block.leads)
        changed = kept != block.sets
        alive, moved = ~_anywhere(kept == 0), _anywhere(changed)
        settled.append(block.taken(np.flatnonzero(alive & ~moved)))
        falling = np.flatnonzero(alive & moved)
        was = block.sets.take(falling, axis=0)
        block = _Block(kept.take(falling, axis=0), block.leads.take(falling, axis=0))
        _lower(known, block, was, changed.take(falling, axis=0))
    return _joined(settled)


def _lower(known: Leads, block: _Block, was: "NDArray[np.uint8]", changed: "NDArray[np.bool_]") -> None:
    """Lower the leads of a block by all that has `changed` in its sets, each row at least once.

    In turns, so that no turn meets a row twice: numpy would then keep one of the two changes only.
    """
    cells = np.flatnonzero(changed)
    rows, at = np.divmod(cells, known.width)
    before, after = was.ravel()[cells], block.sets.ravel()[cells]
    turn = np.arange(len(rows)) - np.searchsorted(rows, rows)
    first = np.flatnonzero(turn == 0)
    known.fall(block.leads, at[first], before[first], after[first])
    for number in range(1, int(turn.max(initial=0)) + 1):
        these = np.flatnonzero(turn == number)
        lower = block.leads.take(rows[these], axis=0)
        known.fall(lower, at[these], before[these], after[these])
        block.leads[rows[these]] = lower


def _joined(blocks: list[_Block]) -> _Block:
    if len(blocks) == 1:
        return blocks[0]
    return _Block(
        np.concatenate([one.sets for one in blocks]), np.concatenate([one.leads for one in blocks])
    )


def _open(sets: "NDArray[np.uint8]") -> "NDArray[np.bool_]":
    return np.asarray(sets & (sets - 1) != 0)


def _anywhere(cells: "NDArray[np.bool_]") -> "NDArray[np.bool_]":
    """Which rows have a true cell, eight cells at a time: a tenth of what numpy's any takes."""
    words = cells.view(np.uint64)
    found = words[:, 0].copy()
    for column in range(1, words.shape[1]):
        found |= words[:, column]
    return np.asarray(found != 0)
