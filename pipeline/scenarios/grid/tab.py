"""The plain contents of a table file: tabs with rows of text, numbered as a person sees them."""

from collections.abc import Mapping
from dataclasses import dataclass


class Unread(str):
    """A remark on something that a person wrote and that is left aside."""


@dataclass(frozen=True)
class Line:
    """One row of a tab, from 1; `spanned` are texts of merged cells that reach into it, by column."""

    number: int
    cells: tuple[str, ...]
    spanned: Mapping[int, str]

    @property
    def filled(self) -> bool:
        return any(self.cells)


@dataclass(frozen=True)
class Tab:
    """One tab with its rows in order; "" is the name of the only tab of a CSV file.

    `hidden_rows` are the filled ones among those that a person does not see.
    """

    name: str
    lines: tuple[Line, ...]
    hidden: bool = False
    hidden_rows: tuple[int, ...] = ()

    def place(self, number: int) -> str:
        """How a person finds a row."""
        return f"Blatt „{self.name}“, Zeile {number}" if self.name else f"Zeile {number}"


@dataclass(frozen=True)
class Grid:
    """A file with its tabs, and what a person should know about how it was read."""

    file: str
    tabs: tuple[Tab, ...]
    remarks: tuple[str, ...] = ()
