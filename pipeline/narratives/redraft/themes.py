"""Themes that a note wants more or less of, taken into a stretch of text or out of it.

Only what holds in this scenario for sure is taken in; nothing uncertain is told as certain.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.checks.contract import Contract
from pipeline.core.types import Sheet
from pipeline.narratives.redraft.blocks import Block, bound, fully, retold, statements
from pipeline.narratives.redraft.note import Understood
from pipeline.narratives.redraft.nouns import Wanted


@dataclass(frozen=True)
class Themed:
    """The blocks as wished; `told` says in German what was changed, `remarks` what could not be."""

    blocks: tuple[Block, ...]
    told: str = ""
    remarks: tuple[str, ...] = ()


def with_wishes(blocks: Sequence[Block], wish: Understood, wanted: Wanted, contract: Contract) -> Themed:
    """The blocks with the themes of a note in or out."""
    sheet = wanted.ground.sheet
    found = tuple(blocks)
    told: list[str] = []
    remarks: list[str] = []
    for value in wish.less:
        left = tuple(one for one in found if one.value != value)
        if len(left) == len(found):
            remarks.append(f"„{_label(value, sheet)}“ kommt dort nicht vor.")
        elif not _may_go(value, found):
            remarks.append(f"„{_label(value, sheet)}“ trägt dort andere Sätze mit und bleibt.")
        else:
            found = left
            told.append(f"ohne „{_label(value, sheet)}“")
    for value in wish.more:
        why_not = _why_not(value, found, wanted, contract)
        if why_not:
            remarks.append(why_not)
            continue
        found = _with(value, found, wanted)
        told.append(f"mehr zu „{_label(value, sheet)}“")
    return Themed(found, ", ".join(told), tuple(remarks))


def _may_go(value: str, blocks: Sequence[Block]) -> bool:
    """Whether something is left to tell without a theme, and no frame speaks of it."""
    others = [one for one in blocks if one.theme and one.value != value]
    there = [at for at, one in enumerate(blocks) if one.value == value]
    return bool(others) and not any(bound(blocks, at) for at in there)


def _why_not(value: str, blocks: Sequence[Block], wanted: Wanted, contract: Contract) -> str:
    """Why a theme cannot be told, or not more of it; "" where it can."""
    sheet = wanted.ground.sheet
    label = _label(value, sheet)
    if not statements(value, sheet):
        return f"Zu „{label}“ gibt es in der Wertetafel keinen Text."
    if not contract.row_of(value).firm:
        return f"Ob „{label}“ zu diesem Szenario gehört, ist offen; es wird nicht als sicher erzählt."
    here = [one for one in blocks if one.value == value]
    if here:
        whole = len(fully(here[0], sheet).sentences) == len(here[0].sentences)
        return f"„{label}“ steht dort schon mit allem, was die Gruppe dazu sagt." if whole else ""
    elsewhere = {one.paragraph for one in wanted.narrative.sentences if value in one.values}
    if elsewhere and wanted.place.paragraph is not None:
        return f"„{label}“ steht schon in Absatz {min(elsewhere)}; zweimal wird es nicht erzählt."
    if _room(blocks, wanted) is None:
        return f"Für „{label}“ ist dort kein Platz; bitte einen anderen Absatz wählen."
    return ""


def _with(value: str, blocks: Sequence[Block], wanted: Wanted) -> tuple[Block, ...]:
    """The blocks with all that is said of a theme: where it stands, or behind the last one with room."""
    sheet = wanted.ground.sheet
    if any(one.value == value for one in blocks):
        return tuple(fully(one, sheet) if one.value == value else one for one in blocks)
    room = _room(blocks, wanted)
    if room is None:
        return tuple(blocks)
    planned = {theme.value: theme.passages for theme in (*wanted.plan.themes, *wanted.plan.tentative)}
    empty = Block(blocks[room].paragraph, value, ())
    told = retold(empty, statements(value, sheet), planned.get(value, ()))
    return (*blocks[: room + 1], told, *blocks[room + 1 :])


def _room(blocks: Sequence[Block], wanted: Wanted) -> int | None:
    """The last theme that another may follow: told as certain, and no frame beside it speaks of it."""
    tentative = {theme.value for theme in wanted.plan.tentative}
    fit = [
        at
        for at, one in enumerate(blocks)
        if one.theme and one.value not in tentative and not bound(blocks, at)
    ]
    return fit[-1] if fit else None


def _label(value: str, sheet: Sheet) -> str:
    return sheet.value(value).label
