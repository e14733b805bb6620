"""A sheet that one group filled: its ratings are that group's votes, not the sheet's own.

A group is handed the sheet unrated, so that nobody leads it. Whatever else it changed (values, texts)
counts as in any other filled sheet; new values carry the group's code.
"""

from collections.abc import Callable
from dataclasses import dataclass

from pipeline.core.types import FactorValue, Sheet
from pipeline.scenarios.opinions.votes import Vote


@dataclass(frozen=True)
class Filled:
    """The sheet with its own ratings, and the group's as votes."""

    sheet: Sheet
    votes: tuple[Vote, ...]


def by_group(before: Sheet, after: Sheet, group: str) -> Filled:
    """What a group made of `unrated(before)`; a field that it left empty is unrated."""
    known = {value.id: value for factor in before.factors for value in factor.values}
    votes = tuple(
        Vote(value=value.id, group=group, plausibel=value.plausibel, wertung=value.wertung)
        for factor in after.factors
        for value in factor.values
        if value.plausibel is not None or value.wertung is not None
    )

    def own(value: FactorValue) -> FactorValue:
        was = known.get(value.id)
        if was is None:
            new = {"plausibel": None, "wertung": None, "group": value.group or group}
            return value.model_copy(update=new)
        return value.model_copy(update={"plausibel": was.plausibel, "wertung": was.wertung})

    return Filled(_each(after, own), votes)


def _each(sheet: Sheet, change: Callable[[FactorValue], FactorValue]) -> Sheet:
    return Sheet(
        factors=tuple(
            factor.model_copy(update={"values": tuple(change(value) for value in factor.values)})
            for factor in sheet.factors
        )
    )
