"""Which factors a text tells, which it contradicts, and which it leaves out, each with its sentence.

Every factor is in exactly one state. What rests on understanding is open as long as neither a model nor a
person has decided it; so is a factor that may stand in a sentence of which nobody knows what it tells: each
such sentence may tell one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from pipeline.checks.contract import KEY, contract_of
from pipeline.core.types import Factor, Narrative
from pipeline.evaluation.material import Material
from pipeline.evaluation.saying import Reading, Saying, reading_of
from pipeline.evaluation.selection import open_numbers, select

State = Literal["contradicted", "open", "silent", "told"]
NAMES: Mapping[State, str] = {
    "contradicted": "widersprochen",
    "open": "zu prüfen",
    "silent": "nicht erzählt",
    "told": "erzählt",
}
CARRIES = 15
"""So many factors at most are asked of a text whose project names no key factors; 300 words tell 6 to 9."""


@dataclass(frozen=True)
class Expression:
    """One factor of one text: the value that holds, its state, the sentence (from 1) that shows it, if any,
    and in German what that rests on."""

    cluster: str
    factor: str
    value: str
    state: State
    sentence: int | None = None
    why: str = ""

    @property
    def id(self) -> str:
        """How it is called anywhere."""
        return f"{self.cluster}/{self.factor}"


def expressions(narrative: Narrative, material: Material) -> tuple[Expression, ...]:
    """The state of every factor of the sheet in a text."""
    reading = reading_of(narrative, material)
    ground = material.ground
    members = ground.clusters.cluster(narrative.cluster).members
    found = [_of(factor, members[factor.id], narrative, reading) for factor in ground.sheet.factors]
    return tuple(_unknown(found, reading))


def asked(narrative: Narrative, material: Material) -> tuple[Expression, ...]:
    """Of all factors those that a text is to tell: the key factors, else as many of the firm ones as a text
    can carry, the told ones first."""
    found, ground = expressions(narrative, material), material.ground
    keys = {factor.id for factor in ground.sheet.factors if factor.rolle == KEY}
    if keys:
        return tuple(one for one in found if one.factor in keys)
    contract = contract_of(ground.clusters.cluster(narrative.cluster), ground.sheet)
    firm = {row.factor for row in contract.rows if row.firm}
    order: tuple[State, ...] = ("told", "contradicted", "open", "silent")
    ranked = sorted((one for one in found if one.factor in firm), key=lambda one: order.index(one.state))
    return tuple(ranked[:CARRIES])


def all_read(material: Material) -> bool:
    """Whether no sentence of any text waits for a person; false where there are no texts."""
    return bool(material.narratives) and not waiting(material)


def waiting(material: Material) -> int:
    """How many sentences of all texts wait for a person."""
    count = 0
    for one in material.narratives:
        decided = material.by_model.get(one.cluster, frozenset[int]())
        chosen = select(one, material.findings, material.reviewed, material.trust, decided)
        count += len(open_numbers(one, chosen.wanted, material.reviewed))
    return count


def _of(factor: Factor, value: str, narrative: Narrative, reading: Reading) -> Expression:
    one = Expression(narrative.cluster, factor.id, value, "silent")
    against = reading.against(factor)
    if against is not None:
        return _with(one, "contradicted", against)
    told, doubt = reading.tells(factor, value), reading.doubts(factor, value)
    if told is not None and (doubt is None or doubt.sentence != told.sentence):
        return _with(one, "told", told)
    return _with(one, "open", doubt) if doubt is not None else one


def _with(one: Expression, state: State, said: Saying) -> Expression:
    return replace(one, state=state, sentence=said.sentence, why=said.why)


def _unknown(found: list[Expression], reading: Reading) -> list[Expression]:
    """Silent factors that may stand in a sentence nobody knows, one for each of them, are open."""
    known = {one.sentence for one in found if one.sentence is not None}
    left = [number for number in reading.unknown if number not in known]
    silent = [one for one in found if one.state == "silent"]
    pairs = sorted(
        ((number, one) for number in left for one in silent),
        key=lambda pair: -reading.nearness(pair[0], pair[1].value),
    )
    maybe: dict[str, int] = {}
    for number, one in pairs:
        if one.factor not in maybe and number not in maybe.values():
            maybe[one.factor] = number
    return [
        replace(one, state="open", why=f"nicht zu erkennen, am ehesten in Satz {maybe[one.factor]}")
        if one.factor in maybe
        else one
        for one in found
    ]
