"""What a model is told of a place that it is to word anew: the whole text, plan, contract, and the note."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.checks.case import Ground
from pipeline.checks.contract import Row, contract_of
from pipeline.checks.prose.style_sheet import rules
from pipeline.core.errors import InputError
from pipeline.language.words import count_words
from pipeline.narratives.outgoing import Outgoing
from pipeline.narratives.redraft.note import understood
from pipeline.narratives.redraft.nouns import Wanted
from pipeline.narratives.redraft.soundness import length_told
from pipeline.narratives.references import Known, shown
from pipeline.sources.retrieval import Retriever

BACKGROUND = 3
"""Passages near the place and the note: they help to understand, and are no evidence."""


@dataclass(frozen=True)
class Given:
    """The inputs of the prompt, and what an answer may refer to."""

    inputs: Mapping[str, Any]
    known: Known


def given(wanted: Wanted, retriever: Retriever) -> Given:
    """What is told of the place; raises InputError where its own words may not go out."""
    plan, ground, settings = wanted.plan, wanted.ground, wanted.ground.settings
    outgoing = Outgoing(ground, retriever)
    _insist_on_going_out(wanted, outgoing)
    contract = contract_of(ground.clusters.cluster(plan.cluster), ground.sheet)
    concerned = _concerned(wanted)
    themes = [*plan.themes, *plan.tentative[:2], *([plan.counterpoint] if plan.counterpoint else [])]
    shown_whole = {*concerned, *(one.value for one in themes)}
    rows = [row for row in contract.rows if shown_whole & {row.value, *row.siblings}]
    others = [row for row in contract.rows if row not in rows and row.firm]
    passages = retriever.get(_passages(wanted, concerned))
    near = retriever.near([" ".join(one.text for one in wanted.before), *filter(None, [wanted.note])], 2)
    known = Known(frozenset(row.value for row in (*rows, *others)), frozenset(one.id for one in passages))
    background = {one.id: one.text for row in near for one in row if one.id not in known.passages}
    place = wanted.place
    return Given(
        inputs={
            "titel": plan.title,
            "leitmotiv": plan.leitmotif if outgoing.allows(plan.leitmotif) else "",
            "leitidee": plan.idea if outgoing.allows(plan.idea) else "",
            "grundton": plan.tone,
            "publikum": settings.draft.audience,
            "saetze": _numbered(wanted, outgoing),
            "stelle": place.told,
            "nummern": list(wanted.numbers),
            "worte": sum(count_words(one.text) for one in wanted.before),
            "laenge": length_told(wanted),
            "ein_satz": place.sentence is not None,
            "ganzer_text": place.whole,
            "auspraegungen": [_told(row, row.value in concerned, ground) for row in rows],
            "weitere": [_told(row, False, ground) for row in others],
            "weg": [step.text for step in plan.path if outgoing.allows(step.text)],
            "passagen": shown(passages),
            "hintergrund": list(background.values())[:BACKGROUND],
            "geaendert": list(wanted.changed),
            "notiz": wanted.note,
            "stil": rules(ground.style),
            "horizont": settings.horizon,
            "region": settings.region,
        },
        known=known,
    )


def _concerned(wanted: Wanted) -> set[str]:
    """The values that the place rests on or rested on, and those that the note names."""
    ground = wanted.ground
    named = understood(wanted.note, ground.clusters.cluster(wanted.plan.cluster), ground.sheet)
    rested = {value for one in wanted.before for value in one.values}
    rested |= {value for one in wanted.before if one.before for value in one.before.values}
    return {*rested, *named.more, *named.less}


def _passages(wanted: Wanted, concerned: set[str]) -> list[str]:
    """What the place cites, and the first passage of each theme that is concerned."""
    cited = [passage for one in wanted.before for passage in one.passages]
    themes = [one for one in (*wanted.plan.themes, *wanted.plan.tentative) if one.value in concerned]
    return list(dict.fromkeys([*cited, *(one for theme in themes for one in theme.passages[:1])]))


def _insist_on_going_out(wanted: Wanted, outgoing: Outgoing) -> None:
    """Raise InputError where the place or the note repeats what the model may not see."""
    withheld = outgoing.withheld(wanted.narrative)
    for number in wanted.numbers:
        if number in withheld:
            raise InputError(
                f"Satz {number} wiederholt „{withheld[number]}“, und das darf nicht an ein externes Modell "
                "gehen. Bitte den Satz von Hand umschreiben oder mit --offline Fassungen schreiben lassen."
            )
    if not outgoing.allows(wanted.note):
        raise InputError(
            "Die Notiz wiederholt eine Unterlage, die nicht an ein externes Modell darf. Bitte sie in "
            "eigene Worte fassen."
        )


def _numbered(wanted: Wanted, outgoing: Outgoing) -> str:
    """The whole text, a sentence a line, with a gap between paragraphs."""
    lines = []
    paragraph = 1
    told = outgoing.texts(wanted.narrative)
    for number, (one, text) in enumerate(zip(wanted.narrative.sentences, told, strict=True), start=1):
        lines += [""] * (one.paragraph != paragraph) + [f"{number}: {text}"]
        paragraph = one.paragraph
    return "\n".join(lines)


def _told(row: Row, concerned: bool, ground: Ground) -> dict[str, Any]:
    """A value; where it is concerned, with today's state and what must not be said."""
    factor, value = ground.sheet.factor(row.factor), ground.sheet.value(row.value)
    return {
        "id": value.id,
        "faktor": factor.name,
        "label": value.label,
        "text": value.text,
        "offen": not row.firm,
        "heute": factor.heute if concerned else "",
        "andere": [ground.sheet.value(one).label for one in row.siblings] if concerned else [],
    }
