"""Flagged sentences by a model: it sees the whole text, and gives back only what was flagged."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pipeline.checks.case import Ground
from pipeline.checks.contract import Contract, Row, contract_of
from pipeline.checks.judging import Judge
from pipeline.checks.prose.style_sheet import rules
from pipeline.checks.replies import numbers_fault
from pipeline.core.types import Narrative, Sentence
from pipeline.llm.chain import Chain, Desk
from pipeline.llm.prompts import load
from pipeline.llm.schema import Reply
from pipeline.narratives.demands import misshapen
from pipeline.narratives.plan import Plan
from pipeline.narratives.references import Known, shown
from pipeline.narratives.revise import Flagged
from pipeline.sources.retrieval import Retriever

BACKGROUND = 3
"""Passages near the flagged sentences: they help to understand, and are no evidence."""


class RevisedSentence(Reply):
    """One sentence by its number, its new text, its basis, and the ids it rests on."""

    nummer: int
    text: str
    grundlage: Literal["evidence", "value", "inference", "illustration"]
    auspraegungen: list[str]
    passagen: list[str]


class RevisedSentences(Reply):
    """The flagged sentences, each once."""

    saetze: list[RevisedSentence]


@dataclass(frozen=True)
class ModelReviser:
    """Asks the model for the flagged sentences of one narrative; `judge` counts its calls as drafting."""

    desk: Desk
    retriever: Retriever
    judge: Judge

    @property
    def signature(self) -> str:
        """What a result depends on besides its input."""
        return self.desk.signature(load("narratives/revise")) + self.judge.signature

    @property
    def at_once(self) -> int:
        """As many narratives as the server is given calls at a time."""
        return self.desk.settings.parallel

    def revise(
        self, narrative: Narrative, plan: Plan, flagged: Sequence[Flagged], ground: Ground
    ) -> Mapping[int, Sentence]:
        old = {one.number: narrative.sentences[one.number - 1] for one in flagged}
        contract = contract_of(ground.clusters.cluster(plan.cluster), ground.sheet)
        concerned = _concerned(flagged, list(old.values()), contract)
        themes = [*plan.themes, *plan.tentative[:2], *([plan.counterpoint] if plan.counterpoint else [])]
        rows = {row.number: row for row in (*concerned, *(contract.row_of(one.value) for one in themes))}
        passages = self.retriever.get(_passages(plan, concerned, list(old.values())))
        given = Known(frozenset(row.value for row in rows.values()), frozenset(one.id for one in passages))
        near = self.retriever.near([one.text for one in old.values()], 1)
        background = {one.id: one.text for row in near for one in row if one.id not in given.passages}
        told = {
            "titel": plan.title,
            "leitmotiv": plan.leitmotif,
            "saetze": "\n".join(f"{n}: {one.text}" for n, one in enumerate(narrative.sentences, start=1)),
            "auftraege": [
                {"nummer": one.number, "befund": "\n".join(finding.message for finding in one.findings)}
                for one in flagged
            ],
            "auspraegungen": [_told(row, row in concerned, ground) for row in rows.values()],
            "passagen": shown(passages),
            "hintergrund": list(background.values())[:BACKGROUND],
            "horizont": ground.settings.horizon,
            "region": ground.settings.region,
            "stil": rules(ground.style),
        }
        chain = Chain(load("narratives/revise"), RevisedSentences, "draft")
        reply = chain.ask(
            self.desk,
            told,
            lambda found: _fault(found, list(old), given),
            lambda found: _wish(found, ground.style.sentences.longest),
        )
        return {one.nummer: _sentence(one, old[one.nummer].paragraph) for one in reply.saetze}


def _concerned(flagged: Sequence[Flagged], old: Sequence[Sentence], contract: Contract) -> list[Row]:
    """The rows that the findings name or the flagged sentences rest on."""
    named = {finding.evidence for one in flagged for finding in one.findings}
    named |= {value for sentence in old for value in sentence.values}
    return [row for row in contract.rows if named & {row.value, *row.siblings}]


def _passages(plan: Plan, concerned: Sequence[Row], old: Sequence[Sentence]) -> list[str]:
    """What the flagged sentences cite, and the first passage of each theme that is concerned."""
    cited = [passage for sentence in old for passage in sentence.passages]
    values = {row.value for row in concerned}
    themes = [theme for theme in (*plan.themes, *plan.tentative) if theme.value in values]
    return list(dict.fromkeys([*cited, *(one for theme in themes for one in theme.passages[:1])]))


def _told(row: Row, concerned: bool, ground: Ground) -> dict[str, Any]:
    """A value; where it is concerned, with today's state and what must not be said."""
    factor, value = ground.sheet.factor(row.factor), ground.sheet.value(row.value)
    return {
        "id": value.id,
        "faktor": factor.name,
        "label": value.label,
        "text": value.text,
        "heute": factor.heute if concerned else "",
        "andere": [ground.sheet.value(one).label for one in row.siblings] if concerned else [],
    }


def _sentence(one: RevisedSentence, paragraph: int) -> Sentence:
    return Sentence(
        text=" ".join(one.text.split()),
        basis=one.grundlage,
        values=tuple(one.auspraegungen),
        passages=tuple(one.passagen),
        paragraph=paragraph,
    )


def _fault(reply: RevisedSentences, numbers: Sequence[int], known: Known) -> str:
    """What is wrong with a reply, told to the model; "" where nothing is."""
    wrong = numbers_fault([one.nummer for one in reply.saetze], numbers, "Satz", "Sätze")
    if wrong:
        return wrong
    for one in reply.saetze:
        if not one.text.strip():
            return f"Satz {one.nummer} ist leer."
        fault = known.fault(one.nummer, one.text, one.grundlage, one.auspraegungen, one.passagen)
        if fault:
            return fault
    return ""


def _wish(reply: RevisedSentences, longest: int) -> str:
    """Entries that are too long to be read well or more than one sentence; "" where none is."""
    return " ".join(told for one in reply.saetze for told in misshapen(one.nummer, one.text, longest))
