"""Cards become values: an assignment names factor and label, and the value keeps its cards.

A label that the factor has already takes the card up; a new one makes a new value, a new factor
name a new factor. A card backs one value after this, however many it backed before; one that a
decision sets free backs none.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.core.errors import SheetError
from pipeline.core.types import Sheet
from pipeline.scenarios.cards.asked import Assignment
from pipeline.scenarios.sheet import rows


@dataclass
class _Made:
    """A value under construction; `new` ones take their groups from their cards."""

    said: dict[str, Any]
    cards: list[str]
    groups: list[str] = field(default_factory=list)
    text_from: str = ""
    new: bool = False


def assign(
    sheet: Sheet,
    assignments: Sequence[Assignment],
    source: str,
    freed: Collection[str] = (),
    reserved: Collection[str] = (),
) -> Sheet:
    """The sheet with all assignments; `freed` are cards that back nothing any more, `reserved` ids
    that nothing new may get.

    Raises SheetError where two rows give one value two texts.
    """
    moved = {one.card.id for one in assignments} | set(freed)
    factors: dict[str, dict[str, Any]] = {}
    values: dict[str, dict[str, _Made]] = {}
    for factor in sheet.factors:
        factors[factor.id] = factor.model_dump()
        values[factor.id] = {}
        for value in factor.values:
            cards = [card for card in value.cards if card not in moved]
            values[factor.id][value.id] = _Made(value.model_dump(), cards)
    exact = {factor.name: factor.id for factor in sheet.factors}
    loose = {said.casefold(): f.id for f in sheet.factors for said in (f.id, f.name)}
    for one in assignments:
        key = exact.get(one.factor) or loose.setdefault(one.factor.casefold(), f"new {one.factor}")
        if key not in factors:
            factors[key], values[key] = {"name": one.factor}, {}
        _take(values[key], one)
    raw = [
        {**said, "values": [_said(made) for made in values[key].values()]} for key, said in factors.items()
    ]
    return rows.sheet(raw, source, reserved={*sheet.ids(), *reserved})


def _take(values: dict[str, _Made], one: Assignment) -> None:
    wanted = one.label.casefold()
    made = next((v for v in values.values() if v.said["label"].casefold() == wanted), None)
    if made is None:
        made = values[f"new {one.label}"] = _Made({"label": one.label, "text": ""}, [], new=True)
    made.cards.append(one.card.id)
    if made.new and one.card.group and one.card.group not in made.groups:
        made.groups.append(one.card.group)
    if one.text:
        if made.text_from and one.text != made.said["text"]:
            raise SheetError(
                f"{made.text_from} und {one.place}: zur Ausprägung „{one.label}“ stehen zwei verschiedene "
                "Texte. Bitte einen davon leeren oder angleichen."
            )
        made.said["text"], made.text_from = one.text, one.place


def _said(made: _Made) -> dict[str, Any]:
    group = {"group": ", ".join(made.groups)} if made.new else {}
    return {**made.said, **group, "cards": made.cards}
