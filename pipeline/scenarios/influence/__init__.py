"""The influence matrix (Einflussmatrix): how strongly each factor bears on each other one.

A workbook to fill, the filled one read back, and the factors that drive the most proposed as key
factors. A field without a mark is unrated and never counts as zero.
"""

from pipeline.scenarios.influence.matrix import DEFAULT_GROUP, Influence, Mark, opinions_of
from pipeline.scenarios.influence.proposal import FEWEST, MOST, Proposal, Standing, propose
from pipeline.scenarios.influence.reading import read
from pipeline.scenarios.influence.workbook import render

__all__ = [
    "DEFAULT_GROUP",
    "FEWEST",
    "MOST",
    "Influence",
    "Mark",
    "Proposal",
    "Standing",
    "opinions_of",
    "propose",
    "read",
    "render",
]
