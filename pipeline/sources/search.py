"""A question to ranked passages, by words alone: fast from cold, the same answer tomorrow."""

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.core.types import Passage
from pipeline.sources.lexical import LexicalIndex


@dataclass(frozen=True)
class Hit:
    """A passage that answers a question; scores compare within one question only."""

    passage: Passage
    score: float


def search(question: str, index: LexicalIndex, passages: Mapping[str, Passage], limit: int) -> list[Hit]:
    """The best passages, best first; none where no word of the question stands anywhere."""
    return [
        Hit(passages[scored.passage], scored.score)
        for scored in index.search(question, limit)
        if scored.passage in passages
    ]
