"""Answers with a model: the question from its dialogue, passages, an answer with quotes, proof.

A model chooses and words; what stands is decided here, by looking every quote up in its passage
(pipeline/ask/proving/proof.py). One call for a question, one more where something fails or is missing, and
one before for a follow-up.
"""

import threading
from collections.abc import Sequence

from pipeline.ask.answering import Asked, Heard, unheard
from pipeline.ask.proving.proof import Shown
from pipeline.ask.question.courtesy import courtesy
from pipeline.ask.question.understanding import Question, understood
from pipeline.ask.worded.asking import PROMPTS, Caller
from pipeline.ask.worded.attempt import Attempt
from pipeline.ask.worded.closing import Outcome, closed
from pipeline.ask.worded.material import Material, Wish, gather
from pipeline.ask.worded.rewriting import Sought, plainly, rewritten
from pipeline.ask.worded.writing import Writing
from pipeline.core.errors import AnswerError, ContextError
from pipeline.core.progress import Progress
from pipeline.core.types import Answer
from pipeline.llm.chain import Desk
from pipeline.llm.prompts import load
from pipeline.sources.rights import Release
from pipeline.sources.search.library import Library


class ModelAnswerer:
    """Asks the model of a desk; tells once of each document that may not be shown to it."""

    def __init__(self, desk: Desk, progress: Progress) -> None:
        self._desk, self._progress = desk, progress
        self._caller = Caller(desk)
        self._rules = "\n".join(load(name).source for name in PROMPTS)
        self._told: set[str] = set()
        self._telling = threading.Lock()

    @property
    def signature(self) -> str:
        return self._desk.signature(*map(load, PROMPTS))

    def answer(self, asked: Asked, library: Library, heard: Heard = unheard) -> Answer:
        said = courtesy(asked.question)
        if said is not None:
            return said
        question = understood(asked)
        sought = self._sought(question, asked, library)

        def look(queries: tuple[str, ...]) -> Material:
            wish = Wish(queries, asked.only, sought.lists, sought.across)
            material = gather(wish, library, external=self._desk.settings.external)
            self._tell(material.withheld)
            return material

        material = look(sought.queries)
        writing = Writing(heard)
        if material.shown:
            attempt = Attempt(
                self._caller, self._rules, sought, writing, look,
                lambda hit: Shown(hit.passage, library.source(hit)),
            )  # fmt: skip
            missing = attempt.made(material)
        else:
            missing = ("withheld",) if material.best else ("nothing",)
        by = self._desk.settings.name
        outcome = Outcome(question.asked, sought.question, sought.language, by, missing)
        return closed(outcome, writing, material.best, library)

    def _sought(self, question: Question, asked: Asked, library: Library) -> Sought:
        """The question as it stands alone; where the model cannot say, as it was understood without."""
        if not asked.before:
            return plainly(question)
        rights = {(one.project, one.path): one.rights for one in library.sources()}
        try:
            reply = self._caller.rewrite(question.asked, asked.before, rights)
        except (AnswerError, ContextError):
            return plainly(question)
        return rewritten(question, reply, asked.before)

    def _tell(self, withheld: Sequence[str]) -> None:
        with self._telling:
            new = tuple(one for one in withheld if one not in self._told)
            self._told.update(new)
        if new:
            self._progress.said(Release((), new).told)
