"""The calls of an answer: to rewrite a follow-up, to answer, to mend what did not stand.

A request that is too long for the model is made with half of its passages, until it fits.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.ask.answering import Turn
from pipeline.ask.history.kept import STAGE
from pipeline.ask.proving.proof import Failed, Shown
from pipeline.ask.worded.replies import Rewritten, SaidAnswer
from pipeline.ask.worded.rewriting import Sought
from pipeline.ask.worded.telling import LANGUAGES, told_passages, told_turns
from pipeline.core.errors import ContextError
from pipeline.core.types import Rights
from pipeline.llm.chain import Chain, Desk
from pipeline.llm.prompts import load
from pipeline.llm.streaming import HeardText

FEWEST = 2
"""Passages of a request: with less, the model is too small to be asked."""
PROMPTS = ("ask/rewrite", "ask/answer", "ask/mend")


@dataclass(frozen=True)
class Caller:
    """Asks the model of a desk; `stage` is what its calls are counted under."""

    desk: Desk
    stage: str = STAGE

    def rewrite(
        self, question: str, before: Sequence[Turn], rights: Mapping[tuple[str, str], Rights]
    ) -> Rewritten:
        """The last question of a dialogue as one that stands alone."""
        turns = told_turns(before, rights, external=self.desk.settings.external)
        chain = Chain(load("ask/rewrite"), Rewritten, self.stage)
        return chain.ask(self.desk, {"gespraech": turns, "frage": question})

    def answer(self, sought: Sought, shown: Mapping[int, Shown], heard: HeardText) -> SaidAnswer:
        """The first answer, heard while it comes in."""
        values = {**_asked(sought), "liste": sought.lists or sought.across}
        return self._fitting("ask/answer", values, shown, heard)

    def mend(
        self,
        sought: Sought,
        proven: Sequence[str],
        failed: Sequence[Failed],
        shown: Mapping[int, Shown],
        heard: HeardText,
    ) -> SaidAnswer:
        """What is still missing from an answer, once it is known what of it stands."""
        told = [{"satz": one.text, "grund": one.reason} for one in failed]
        values = {**_asked(sought), "gesichert": list(proven), "gescheitert": told}
        return self._fitting("ask/mend", values, shown, heard)

    def _fitting(
        self, prompt: str, values: Mapping[str, Any], shown: Mapping[int, Shown], heard: HeardText
    ) -> SaidAnswer:
        chain = Chain(load(prompt), SaidAnswer, self.stage)
        while True:
            try:
                told = {**values, "passagen": told_passages(shown)}
                return chain.ask(self.desk, told, heard_text=heard)
            except ContextError:
                if len(shown) < 2 * FEWEST:
                    raise
                shown = dict(list(shown.items())[: len(shown) // 2])


def _asked(sought: Sought) -> dict[str, Any]:
    return {"frage": sought.question, "sprache": LANGUAGES[sought.language]}
