"""What a run with a model will probably cost, before anything is asked."""

from dataclasses import dataclass

from pipeline.core.settings import ModelSettings, Settings

NAMING, NAMING_EACH, NAMED_EACH = 700, 900, 220
DRAFTING, DRAFTED = 7_000, 1_600
"""Tokens in and out of one call, as counted on the example project and rounded up: names (fixed, and per
scenario in and out), one draft in and out."""
AGAIN = 1.3
"""A reply that does not fit is asked again; seldom, and never more than twice."""


@dataclass(frozen=True)
class Estimate:
    """Calls and tokens of a run, all of them new; `cost` in the price table's currency, None without."""

    model: str
    calls: int
    tokens_in: int
    tokens_out: int
    cost: float | None


def estimate(settings: ModelSettings, wanted: Settings) -> Estimate:
    """A generous guess for one run; a model that has to be asked again often goes beyond it."""
    drafts = wanted.scenarios
    tokens_in = round(AGAIN * (NAMING + NAMING_EACH * drafts + DRAFTING * drafts))
    tokens_out = round(AGAIN * (NAMED_EACH * drafts + DRAFTED * drafts))
    cost = None
    if settings.price_in is not None and settings.price_out is not None:
        cost = (tokens_in * settings.price_in + tokens_out * settings.price_out) / 1_000_000
    return Estimate(settings.name, round(AGAIN * (1 + drafts)), tokens_in, tokens_out, cost)
