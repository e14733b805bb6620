"""What of a text may go to the model that works on it: not the words of passages that it may not see.

The passages themselves are withheld where they are read. A draft without a model quotes them, and so does a
person; such a sentence is named by its number alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from pipeline.checks.case import Case, Ground
from pipeline.checks.copying import Run, repeated, runs
from pipeline.core.types import Narrative
from pipeline.language.words import tokens
from pipeline.sources.quoting import UNQUOTED
from pipeline.sources.retrieval import Retriever


@dataclass(frozen=True)
class Outgoing:
    """What may leave of the texts of one ground; the retriever knows which passages may be seen."""

    ground: Ground
    retriever: Retriever

    def withheld(self, narrative: Narrative) -> dict[int, str]:
        """The sentences that repeat a passage the model may not see, by number, with its document."""
        found: dict[int, str] = {}
        for numbers, run in repeated(Case(narrative, self.ground), self._hidden, UNQUOTED):
            for number in numbers:
                found.setdefault(number, self._hidden[run])
        return found

    def texts(self, narrative: Narrative) -> list[str]:
        """The sentences in their order, with a placeholder for each that is withheld."""
        withheld = self.withheld(narrative)
        return [
            f"[Satz {number} steht hier nicht.]" if number in withheld else one.text
            for number, one in enumerate(narrative.sentences, start=1)
        ]

    def allows(self, text: str) -> bool:
        """Whether a text repeats nothing that the model may not see."""
        return not any(run in self._hidden for run in runs(tokens(text), UNQUOTED))

    @cached_property
    def _hidden(self) -> Mapping[Run, str]:
        """The runs of words of passages that are withheld; what the sheet says as well may go out."""
        passages = self.ground.passages
        shown = {one.id for one in self.retriever.get([one.id for one in passages])}
        hidden = [one for one in passages if one.id not in shown]
        if not hidden:
            return {}
        told = [one.text for one in passages if one.id in shown]
        for factor in self.ground.sheet.factors:
            told += [factor.definition, factor.heute]
            told += [text for value in factor.values for text in (value.label, value.text)]
        free = {run for text in told for run in runs(tokens(text), UNQUOTED)}
        return {
            run: one.document
            for one in hidden
            for run in runs(tokens(one.text), UNQUOTED)
            if run not in free
        }
