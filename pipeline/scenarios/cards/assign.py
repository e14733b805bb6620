"""Cards become values: an assignment names factor and label, and the value keeps its cards.

A label that the factor has already takes the card up; a new one makes a new value, a new factor
name a new factor. A card backs one value after this, however many it backed before; one that a
decision sets free backs none.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.core.errors import SheetError
from pipeline.core.types import Sheet
from pipeline.scenarios.cards.asked import Assignment
from pipeline.scenarios.sheet import rows


@dataclass
class _Made:
    """A value under construction; its groups are `ours` where they come from its cards."""

    said: dict[str, Any]
    cards: list[str]
    before: tuple[str, ...] = ()
    text_from: str = ""
    ours: bool = False


def assign(
    sheet: Sheet,
    assignments: Sequence[Assignment],
    source: str,
    freed: Collection[str] = (),
    reserved: Collection[str] = (),
    groups: Mapping[str, str] | None = None,
) -> Sheet:
    """The sheet with all assignments; `freed` are cards that back nothing any more, `reserved` ids
    that nothing new may get, `groups` the group of each card.

    A value names the groups of its cards, in their order, as long as nobody wrote another group there.

    Raises SheetError where two rows give one value two texts.
    """
    moved = {one.card.id for one in assignments} | set(freed)
    known = {**(groups or {}), **{one.card.id: one.card.group for one in assignments}}
    factors: dict[str, dict[str, Any]] = {}
    values: dict[str, dict[str, _Made]] = {}
    for factor in sheet.factors:
        factors[factor.id] = factor.model_dump()
        values[factor.id] = {}
        for value in factor.values:
            cards = [card for card in value.cards if card not in moved]
            ours = value.group in ("", _of_cards(value.cards, known))
            values[factor.id][value.id] = _Made(value.model_dump(), cards, value.cards, ours=ours)
    exact = {factor.name: factor.id for factor in sheet.factors}
    loose = {said.casefold(): f.id for f in sheet.factors for said in (f.id, f.name)}
    for one in assignments:
        key = exact.get(one.factor) or loose.setdefault(one.factor.casefold(), f"new {one.factor}")
        if key not in factors:
            factors[key], values[key] = {"name": one.factor}, {}
        _take(values[key], one)
    raw = [
        {**said, "values": [_said(made, known) for made in values[key].values()]}
        for key, said in factors.items()
    ]
    return rows.sheet(raw, source, reserved={*sheet.ids(), *reserved})


def _take(values: dict[str, _Made], one: Assignment) -> None:
    wanted = one.label.casefold()
    made = next((v for v in values.values() if v.said["label"].casefold() == wanted), None)
    if made is None:
        made = values[f"new {one.label}"] = _Made({"label": one.label, "text": ""}, [], ours=True)
    made.cards.append(one.card.id)
    if one.text:
        if made.text_from and one.text != made.said["text"]:
            raise SheetError(
                f"{made.text_from} und {one.place}: zur Ausprägung „{one.label}“ stehen zwei verschiedene "
                "Texte. Bitte einen davon leeren oder angleichen."
            )
        made.said["text"], made.text_from = one.text, one.place


def _said(made: _Made, known: Mapping[str, str]) -> dict[str, Any]:
    changed = made.ours and made.cards and tuple(made.cards) != made.before
    group = {"group": _of_cards(made.cards, known)} if changed else {}
    return {**made.said, **group, "cards": made.cards}


def _of_cards(cards: Sequence[str], known: Mapping[str, str]) -> str:
    """The groups of cards, each once, in the order of the cards."""
    return ", ".join(dict.fromkeys(known[card] for card in cards if known.get(card)))
