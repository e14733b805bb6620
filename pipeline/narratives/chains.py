"""Narratives by a model: sentence by sentence, each with what it rests on."""

from dataclasses import dataclass, field
from typing import Literal

from pipeline.checks.prose.style_sheet import StyleSheet
from pipeline.core.settings import Settings
from pipeline.core.types import Narrative, Sentence, Sheet
from pipeline.llm.chain import Chain, Desk
from pipeline.llm.prompts import load
from pipeline.llm.schema import Reply
from pipeline.narratives.brief import brief
from pipeline.narratives.demands import Demands
from pipeline.narratives.plan import Plan
from pipeline.narratives.references import Known
from pipeline.sources.retrieval import Retriever

FEWEST_SENTENCES = 3
"""Below it there is no text; how many are wanted follows from the wanted length."""


class DraftedSentence(Reply):
    """One sentence, its paragraph (from 1), its basis, and the ids it rests on."""

    absatz: int
    text: str
    grundlage: Literal["evidence", "value", "inference", "illustration"]
    auspraegungen: list[str]
    passagen: list[str]


class Draft(Reply):
    """The sentences of a narrative in order."""

    saetze: list[DraftedSentence]


@dataclass(frozen=True)
class ModelWriter:
    """Asks the model for one narrative after a plan, in the house's style."""

    desk: Desk
    retriever: Retriever
    style: StyleSheet = field(default_factory=StyleSheet)

    @property
    def signature(self) -> str:
        """What a result depends on besides its input."""
        return self.desk.signature(load("narratives/draft"))

    @property
    def at_once(self) -> int:
        """As many calls as the server is given at a time."""
        return self.desk.settings.parallel

    def write(self, plan: Plan, number: int, sheet: Sheet, settings: Settings) -> Narrative:
        told = brief(plan, number, sheet, settings, self.retriever, self.style)
        longest = self.style.sentences.longest
        demands = Demands(settings.draft.words, told.guiding, told.wording, settings.horizon, longest)
        chain = Chain(load("narratives/draft"), Draft, "draft")
        reply = chain.ask(
            self.desk,
            told.inputs,
            lambda found: _fault(found, told.known),
            lambda found: demands.unmet([_sentence(one) for one in found.saetze]),
        )
        return Narrative(
            cluster=plan.cluster,
            title=plan.title,
            rohgeruest=False,
            sentences=tuple(_sentence(one) for one in reply.saetze),
        )


def _sentence(one: DraftedSentence) -> Sentence:
    return Sentence(
        text=" ".join(one.text.split()),
        basis=one.grundlage,
        values=tuple(one.auspraegungen),
        passages=tuple(one.passagen),
        paragraph=one.absatz,
    )


def _fault(draft: Draft, known: Known) -> str:
    """What is wrong with a draft, told to the model; "" where nothing is."""
    if len(draft.saetze) < FEWEST_SENTENCES:
        return f"Der Text hat nur {len(draft.saetze)} Sätze."
    paragraph = 1
    if draft.saetze[0].absatz != paragraph:
        return f"Der erste Satz steht in Absatz {draft.saetze[0].absatz}; „absatz“ zählt von 1."
    for number, one in enumerate(draft.saetze, start=1):
        fault = known.fault(number, one.text, one.grundlage, one.auspraegungen, one.passagen)
        if fault:
            return fault
        if one.absatz not in (paragraph, paragraph + 1) or not one.text.strip():
            return f"Satz {number} ist leer, oder sein Absatz {one.absatz} folgt nicht auf {paragraph}."
        paragraph = one.absatz
    return ""
