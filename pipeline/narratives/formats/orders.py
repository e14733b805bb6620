"""What a model is asked for beside a narrative: of each call the prompt, the reply, and what it fills."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from pipeline.llm.schema import Reply
from pipeline.narratives.formats.making import FormatName, Matter
from pipeline.narratives.formats.nouns import Entry, Milestone
from pipeline.narratives.formats.replies import (
    HeadlineReply,
    MilestonesReply,
    SignalsReply,
    ToldEntry,
    WinnersReply,
    headline_faults,
    milestones_faults,
    signals_faults,
    winners_faults,
)
from pipeline.narratives.formats.request import Told
from pipeline.narratives.influences import told_influences
from pipeline.narratives.plan import Plan

R = TypeVar("R", bound=Reply)
PROMPTS: dict[FormatName, str] = {
    "headline": "headline",
    "teaser": "headline",
    "signals": "signals",
    "winners": "winners",
    "milestones": "milestones",
}
"""The prompt of each format that has one; headline and teaser are read together and asked for together."""
FIRST, THEN = "Zuerst", "Danach"


SET_YEARS = "die Jahre zwischen dem ersten und dem letzten sind gesetzt, nicht belegt."


@dataclass(frozen=True)
class Filled:
    """The fields that a reply fills for one format, the texts in them, and what is always to be said."""

    fields: Mapping[str, object]
    texts: Sequence[str]
    remarks: Sequence[str] = ()


@dataclass(frozen=True)
class Order(Generic[R]):
    """One call: its prompt, its reply, what it is told beyond the text, its faults, what it fills."""

    prompt: str
    reply: type[R]
    faults: Callable[[R], Iterable[str]]
    filled: Callable[[R], dict[FormatName, Filled]]
    more: Mapping[str, Any] = field(default_factory=dict)


def headline(given: Told) -> Order[HeadlineReply]:
    """Headline and teaser."""
    return Order(
        "headline",
        HeadlineReply,
        lambda reply: headline_faults(reply, given.known),
        lambda reply: {
            "headline": Filled({"headline": entry(reply.schlagzeile)}, [reply.schlagzeile.text]),
            "teaser": Filled({"teaser": entry(reply.teaser)}, [reply.teaser.text]),
        },
    )


def signals(given: Told, matter: Matter, members: Iterable[str]) -> Order[SignalsReply]:
    """Early-warning signals; what is rated of the values helps to see what comes first."""

    def filled(reply: SignalsReply) -> dict[FormatName, Filled]:
        when = [FIRST if one.wann == "zuerst" else THEN for one in reply.signale]
        entries = tuple(entry(one, f"{told}: ") for one, told in zip(reply.signale, when, strict=True))
        return {"signals": Filled({"signals": entries}, [one.text for one in reply.signale])}

    return Order(
        "signals",
        SignalsReply,
        lambda reply: signals_faults(reply, given.known),
        filled,
        {"bewertungen": told_influences(members, matter.ground.sheet, matter.ratings)},
    )


def winners(given: Told) -> Order[WinnersReply]:
    """Winners and losers."""

    def filled(reply: WinnersReply) -> dict[FormatName, Filled]:
        fields = {
            "winners": tuple(map(entry, reply.gewinner)),
            "losers": tuple(map(entry, reply.verlierer)),
        }
        return {"winners": Filled(fields, [one.text for one in (*reply.gewinner, *reply.verlierer)])}

    return Order("winners", WinnersReply, lambda reply: winners_faults(reply, given.known), filled)


def milestones(given: Told, plan: Plan | None, today: int, horizon: int) -> Order[MilestonesReply]:
    """The way back from the horizon to `today`, which has to be known."""

    def filled(reply: MilestonesReply) -> dict[FormatName, Filled]:
        steps = tuple(Milestone(year=one.jahr, **entry(one).model_dump()) for one in reply.meilensteine)
        texts = [one.text for one in reply.meilensteine]
        return {"milestones": Filled({"milestones": steps}, texts, [SET_YEARS])}

    path = [step.text for step in plan.path] if plan else []
    return Order(
        "milestones",
        MilestonesReply,
        lambda reply: milestones_faults(reply, given.known, today, horizon),
        filled,
        {"heute_jahr": today, "weg": [one for one in path if given.outgoing.allows(one)]},
    )


def entry(one: ToldEntry, before: str = "") -> Entry:
    """A model's entry as ours, single blanks."""
    return Entry(
        text=f"{before}{' '.join(one.text.split())}",
        basis=one.grundlage,
        values=tuple(dict.fromkeys(one.auspraegungen)),
        passages=tuple(dict.fromkeys(one.passagen)),
    )
