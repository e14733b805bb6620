"""Which merges of values hold: the latest decision on a value, and whether it can be followed.

A merge in the log is one of values where the sheet knows any of its ids; all others are of cards.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from pipeline.core.types import Factor, Sheet
from pipeline.scenarios.decisions import Decision, Log
from pipeline.scenarios.sheet.todo import MIN_VALUES


@dataclass(frozen=True)
class Objection:
    """Why a value cannot be merged as decided, in German."""

    value: str
    decision: Decision
    told: str


def about_values(decision: Decision, values: Collection[str]) -> bool:
    """Whether a decision merges values, of which the sheet has those ids.

    One known id is enough: a merge of values must not turn into one of cards when an id is renamed.
    """
    return decision.action == "merge" and any(one in values for one in decision.about)


def standing(sheet: Sheet, log: Log) -> dict[str, Decision]:
    """The id of each merged value → the decision that holds; restored ones have none."""
    known = {value.id for factor in sheet.factors for value in factor.values}
    latest: dict[str, Decision] = {}
    for decision in log.decisions:
        if decision.action == "restore":
            for value in decision.about:
                latest.pop(value, None)
        elif about_values(decision, known):
            latest.update(dict.fromkeys(decision.about[:-1], decision))
    return latest


def end_of(merges: Mapping[str, Decision], value: str) -> str:
    """The value that stays in the end; one that was passed before where they run in a circle."""
    here, passed = value, [value]
    while here in merges:
        here = merges[here].about[-1]
        if here in passed:
            return here
        passed.append(here)
    return here


def void(sheet: Sheet, merges: Mapping[str, Decision], struck: Collection[str]) -> frozenset[str]:
    """The merged values that the sheet once had: nothing is left of them, but others may go on there."""
    known = {value.id for factor in sheet.factors for value in factor.values}
    return frozenset(value for value in merges if value not in known and value in struck)


def objection(sheet: Sheet, merges: Mapping[str, Decision], struck: Collection[str]) -> Objection | None:
    """What stands against the merges of a sheet first, None where nothing does; `struck` as in `void`."""
    return next(_objections(sheet, merges, void(sheet, merges, struck)), None)


def _objections(sheet: Sheet, merges: Mapping[str, Decision], void: Collection[str]) -> Iterator[Objection]:
    home = {value.id: factor for factor in sheet.factors for value in factor.values}
    for value, decision in merges.items():
        if value in void:
            continue
        goal, end = decision.about[-1], end_of(merges, value)
        for one in (value, goal, end):
            if one not in home and one not in void:
                yield Objection(value, decision, f"die Ausprägung „{one}“ gibt es in der Wertetafel nicht")
        if end in merges:
            yield Objection(value, decision, f"{value} ginge im Kreis auf, und keine Ausprägung bliebe")
        stays = goal if goal in home else end
        if home[value].id != home[stays].id:
            yield Objection(value, decision, _apart(value, home[value], stays, home[stays]))
    for factor in sheet.factors:
        left = [one.id for one in factor.values if one.id not in merges]
        gone = [one.id for one in factor.values if one.id in merges]
        if gone and len(left) < MIN_VALUES:
            named = f"„{factor.name}“ ({factor.id})"
            told = f"bei {named} bliebe nur {left[0]}, und zum Bündeln braucht es {MIN_VALUES}"
            yield Objection(gone[-1], merges[gone[-1]], told)


def _apart(value: str, factor: Factor, stays: str, other: Factor) -> str:
    return f"{value} gehört zu „{factor.name}“, {stays} aber zu „{other.name}“"
