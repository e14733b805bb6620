"""Figures as a person reads them: a share that misses its line is never rounded up to it.

What is not known is said to be unknown, never shown as nought.
"""

import math

UNKNOWN = "nicht zu berechnen"
UNMEASURED = "nicht gemessen"
_MOST, _FIRM = 6, "\u00a0"


def percent(share: float | None, beside: float | None = None, unknown: str = UNKNOWN) -> str:
    """A share 0–1 in German, with as many digits as it takes to tell it from the one `beside` it, from
    nothing and from all."""
    if share is None or not math.isfinite(share):
        return unknown
    others = [one for one in (beside, 0.0, 1.0) if one is not None and one != share]
    least = 0 if math.isclose(100 * share, round(100 * share), abs_tol=1e-6) else 1
    for digits in range(least, _MOST):
        told = _percent(share, digits)
        if told not in {_percent(one, digits) for one in others}:
            return told
    return _percent(share, _MOST)


def number(value: float | None, unknown: str = UNMEASURED) -> str:
    """A figure with two digits, such as a kappa or an AUC."""
    if value is None or not math.isfinite(value):
        return unknown
    return f"{value:.2f}".replace(".", ",").replace("-", "−")


def points(difference: float) -> str:
    """A difference of two shares, in percentage points with its sign."""
    told = f"{100 * difference:+.1f}".replace(".", ",").replace("-", "−")
    return "0,0" if told in ("+0,0", "−0,0") else told


def thousands(count: int) -> str:
    """A whole number with points, as in 12.345."""
    return f"{count:,}".replace(",", ".")


def many(count: int, one: str, more: str) -> str:
    """How many, with the word in its number."""
    return f"{thousands(count)} {one if count == 1 else more}"


def _percent(share: float, digits: int) -> str:
    return f"{100 * share:.{digits}f}{_FIRM}%".replace(".", ",")
