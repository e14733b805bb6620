"""The card table (Kartentisch): all cards in one workbook, for an editor to decide on.

A row says what becomes of a card: a value it backs, another card it goes into, parts it is split
into, or the reason it is left out. A row without any of these leaves its card as it is, so that
several people may fill copies of one table.
"""

import io
from collections.abc import Sequence
from difflib import get_close_matches

from pipeline.core.archive import timeless
from pipeline.core.types import Sheet
from pipeline.language.words import content_stems
from pipeline.scenarios.cards import layout
from pipeline.scenarios.cards.account import Account, Fate, texts_of
from pipeline.scenarios.cards.alike import TOLD, Pair
from pipeline.scenarios.grid.headed import Columns
from pipeline.scenarios.sheet import base
from pipeline.scenarios.sheet.columns import BASE

TAB = "Karten"
OWN_TABS = (layout.CHOICES, BASE)
ACTIONS = {
    "used": "Ausprägung",
    "merged": "zusammenlegen",
    "split": "teilen",
    "discarded": "verwerfen",
    "open": "offen",
}
PARTS = ("part_1", "part_2", "part_3", "part_4")
TO_FILL = ("action", "factor", "label", "text", "with", *PARTS, "reason")
COLUMNS = Columns(
    known=(*layout.GIVEN, *TO_FILL),
    required=("card_id", "action"),
    aliases={"aktion": "action", "einflussfaktor": "factor", "kurztitel": "label", "grund": "reason"},
)  # fmt: skip


def meant(noted: str, sheet: Sheet) -> str:
    """The factor that a card's note means, "" where that is not clear.

    The name or id itself, else the only factor that holds all stems of the note, else the one whose
    name is close to it.
    """
    names = {factor.name for factor in sheet.factors}
    if not noted or noted in names:
        return noted
    for factor in sheet.factors:
        if noted.casefold() in (factor.id.casefold(), factor.name.casefold()):
            return factor.name
    wanted = content_stems(noted)
    holding = [
        name
        for name in names
        if wanted and all(any(one.startswith(stem) for one in content_stems(name)) for stem in wanted)
    ]
    if len(holding) == 1:
        return holding[0]
    return next(iter(get_close_matches(noted, sorted(names), n=1, cutoff=0.6)), "")


def render(account: Account, pairs: Sequence[Pair], sheet: Sheet) -> bytes:
    """The card table's bytes."""
    from openpyxl import Workbook

    names = [factor.name for factor in sheet.factors]
    book = Workbook()
    layout.fill(book, TAB, COLUMNS.known, rows(account, pairs, sheet), names, [*ACTIONS.values()])
    base.write(book.create_sheet(BASE), sheet)
    buffer = io.BytesIO()
    book.save(buffer)
    return timeless(buffer.getvalue())


def rows(account: Account, pairs: Sequence[Pair], sheet: Sheet) -> list[dict[str, str]]:
    """What the card table says: cards of one factor together, those alike beside each other."""
    labels = {value.id: (factor.name, value) for factor in sheet.factors for value in factor.values}
    hints = _hints(pairs)
    said = []
    for fate in _ordered(account.fates, pairs, sheet):
        factor = meant(fate.card.factor, sheet)
        row = dict.fromkeys(COLUMNS.known, "") | {
            "card_id": fate.card.id,
            "group": fate.card.group,
            "card": fate.card.text,
            "photo": fate.card.photo,
            "factor": factor or fate.card.factor,
            "action": "" if fate.state == "open" else ACTIONS[fate.state],
            "reason": fate.reason,
        }
        noted = [f"notiert: {fate.card.factor}"] if factor and factor != fate.card.factor else []
        noted += ["kein Einflussfaktor notiert"] if not fate.card.factor else []
        noted += ["nur Foto"] if not fate.card.text else []
        row["hint"] = "; ".join([*noted, *hints.get(fate.card.id, [])])
        if fate.state == "used":
            name, value = labels[fate.values[0]]
            row |= {"factor": name, "label": value.label, "text": value.text}
        elif fate.state == "merged":
            row["with"] = fate.into[0]
        elif fate.state == "split":
            row |= zip(PARTS, texts_of(fate, account), strict=False)
        said.append(row)
    return said


def _hints(pairs: Sequence[Pair]) -> dict[str, list[str]]:
    hints: dict[str, list[str]] = {}
    for pair in pairs:
        for one, other in ((pair.first, pair.second), (pair.second, pair.first)):
            hints.setdefault(one, []).append(f"{TOLD[pair.likeness]}: {other}")
    return hints


def _ordered(fates: Sequence[Fate], pairs: Sequence[Pair], sheet: Sheet) -> list[Fate]:
    """By factor, in the order of the sheet; a card that is like an earlier one right behind it."""
    rank = {factor.name: number for number, factor in enumerate(sheet.factors)}
    place = {fate.card.id: number for number, fate in enumerate(fates)}
    factor_of = {fate.card.id: meant(fate.card.factor, sheet) for fate in fates}
    leader = {card: place[card] for card in place}
    for pair in pairs:
        if factor_of.get(pair.first) == factor_of.get(pair.second) and pair.second in leader:
            leader[pair.second] = min(leader[pair.second], leader[pair.first])
    return sorted(
        fates,
        key=lambda fate: (
            rank.get(factor_of[fate.card.id], len(rank)),
            leader[fate.card.id],
            place[fate.card.id],
        ),
    )
