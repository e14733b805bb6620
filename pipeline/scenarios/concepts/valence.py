"""Best case and worst case: the beginner's mistake, told to the model before it is believed.

Concepts are about different logics, each with gains and a price. Where one gathers nearly all that the
groups valued as good and another nearly all that is bad, the values were sorted by mood.
"""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from pipeline.core.types import Sheet

if TYPE_CHECKING:
    from numpy.typing import NDArray

NEARLY_ALL, NEARLY_NONE = 0.85, 0.15
"""Shares of the good among the values valued as good or bad. In the labelled examples clusters lie
between .39 and .76: real futures are mixed."""
FEWEST = 8
"""Of values valued as good or bad in a cluster; below, a share says nothing."""
_MOOD = re.compile(
    r"best[\s-]?case|worst[\s-]?case|schlimmster fall|bester fall|utopi|dystopi|optimistisch|pessimistisch"
    r"|wunschszenario|schreckensszenario",
    re.IGNORECASE,
)


def sorted_by_mood(placed: "NDArray[np.float64]", ids: Sequence[str], sheet: Sheet) -> bool:
    """Whether a voice (values × clusters) has nearly all good values in one cluster, all bad in another."""
    valence = np.array([{"+": 1, "-": -1}.get(sheet.value(one).wertung or "", 0) for one in ids])
    said = np.nan_to_num(placed)
    good, bad = said[valence > 0].sum(axis=0), said[valence < 0].sum(axis=0)
    known = good + bad
    shares = [float(g / n) for g, n in zip(good, known, strict=True) if n >= FEWEST]
    return len(shares) > 1 and max(shares) >= NEARLY_ALL and min(shares) <= NEARLY_NONE


def moody(idea: str) -> str:
    """The word of a concept's idea that names a mood in place of a logic, "" for none."""
    found = _MOOD.search(idea)
    return found.group() if found else ""
