"""What chains and stages want of the documents: passages near to texts, and passages by id."""

from collections.abc import Sequence
from typing import Protocol

from pipeline.core.types import Passage


class Retriever(Protocol):
    """Gives passages that may be used where they are wanted; what rights withhold never comes out."""

    def near(self, texts: Sequence[str], limit: int) -> list[list[Passage]]:
        """For each text the nearest passages, best first; none where there are no documents."""

    def get(self, ids: Sequence[str]) -> list[Passage]:
        """The passages of these ids, in their order; without those that are withheld."""
