"""What goes on which sheet of paper, when a picture is longer than one."""

from collections.abc import Sequence
from typing import Protocol, TypeVar


class High(Protocol):
    """Something that takes a height on a sheet, in millimetres."""

    @property
    def height(self) -> float: ...


H = TypeVar("H", bound=High)


def balanced(blocks: Sequence[Sequence[H]], room: float) -> tuple[tuple[H, ...], ...]:
    """As few sheets as the room allows, and the longest of them hardly longer than need be.

    Blocks stay together unless one alone is longer than a sheet.
    """
    sheets = _filled(blocks, room)
    while sheets:
        tighter = _filled(blocks, max(map(total, sheets)) - 1)
        if len(tighter) > len(sheets) or tighter == sheets:
            break
        sheets = tighter
    return sheets


def total(rows: Sequence[High]) -> float:
    """The height of rows below each other."""
    return sum(row.height for row in rows)


def _filled(blocks: Sequence[Sequence[H]], room: float) -> tuple[tuple[H, ...], ...]:
    sheets: list[list[H]] = []
    free = 0.0
    for block in blocks:
        whole = total(block) <= free
        for number, row in enumerate(block):
            if (not whole and number == 0) or row.height > free:
                sheets.append([])
                free = room
            sheets[-1].append(row)
            free -= row.height
    return tuple(map(tuple, sheets))
