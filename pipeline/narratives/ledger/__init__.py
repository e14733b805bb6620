"""What each sentence rests on, and how that survives a person's editing.

The Markdown file is what counts: a heading and paragraphs. The ledger beside it follows. A sentence
that still stands as it was, however it is typed, keeps its basis; every other one is marked as edited by
hand and knows what it was made from.
"""

from pipeline.narratives.ledger.alignment import Change, alignment
from pipeline.narratives.ledger.following import WORKED_ON, Followed, follow, is_of, realign
from pipeline.narratives.ledger.replacing import replacing
from pipeline.narratives.ledger.state import by_model, drafted_by_model, state, worded_by_model
from pipeline.narratives.ledger.tally import Tally, tally
from pipeline.narratives.ledger.text import (
    Text,
    from_markdown,
    narrative_hash,
    paragraphs_hash,
    text_hash,
    to_markdown,
)

__all__ = [
    "WORKED_ON",
    "Change",
    "Followed",
    "Tally",
    "Text",
    "alignment",
    "by_model",
    "drafted_by_model",
    "follow",
    "from_markdown",
    "is_of",
    "narrative_hash",
    "paragraphs_hash",
    "realign",
    "replacing",
    "state",
    "tally",
    "text_hash",
    "to_markdown",
    "worded_by_model",
]
