"""Whether a future is bright or dark: what the groups valued as good and as bad in it, on balance."""

from collections.abc import Sequence
from typing import Literal

from pipeline.core.types import FactorValue

Tone = Literal["hell", "dunkel", "gemischt"]
CLEAR = 0.15
"""Of the valued ones: a smaller balance is a mixture."""


def tone(values: Sequence[FactorValue]) -> Tone:
    """Whether the groups valued most of the values as good or as bad; mixed where they did not."""
    balance = sum({"+": 1, "-": -1}.get(value.wertung or "", 0) for value in values)
    known = sum(value.wertung is not None for value in values)
    if not known or abs(balance) < CLEAR * known:
        return "gemischt"
    return "hell" if balance > 0 else "dunkel"
