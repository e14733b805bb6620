"""What a click leads to: the passages and values that a sentence rests on or that a finding names."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.core.types import FactorValue, Passage, Sentence
from pipeline.evaluation.held_against import voice_of
from pipeline.publish.evaluated.anchors import Anchors, Link
from pipeline.publish.evaluated.permitted import Permitted


@dataclass(frozen=True)
class SourceNamed:
    """What a sentence rests on: a place in the page, the exact words where they are known, and what it says
    ("" for a passage, which is longer) and who put it forward."""

    link: Link
    quote: str = ""
    says: str = ""
    voice: str = ""


@dataclass(frozen=True)
class Links:
    """Ids as people call what they stand for, each with its place."""

    permitted: Permitted
    anchors: Anchors

    def of_evidence(self, evidence: str) -> list[Link]:
        """The passages and values that the evidence of a finding names."""
        return [link for one in self.anchors.named(evidence) if (link := self._link(one))]

    def of_sentence(self, one: Sentence) -> Sequence[SourceNamed]:
        """The values and passages that a sentence rests on, or rested on before a person changed it."""
        rests = one if one.before is None else one.before
        quotes = {each.passage: each.quote for each in one.quotations}
        named = [
            self._of_value(link, self._values[value])
            for value in rests.values
            if (link := self._link(value))
        ]
        for id_ in one.passages:
            link, passage = self._link(id_), self._passages.get(id_)
            if link and passage:
                named.append(SourceNamed(link, self.permitted.quoted(passage, quotes.get(id_, ""))))
        return named

    def of_values(self, values: Sequence[FactorValue]) -> Sequence[SourceNamed]:
        """Values that a sentence is held against."""
        return [self._of_value(link, one) for one in values if (link := self._link(one.id))]

    def _of_value(self, link: Link, value: FactorValue) -> SourceNamed:
        return SourceNamed(link, says=self.permitted.words(value.text), voice=voice_of(value))

    def _link(self, id_: str) -> Link | None:
        """None for an id that there is not."""
        if id_ in self._passages:
            place = self.permitted.protection.place(self._passages[id_])
            return Link(self.anchors.passage(id_), place)
        if id_ in self._values:
            return Link(self.anchors.value(id_), f"{self._factors[id_]}: {self._values[id_].label}")
        return None

    @cached_property
    def _passages(self) -> dict[str, Passage]:
        return {one.id: one for one in self.anchors.ground.passages}

    @cached_property
    def _values(self) -> dict[str, FactorValue]:
        return {one.id: one for factor in self.anchors.ground.sheet.factors for one in factor.values}

    @cached_property
    def _factors(self) -> dict[str, str]:
        factors = self.anchors.ground.sheet.factors
        return {one.id: factor.name for factor in factors for one in factor.values}
