"""What differs between two states of a sheet, by id: added, changed, removed, moved.

Moved is only what changed its place among those that stayed: the fewest moves that explain the new
order (all but a longest increasing subsequence).
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Literal

from pipeline.core.types import Factor, FactorValue, Noun, Sheet

Kind = Literal["factor", "value"]


class Item(Noun):
    """A factor or a value, named so that a person knows it."""

    kind: Kind
    id: str
    factor: str
    label: str = ""
    text: str = ""


class Change(Noun):
    """One field of a factor or value, before and after."""

    kind: Kind
    id: str
    factor: str
    field: str
    before: str
    after: str


class Move(Noun):
    """A factor or value at another place; places count from 1, `before` and `after` in words."""

    kind: Kind
    id: str
    factor: str
    before: str
    after: str


class Difference(Noun):
    """All that differs between two sheets."""

    added: tuple[Item, ...] = ()
    changed: tuple[Change, ...] = ()
    removed: tuple[Item, ...] = ()
    moved: tuple[Move, ...] = ()

    @property
    def empty(self) -> bool:
        return not (self.added or self.changed or self.removed or self.moved)


def compare(before: Sheet, after: Sheet) -> Difference:
    """What became of `before` in `after`."""
    old, new = _placed(before), _placed(after)
    return Difference(
        added=tuple(place.item for key, place in new.items() if key not in old),
        changed=tuple(
            change for key in new if key in old for change in _changes(old[key].noun, new[key].noun)
        ),
        removed=tuple(place.item for key, place in old.items() if key not in new),
        moved=tuple(_moves(before, after)),
    )


class _Place:
    def __init__(self, noun: Factor | FactorValue, factor: Factor) -> None:
        self.noun = noun
        kind: Kind = "factor" if isinstance(noun, Factor) else "value"
        said = {} if isinstance(noun, Factor) else {"label": noun.label, "text": noun.text}
        self.item = Item(kind=kind, id=noun.id, factor=factor.name, **said)


def _placed(sheet: Sheet) -> dict[str, _Place]:
    places: dict[str, _Place] = {}
    for factor in sheet.factors:
        places[factor.id] = _Place(factor, factor)
        places.update({value.id: _Place(value, factor) for value in factor.values})
    return places


def _changes(old: Factor | FactorValue, new: Factor | FactorValue) -> Iterator[Change]:
    for field in type(new).model_fields:
        if field in ("id", "values"):
            continue
        before, after = (_told(getattr(noun, field, None)) for noun in (old, new))
        if before != after:
            kind: Kind = "factor" if isinstance(new, Factor) else "value"
            name = new.name if isinstance(new, Factor) else new.label
            yield Change(kind=kind, id=new.id, factor=name, field=field, before=before, after=after)


def _told(value: object) -> str:
    if value is None:
        return ""
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _moves(before: Sheet, after: Sheet) -> Iterator[Move]:
    names = {factor.id: factor.name for factor in after.factors}
    yield from _reordered([f.id for f in before.factors], [f.id for f in after.factors], "factor", names)
    home = {value.id: factor for factor in before.factors for value in factor.values}
    for factor in after.factors:
        old = next((one for one in before.factors if one.id == factor.id), None)
        ids = [value.id for value in factor.values]
        names = dict.fromkeys(ids, factor.name)
        if old is not None:
            yield from _reordered([value.id for value in old.values], ids, "value", names)
        for value in ids:
            if value in home and home[value].id != factor.id:
                yield Move(
                    kind="value",
                    id=value,
                    factor=factor.name,
                    before=f"„{home[value].name}“",
                    after=f"„{factor.name}“",
                )


def _reordered(
    before: Sequence[str], after: Sequence[str], kind: Kind, names: dict[str, str]
) -> Iterator[Move]:
    old = [one for one in before if one in set(after)]
    new = [one for one in after if one in set(before)]
    at = {one: place for place, one in enumerate(old)}
    stayed = _longest_rising([at[one] for one in new])
    for one in new:
        if at[one] not in stayed:
            yield Move(
                kind=kind,
                id=one,
                factor=names[one],
                before=f"Platz {before.index(one) + 1}",
                after=f"Platz {after.index(one) + 1}",
            )


def _longest_rising(numbers: Sequence[int]) -> set[int]:
    """The members of a longest increasing subsequence of distinct numbers (patience sorting)."""
    tops: list[int] = []
    below: dict[int, int | None] = {}
    for number in numbers:
        pile = bisect_left(tops, number)
        below[number] = tops[pile - 1] if pile else None
        tops[pile : pile + 1] = [number]
    members: set[int] = set()
    here: int | None = tops[-1] if tops else None
    while here is not None:
        members.add(here)
        here = below[here]
    return members
