"""What an expert has to know before trusting a cluster: its core, its tensions, and what was forced."""

from pipeline.scenarios.trust.good_bad import good_bad
from pipeline.scenarios.trust.survey import orphans, surveyed

__all__ = ["good_bad", "orphans", "surveyed"]
