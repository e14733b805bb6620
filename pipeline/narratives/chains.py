"""Narratives by a model: sentence by sentence, each with what it rests on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pipeline.core.settings import Settings
from pipeline.core.types import FactorValue, Narrative, Passage, Sentence, Sheet
from pipeline.language.words import count_words
from pipeline.llm.chain import Chain, Desk
from pipeline.llm.prompts import load
from pipeline.llm.schema import Reply
from pipeline.narratives.plan import Plan, Theme
from pipeline.sources.retrieval import Retriever

LENIENCE = 0.1
"""How far outside the wanted length a draft may lie: counting words is hard for models."""
LONGEST = 35
FEWEST_SENTENCES = 8


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
    """Asks the model for one narrative after a plan."""

    desk: Desk
    retriever: Retriever

    @property
    def signature(self) -> str:
        """What a result depends on besides its input."""
        return self.desk.signature(load("narratives/draft"))

    @property
    def at_once(self) -> int:
        """As many calls as the server is given at a time."""
        return self.desk.settings.parallel

    def write(self, plan: Plan, number: int, sheet: Sheet, settings: Settings) -> Narrative:
        themes = [*plan.themes, *plan.tentative[:2]]
        tentative = {theme.value for theme in plan.tentative}
        passages = {one.id: one for one in self.retriever.get(_wanted(plan))}
        told = [_theme(theme, theme.value in tentative, sheet, passages) for theme in themes]
        counterpoint = _value(sheet.value(plan.counterpoint.value)) if plan.counterpoint else None
        known = {theme.value for theme in themes} | (
            {plan.counterpoint.value} if plan.counterpoint else set()
        )
        low, high = settings.draft.words
        values = {
            "titel": plan.title,
            "leitmotiv": plan.leitmotif,
            "woerter_von": low,
            "woerter_bis": high,
            "publikum": settings.draft.audience,
            "leitwerte": list(plan.guiding),
            "themen": told,
            "gegenpunkt": counterpoint,
            "grundton": plan.tone,
            "fremd": _foreign(themes, sheet),
            "horizont": settings.horizon,
            "region": settings.region,
            "rueckmeldung": "",
        }
        chain = Chain(load("narratives/draft"), Draft, "draft")
        shown = {passage["id"] for theme in told for passage in theme["passagen"]}
        reply = chain.ask(
            self.desk, values, lambda found: _fault(found, known, shown, settings.draft.words)
        )
        return Narrative(
            cluster=plan.cluster,
            title=plan.title,
            rohgeruest=False,
            sentences=tuple(_sentence(one) for one in reply.saetze),
        )


def _wanted(plan: Plan) -> list[str]:
    return list(dict.fromkeys(one for theme in (*plan.themes, *plan.tentative) for one in theme.passages))


def _theme(theme: Theme, tentative: bool, sheet: Sheet, passages: Mapping[str, Passage]) -> dict[str, Any]:
    factor = sheet.factor(theme.factor)
    return {
        **_value(sheet.value(theme.value)),
        "faktor": factor.name,
        "heute": factor.heute,
        "offen": tentative,
        "passagen": [
            {"id": one.id, "ort": f"{one.document}, {one.anchor}", "text": one.text}
            for one in (passages[key] for key in theme.passages[:1] if key in passages)
        ],
    }


def _value(value: FactorValue) -> dict[str, Any]:
    return {"id": value.id, "label": value.label, "text": value.text}


def _foreign(themes: Sequence[Theme], sheet: Sheet) -> list[str]:
    """The siblings of the told values: what other scenarios say of the same factors."""
    return [
        f"{sheet.factor(theme.factor).name}: "
        + "; ".join(v.label for v in sheet.factor(theme.factor).values if v.id != theme.value)
        for theme in themes[:8]
    ]


def _sentence(one: DraftedSentence) -> Sentence:
    return Sentence(
        text=" ".join(one.text.split()),
        basis=one.grundlage,
        values=tuple(one.auspraegungen),
        passages=tuple(one.passagen),
        paragraph=one.absatz,
    )


def _fault(draft: Draft, values: set[str], passages: set[str], words: tuple[int, int]) -> str:
    """What is wrong with a draft, told to the model; "" where nothing is."""
    if len(draft.saetze) < FEWEST_SENTENCES:
        return f"Der Text hat nur {len(draft.saetze)} Sätze."
    paragraph = 1
    for number, one in enumerate(draft.saetze, start=1):
        unknown = [v for v in one.auspraegungen if v not in values]
        unknown += [p for p in one.passagen if p not in passages]
        if unknown:
            return f"Satz {number} nennt „{unknown[0]}“; diese Kennung steht nicht im Auftrag."
        if one.grundlage == "evidence" and not one.passagen:
            return f"Satz {number} soll belegt sein (evidence), nennt aber keine Passage."
        if one.grundlage != "evidence" and not (one.auspraegungen or one.passagen):
            return f"Satz {number} nennt nicht, worauf er beruht."
        if one.absatz not in (paragraph, paragraph + 1) or not one.text.strip():
            return f"Satz {number} ist leer, oder sein Absatz {one.absatz} folgt nicht auf {paragraph}."
        paragraph = one.absatz
        if count_words(one.text) > LONGEST:
            return (
                f"Satz {number} hat {count_words(one.text)} Wörter; keiner darf mehr als {LONGEST} haben."
            )
    total = sum(count_words(one.text) for one in draft.saetze)
    low, high = words
    if not low * (1 - LENIENCE) <= total <= high * (1 + LENIENCE):
        return f"Der Text hat {total} Wörter; verlangt sind {low} bis {high}."
    return ""
