"""Groups that disagree: what each said, how far apart they are, and what then holds.

Unrated is never zero: a group without a score does not count. An expert never overrules a group in
silence: what holds against the groups stands in the decision log, with a name and a reason.
"""

from pipeline.scenarios.opinions.opinion import Field, Opinion, opinion
from pipeline.scenarios.opinions.rated import dissent_of, merged
from pipeline.scenarios.opinions.recording import record_votes
from pipeline.scenarios.opinions.settled import Decided, Opinions, Settled, opinions_of, settled
from pipeline.scenarios.opinions.votes import Vote, Votes, load_votes

__all__ = [
    "Decided",
    "Field",
    "Opinion",
    "Opinions",
    "Settled",
    "Vote",
    "Votes",
    "dissent_of",
    "load_votes",
    "merged",
    "opinion",
    "opinions_of",
    "record_votes",
    "settled",
]
