"""A value sheet proposed from the documents, where people have not written one yet.

What a model proposes is a proposal: marked as such in every value, told apart from what the documents
say, and nothing counts before a person has accepted it. A factor stands on a passage that is quoted
word for word; one whose quotation is not found there is dropped, and said to be.
"""

from pipeline.scenarios.proposal.proposed import (
    Dropped,
    Evidence,
    Material,
    ProposedFactor,
    ProposedSheet,
    ProposedValue,
    Proposer,
    Trend,
)

__all__ = [
    "Dropped",
    "Evidence",
    "Material",
    "ProposedFactor",
    "ProposedSheet",
    "ProposedValue",
    "Proposer",
    "Trend",
]
