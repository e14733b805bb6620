"""What each sentence rests on, and how that survives a person's editing.

The Markdown file is what counts: a heading and paragraphs. The ledger beside it follows. A sentence
that still stands as it was keeps its basis; every other one is marked as edited by hand.
"""

from pipeline.narratives.ledger.alignment import Change, alignment
from pipeline.narratives.ledger.following import WORKED_ON, is_of, realign
from pipeline.narratives.ledger.state import by_model, state
from pipeline.narratives.ledger.text import Text, from_markdown, text_hash, to_markdown

__all__ = [
    "WORKED_ON",
    "Change",
    "Text",
    "alignment",
    "by_model",
    "from_markdown",
    "is_of",
    "realign",
    "state",
    "text_hash",
    "to_markdown",
]
