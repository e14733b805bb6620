"""Ratings that people gave: how one value bears on another, −3 to +3, origins kept apart.

Optional, in one file: a list or a matrix as CSV or XLSX, or a project of ScenarioWizard. A pair without a
rating is unknown, not zero: it simply adds nothing. Two values of one factor may be rated too, which
cross-impact balance honours; for clustering, such a rating says nothing.
"""

from pipeline.scenarios.ratings.collecting import UNNAMED, Given, whose
from pipeline.scenarios.ratings.finding import NAME, found, would_be
from pipeline.scenarios.ratings.loading import given, load
from pipeline.scenarios.ratings.run_file import HEADER, read

__all__ = ["HEADER", "NAME", "UNNAMED", "Given", "found", "given", "load", "read", "whose", "would_be"]
