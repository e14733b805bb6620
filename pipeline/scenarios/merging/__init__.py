"""Values of one factor that say the same, merged by an editor's decision, and taken apart by another.

Nothing is lost: the value that stays has the other one's text, groups and cards as well, and what still
names the merged one (ratings, locks, earlier clusters) means the one that stays.
"""

from pipeline.scenarios.merging.clusters import followed
from pipeline.scenarios.merging.nouns import Merge, Merged, Merges
from pipeline.scenarios.merging.standing import Objection, about_values, objection, standing
from pipeline.scenarios.merging.values import merged_values, unmerged

__all__ = [
    "Merge",
    "Merged",
    "Merges",
    "Objection",
    "about_values",
    "followed",
    "merged_values",
    "objection",
    "standing",
    "unmerged",
]
