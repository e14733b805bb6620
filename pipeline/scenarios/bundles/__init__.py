"""Bundles (Bündel): one value of every factor for each cluster, fitting together and apart from each other.

The search finds them, the relaxation says how far from the optimum they can be at most, and
repetitions on varied data say how firm each place is.
"""

from pipeline.scenarios.bundles.effort import FIRM, LIKELY
from pipeline.scenarios.bundles.possible import possible
from pipeline.scenarios.bundles.search import Search
from pipeline.scenarios.bundles.solving import solve
from pipeline.scenarios.bundles.task import Place, Solution, Task, aligned_to, smallest_distance, upwards

__all__ = [
    "FIRM",
    "LIKELY",
    "Place",
    "Search",
    "Solution",
    "Task",
    "aligned_to",
    "possible",
    "smallest_distance",
    "solve",
    "upwards",
]
