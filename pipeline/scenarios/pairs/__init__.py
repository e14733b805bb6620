"""Ratings of pairs by a model: few pairs, those that decide something, each with a reason.

A model fills in what nobody rated. Where people rated a pair, they alone count.
"""

from pipeline.scenarios.pairs.chains import ModelPairRater
from pipeline.scenarios.pairs.matter import Pair, Standing, that_matter
from pipeline.scenarios.pairs.precedence import by_people, people_first

__all__ = ["ModelPairRater", "Pair", "Standing", "by_people", "people_first", "that_matter"]
