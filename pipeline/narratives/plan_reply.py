"""The plan of a narrative as a model gives it, what it has to fulfil, and what is told where it does not.

All faults are told at once: each time a model is asked again is a call.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.core.types import Sheet
from pipeline.language.numbers import numbers
from pipeline.language.words import count_words
from pipeline.llm.schema import Reply
from pipeline.narratives.material import KEY, Material
from pipeline.narratives.stray_ids import stray_ids

CARRYING = 3
FEWEST, MOST = 6, 9
UNSURE = 2
"""Open placements a plan may tell; the draft shows as many."""
KEYS = 6
"""Of more key factors a text of 300 words tells these at least; of fewer, all."""
STEPS = (3, 5)
LONGEST_IDEA = 45
NAMED = 6
_NO_FACTS = frozenset({"1", "2", "3"})


class PlannedStep(Reply):
    """A step of the way, and the ids of values and passages it rests on."""

    text: str
    grundlage: list[str]


class PlannedNarrative(Reply):
    """The plan of one narrative, all values by their ids."""

    leitidee: str
    tragend: list[str]
    themen: list[str]
    gegenpunkt: str
    begruendung: str
    weg: list[PlannedStep]
    querlage: list[str]


@dataclass(frozen=True)
class Wanted:
    """What is wanted of the plan of one cluster, and the ids it may name.

    `told` and `unsure` are the values of sure and of open place, `keys` those of key factors among
    the sure ones, `against` those that the groups valued against the tone, the foremost first.
    """

    told: frozenset[str]
    unsure: frozenset[str]
    keys: tuple[str, ...]
    against: tuple[str, ...]
    passages: frozenset[str]

    @property
    def fewest(self) -> int:
        """How many themes there are at least: one value may be the counterpoint."""
        return max(1, min(FEWEST, len(self.told) - 1))

    @property
    def carrying(self) -> int:
        return min(CARRYING, self.fewest)

    @property
    def keys_needed(self) -> int:
        return min(KEYS, len(self.keys))


def wanted(material: Material, sheet: Sheet, passages: Sequence[str]) -> Wanted:
    """What is wanted of the plan of this material."""
    opposite = {"hell": "-", "dunkel": "+"}.get(material.tone)
    return Wanted(
        told=material.told,
        unsure=frozenset(material.unsure),
        keys=tuple(v for v in material.ranked if sheet.factor(material.factor_of[v]).rolle == KEY),
        against=tuple(v for v in material.ranked if opposite and sheet.value(v).wertung == opposite),
        passages=frozenset(passages),
    )


def fault(reply: PlannedNarrative, asked: Wanted, shown: str) -> str:
    """What is wrong with a plan, told to the model; "" where nothing is. `shown` is all it was given."""
    unknown = _unknown(reply, asked)
    if unknown:
        return f"Diese Kennungen stehen nicht im Auftrag: {_some(unknown)}."
    found = [
        *_choice(reply, asked),
        *_counterpoint(reply, asked),
        *_words(reply, asked, shown),
    ]
    return " ".join(found)


def _unknown(reply: PlannedNarrative, asked: Wanted) -> list[str]:
    members = asked.told | asked.unsure
    named = [*reply.tragend, *reply.themen, *reply.querlage]
    named += [reply.gegenpunkt] if reply.gegenpunkt else []
    unknown = [one for one in named if one not in members]
    steps = [one for step in reply.weg for one in step.grundlage]
    unknown += [one for one in steps if one not in members | asked.passages]
    return list(dict.fromkeys(unknown))


def _choice(reply: PlannedNarrative, asked: Wanted) -> list[str]:
    found = [
        f"In „{name}“ kommt {_some(twice)} mehrmals vor."
        for name, named in (
            ("tragend", reply.tragend),
            ("themen", reply.themen),
            ("querlage", reply.querlage),
        )
        if (twice := [one for one, count in Counter(named).items() if count > 1])
    ]
    themes = set(reply.themen)
    uncertain = [one for one in reply.themen if one in asked.unsure]
    if not asked.fewest <= len(themes) <= MOST:
        found.append(
            f"In „themen“ stehen {len(themes)} Kennungen; verlangt sind {asked.fewest} bis {MOST}."
        )
    if len(uncertain) > UNSURE:
        found.append(
            f"In „themen“ stehen {len(uncertain)} Ausprägungen mit offener Zuordnung "
            f"({_some(uncertain)}); erlaubt sind höchstens {UNSURE}."
        )
    if len(reply.tragend) != asked.carrying:
        found.append(f"In „tragend“ stehen {len(reply.tragend)} Kennungen; verlangt sind {asked.carrying}.")
    found += [
        f"{value} kann nicht in „tragend“ stehen: ihre Zuordnung ist offen."
        for value in reply.tragend
        if value in asked.unsure
    ]
    missing = [value for value in reply.tragend if value in asked.told and value not in reply.themen]
    if missing:
        found.append(f"Aus „tragend“ fehlt in „themen“: {_some(missing)}.")
    silent = [value for value in asked.keys if value not in (*reply.themen, reply.gegenpunkt)]
    if len(asked.keys) - len(silent) < asked.keys_needed:
        found.append(
            f"Von den Schlüsselfaktoren stehen {len(asked.keys) - len(silent)} in „themen“ oder "
            f"„gegenpunkt“; verlangt sind {asked.keys_needed}. Es fehlen: {_some(silent)}."
        )
    return found


def _counterpoint(reply: PlannedNarrative, asked: Wanted) -> list[str]:
    if not reply.begruendung.strip():
        return ["„begruendung“ ist leer."]
    if not reply.gegenpunkt:
        return []
    if reply.gegenpunkt in reply.themen:
        return [f"Der Gegenpunkt {reply.gegenpunkt} steht auch in „themen“; nimm ihn dort heraus."]
    if reply.gegenpunkt in asked.unsure:
        return [f"Die Zuordnung von {reply.gegenpunkt} ist offen; wähle einen anderen Gegenpunkt."]
    return []


def _words(reply: PlannedNarrative, asked: Wanted, shown: str) -> list[str]:
    low, high = STEPS
    found = []
    if not low <= len(reply.weg) <= high:
        found.append(f"„weg“ hat {len(reply.weg)} Schritte; verlangt sind {low} bis {high}.")
    for number, step in enumerate(reply.weg, start=1):
        if not step.text.strip() or not step.grundlage:
            found.append(f"Schritt {number} in „weg“ ist leer oder nennt keine Grundlage.")
    if not reply.leitidee.strip() or count_words(reply.leitidee) > LONGEST_IDEA:
        found.append(f"„leitidee“ soll ein einziger Satz mit höchstens {LONGEST_IDEA} Wörtern sein.")
    texts = " ".join([reply.leitidee, reply.begruendung, *(step.text for step in reply.weg)])
    invented = numbers(texts) - numbers(shown) - _NO_FACTS
    if invented:
        found.append(f"Diese Zahlen oder Jahre stehen nicht im Material: {_some(sorted(invented))}.")
    ids = stray_ids(texts, asked.told | asked.unsure | asked.passages)
    if ids:
        found.append(f"Kennungen gehören nicht in die Sätze: {_some(ids)}.")
    return found


def _some(named: Sequence[str]) -> str:
    """The first of many, so that a message stays one that can be followed."""
    more = f" und {len(named) - NAMED} weitere" if len(named) > NAMED else ""
    return f"{', '.join(named[:NAMED])}{more}"
