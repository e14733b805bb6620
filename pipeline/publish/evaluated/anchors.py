"""Where things stand in the page: every place has an address that is safe, whatever people call it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.checks.case import Ground
from pipeline.core.types import Narrative


@dataclass(frozen=True)
class Link:
    """A place in the page (without "#"), and what is written for it."""

    place: str
    text: str


@dataclass(frozen=True)
class Anchors:
    """The places of texts, sentences, passages and values; "" for what the page does not show."""

    narratives: Sequence[Narrative]
    ground: Ground

    def text(self, cluster: str) -> str:
        """The place of a text."""
        position = self._texts.get(cluster)
        return f"t{position}" if position else ""

    def sentence(self, cluster: str, number: int | None) -> str:
        """The place of a sentence, or of the whole text for None or a number that it does not have."""
        position = self._texts.get(cluster)
        if not position:
            return ""
        known = number is not None and 1 <= number <= len(self.narratives[position - 1].sentences)
        return f"t{position}-s{number}" if known else f"t{position}"

    def passage(self, id_: str) -> str:
        """The place of a passage."""
        position = self._passages.get(id_)
        return f"p{position}" if position else ""

    def value(self, id_: str) -> str:
        """The place of a value."""
        position = self._values.get(id_)
        return f"v{position}" if position else ""

    def named(self, evidence: str) -> list[str]:
        """The ids of passages and values that a finding's evidence consists of; none for other words."""
        words = evidence.split()
        known = [one for one in words if one in self._passages or one in self._values]
        return known if len(known) == len(words) else []

    @cached_property
    def _texts(self) -> dict[str, int]:
        return {one.cluster: n for n, one in enumerate(self.narratives, start=1)}

    @cached_property
    def _passages(self) -> dict[str, int]:
        return {one.id: n for n, one in enumerate(self.ground.passages, start=1)}

    @cached_property
    def _values(self) -> dict[str, int]:
        values = (value for factor in self.ground.sheet.factors for value in factor.values)
        return {one.id: n for n, one in enumerate(values, start=1)}
