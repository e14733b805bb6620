"""Voices on where values belong, brought into line and made one.

A voice says for every value and cluster how much it speaks for it there (0–1). A row of zeros leaves the
value without a place; a row of nan says nothing of it at all.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import linear_sum_assignment

if TYPE_CHECKING:
    from numpy.typing import NDArray

BEST = 10
"""The most points a value can be given."""


@dataclass(frozen=True)
class Aligned:
    """Voices whose clusters are the same, column by column; `base` is the one most agree with."""

    voices: tuple["NDArray[np.float64]", ...]
    base: int


def aligned(voices: Sequence["NDArray[np.float64]"]) -> Aligned:
    """Voices (values × clusters each) with their columns in the order of the one most agree with."""
    overlaps = np.array([[_overlap(one, other)[0] for other in voices] for one in voices])
    base = int(overlaps.sum(axis=1).argmax())
    return Aligned(tuple(one[:, columns_like(voices[base], one)] for one in voices), base)


def columns_like(one: "NDArray[np.float64]", other: "NDArray[np.float64]") -> "NDArray[np.int_]":
    """For every column of one voice the column of the other that stands for the same cluster."""
    return _overlap(one, other)[1]


def _overlap(one: "NDArray[np.float64]", other: "NDArray[np.float64]") -> tuple[float, "NDArray[np.int_]"]:
    """How much two voices share when the other's columns are put in the order returned."""
    shared = np.nan_to_num(one).T @ np.nan_to_num(other)
    rows, columns = linear_sum_assignment(-shared)
    return float(shared[rows, columns].sum()), columns


def spoken(scores: "NDArray[np.float64]") -> "NDArray[np.float64]":
    """Scores (values × clusters, 0–10) as a voice: the favourite counts by its lead over the least liked
    cluster, the others fall off with the square of theirs.

    A small lead is a quiet voice, so that a value in doubt yields to a sibling that is sure. The same
    score everywhere says nothing.
    """
    above = scores - scores.min(axis=1, keepdims=True)
    lead = above.max(axis=1, keepdims=True)
    return np.asarray(np.divide(above**2, lead * BEST, out=np.full_like(above, np.nan), where=lead > 0))


def support(voices: Sequence["NDArray[np.float64]"]) -> "NDArray[np.float64]":
    """The mean of the voices that speak of a value (values × clusters), 0 where none does."""
    stack = np.stack(voices)
    speaking = (~np.isnan(stack)).sum(axis=0)
    return np.asarray(np.nan_to_num(stack).sum(axis=0) / np.maximum(speaking, 1))
