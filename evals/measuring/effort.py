"""What a measurement will probably take, told before the first paid call."""

from collections.abc import Sequence

from pipeline.app.estimate import Estimate, Size, estimate, estimate_check, estimate_clusters
from pipeline.core.settings import ModelSettings, Settings

SETS = (Size(55, 207, 42_000), Size(29, 115, 20_000), Size(23, 92, 16_000), Size(26, 104, 22_000))
"""The labelled value sets; the first is also the one that is drafted from."""
WANTED = Settings(title="", region="")
CASES = 100
"""Labelled texts to judge, most of a single sentence."""


def expected(settings: ModelSettings, parts: Sequence[str], variants: int) -> Estimate:
    """A generous guess for these parts, all calls new."""
    guessed: list[Estimate] = []
    if "clusters" in parts:
        each = [estimate_clusters(settings, WANTED, size) for size in SETS]
        guessed.extend(each * variants)
    if "judge" in parts:
        guessed.append(estimate_check(settings, CASES))
    if "drafts" in parts:
        guessed.append(estimate(settings, WANTED, SETS[0]))
    tokens_in, tokens_out = sum(one.tokens_in for one in guessed), sum(one.tokens_out for one in guessed)
    cost = None
    if settings.price_in is not None and settings.price_out is not None:
        cost = (tokens_in * settings.price_in + tokens_out * settings.price_out) / 1_000_000
    return Estimate(settings.name, sum(one.calls for one in guessed), tokens_in, tokens_out, cost)
