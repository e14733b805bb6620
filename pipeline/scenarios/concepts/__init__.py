"""Clusters by a model: it says what the futures are about, and every value is held against that.

All values at once, in several orders, give concepts and a first voice each; scores of every value
against the concepts give another voice a round. No single answer decides: the exact assignment turns
all voices together into clusters, and how many of them agree on a value is told.
"""

from pipeline.scenarios.concepts.concept import Concept, Concepts, Heard

__all__ = ["Concept", "Concepts", "Heard"]
