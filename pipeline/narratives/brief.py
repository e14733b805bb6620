"""What a model is told before it drafts a narrative: the plan with the wording behind its ids."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.checks.prose.style_sheet import StyleSheet, rules
from pipeline.core.settings import PARAGRAPHS, Settings
from pipeline.core.types import FactorValue, Passage, Sheet
from pipeline.narratives.plan import Plan, Step, Theme
from pipeline.narratives.references import Known
from pipeline.narratives.references import shown as passages_told
from pipeline.narratives.region import regional_first
from pipeline.sources.retrieval import Retriever

TENTATIVE = 2
CONTRASTED = 8


@dataclass(frozen=True)
class Brief:
    """The inputs of the prompt, and what a draft may refer to and has to put into words of its own.

    `guiding` are the values of the first paragraph, `wording` the texts behind all values.
    """

    inputs: Mapping[str, Any]
    known: Known
    guiding: tuple[str, ...]
    wording: tuple[str, ...]


def brief(
    plan: Plan, number: int, sheet: Sheet, settings: Settings, retriever: Retriever, style: StyleSheet
) -> Brief:
    """What is told for this plan; `number` (from 0) decides how the text begins and ends."""
    themes = [*plan.themes, *plan.tentative[:TENTATIVE]]
    shown = [*themes, *([plan.counterpoint] if plan.counterpoint else [])]
    passages = {one.id: one for one in retriever.get(_wanted(plan))}
    told = [_theme(theme, plan, sheet, passages, settings) for theme in themes]
    of_path = passages_told([passages[one] for one in _of_path(plan) if one in passages])
    values = frozenset(
        [*(theme.value for theme in shown), *(one for step in plan.path for one in step.values)]
    )
    low, high = settings.draft.words
    return Brief(
        inputs={
            "titel": plan.title,
            "leitmotiv": plan.leitmotif,
            "leitidee": plan.idea,
            "anlage": number,
            "woerter_von": low,
            "woerter_bis": high,
            "publikum": settings.draft.audience,
            "absaetze": "" if settings.draft.paragraphs == PARAGRAPHS else _span(settings.draft.paragraphs),
            "ton": settings.draft.tone,
            "stil": rules(style),
            "leitwerte": list(plan.guiding),
            "themen": told,
            "weg": [_step(step, sheet, passages) for step in plan.path],
            "weg_passagen": of_path,
            "gegenpunkt": _value(sheet.value(plan.counterpoint.value)) if plan.counterpoint else None,
            "gegenpunkt_grund": plan.counterpoint_reason,
            "grundton": plan.tone,
            "fremd": _foreign(themes, sheet),
            "horizont": settings.horizon,
            "region": settings.region,
            "rueckmeldung": "",
        },
        known=Known(
            values,
            frozenset(
                one["id"] for part in (of_path, *(theme["passagen"] for theme in told)) for one in part
            ),
        ),
        guiding=tuple(one for one in plan.guiding if one in values),
        wording=tuple(
            text for one in shown for text in (sheet.value(one.value).text, sheet.factor(one.factor).heute)
        ),
    )


def _span(wanted: tuple[int, int]) -> str:
    low, high = wanted
    return str(low) if low == high else f"{low} bis {high}"


def _wanted(plan: Plan) -> list[str]:
    """The passages of the themes and of the way, each once."""
    themes = [one for theme in (*plan.themes, *plan.tentative) for one in theme.passages]
    return list(dict.fromkeys([*themes, *_of_path(plan)]))


def _of_path(plan: Plan) -> list[str]:
    return list(dict.fromkeys(one for step in plan.path for one in step.passages))


def _theme(
    theme: Theme, plan: Plan, sheet: Sheet, passages: Mapping[str, Passage], settings: Settings
) -> dict[str, Any]:
    factor = sheet.factor(theme.factor)
    found = regional_first([passages[one] for one in theme.passages if one in passages], settings)
    return {
        **_value(sheet.value(theme.value)),
        "faktor": factor.name,
        "heute": factor.heute,
        "offen": theme in plan.tentative,
        "quer": theme.value in plan.cross,
        "passagen": passages_told(found[:1]),
    }


def _step(step: Step, sheet: Sheet, passages: Mapping[str, Passage]) -> dict[str, Any]:
    values = [f"{one} ({sheet.value(one).label})" for one in step.values]
    return {"text": step.text, "grundlage": [*values, *(one for one in step.passages if one in passages)]}


def _value(value: FactorValue) -> dict[str, Any]:
    return {"id": value.id, "label": value.label, "text": value.text}


def _foreign(themes: Sequence[Theme], sheet: Sheet) -> list[str]:
    """The siblings of the told values: what other scenarios say of the same factors."""
    return [
        f"{sheet.factor(theme.factor).name}: "
        + "; ".join(v.label for v in sheet.factor(theme.factor).values if v.id != theme.value)
        for theme in themes[:CONTRASTED]
    ]
