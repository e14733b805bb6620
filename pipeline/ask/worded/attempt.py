"""One attempt at an answer: a first look at the passages, and a second where something failed.

The second look shows the passages that failed sentences named, and further ones that the model's own
search words find. There is no third: what does not stand then is left out.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.ask.proving.proof import Court, Failed, Shown
from pipeline.ask.worded.asking import Caller
from pipeline.ask.worded.hearing import Hearing
from pipeline.ask.worded.material import Material, key
from pipeline.ask.worded.replies import SaidAnswer, search_words
from pipeline.ask.worded.rewriting import SEARCH, SEARCHES, Sought
from pipeline.ask.worded.writing import Writing
from pipeline.core.errors import AnswerError, ContextError
from pipeline.sources.search.hit import Hit

FURTHER = 8
"""Passages of a second look that were not shown at the first."""
AGAIN = 4
"""Passages of the first look that are shown again where no failed sentence names any."""


@dataclass(frozen=True)
class Attempt:
    """Asks, proves and writes down; `look` finds passages, `shown` adds the document of a hit."""

    caller: Caller
    rules: str
    sought: Sought
    writing: Writing
    look: Callable[[tuple[str, ...]], Material]
    shown: Callable[[Hit], Shown]

    def made(self, material: Material) -> tuple[str, ...]:
        """Write down what stands; what is missing, as keys of closing.py.

        Raises AnswerError and ContextError where the model has no usable answer and nothing stands.
        """
        first = {number: self.shown(hit) for number, hit in enumerate(material.shown, start=1)}
        hearing = self._hearing(first)
        try:
            reply = self.caller.answer(self.sought, first, hearing.text)
        except (AnswerError, ContextError):
            if not self.writing.sentences:
                raise
            return ("dropped",)
        failed = hearing.reply(reply)
        stood = len(self.writing.sentences)
        further = self._further(material, reply)
        verdict, left = reply.beantwortbar, len(failed)
        if failed or (verdict != "ja" and further):
            second = self._again(first, failed, further)
            mended = self._mended(first | second, second, failed)
            if mended is not None:
                verdict = mended.beantwortbar
                left = max(0, left - (len(self.writing.sentences) - stood))
        return self._missing(verdict, left)

    def _hearing(self, shown: dict[int, Shown]) -> Hearing:
        return Hearing(Court(shown, self.rules, self.sought.language == "en"), self.writing)

    def _further(self, material: Material, reply: SaidAnswer) -> tuple[Hit, ...]:
        """Passages that the model's own search words find and that it has not seen."""
        words = search_words(reply.suchworte, SEARCHES, SEARCH)
        if not words:
            return ()
        seen = {key(hit) for hit in material.shown}
        return tuple(hit for hit in self.look(words).shown if key(hit) not in seen)[:FURTHER]

    def _again(
        self, first: dict[int, Shown], failed: Sequence[Failed], further: Sequence[Hit]
    ) -> dict[int, Shown]:
        """The passages of the second look; those of the first keep their numbers."""
        named = {number for one in failed for number in one.passages}
        kept = named or set(list(first)[:AGAIN])
        again = {number: one for number, one in first.items() if number in kept}
        return again | {number: self.shown(hit) for number, hit in enumerate(further, start=len(first) + 1)}

    def _mended(
        self, known: dict[int, Shown], shown: dict[int, Shown], failed: Sequence[Failed]
    ) -> SaidAnswer | None:
        """What the second look says; None where the model has no usable answer to it.

        Judged by all that is known: else a sentence could carry off a passage that only the first showed.
        """
        hearing = self._hearing(known)
        proven = [one.text for one in self.writing.sentences]
        try:
            reply = self.caller.mend(self.sought, proven, failed, shown, hearing.text)
        except (AnswerError, ContextError):
            return None
        hearing.reply(reply)
        return reply

    def _missing(self, verdict: str, left: int) -> tuple[str, ...]:
        if not self.writing.sentences:
            return ("unproven",) if left else ("verdict",)
        return (*(["part"] if verdict != "ja" else []), *(["dropped"] if left else []))
