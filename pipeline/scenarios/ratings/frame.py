"""Where the headings of a matrix of ratings stand, and which value each of them means.

The row of headings is the one that names the most values, the column the one left of these that does;
headings of factors stand above and left of them, once for all their values or over each.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.scenarios.grid.tab import Tab
from pipeline.scenarios.ratings.naming import Named

_HEAD_WITHIN = 20

_Texts = Mapping[int, str]


@dataclass(frozen=True)
class Heading:
    """A heading as it stands, with the text of its factor, and the value that it means, if any."""

    text: str
    factor: str
    value: str | None

    @property
    def told(self) -> str:
        """The heading with its factor, as a person finds it."""
        return f"{self.factor}: {self.text}" if self.factor else self.text


@dataclass(frozen=True)
class Frame:
    """The headings of a matrix by row and by column; its cells stand below `head`, right of `side`."""

    head: int
    side: int
    rows: Mapping[int, Heading]
    columns: Mapping[int, Heading]


def frame_of(tab: Tab, named: Named) -> Frame | None:
    """The headings of a tab; None where values of the sheet do not head both rows and columns."""
    lines = {line.number: dict(enumerate(line.cells)) for line in tab.lines if line.filled}
    best: Frame | None = None
    above: _Texts = {}
    for number, texts in list(lines.items())[:_HEAD_WITHIN]:
        columns = _headings(texts, above, named)
        above = texts
        meant = [at for at, one in columns.items() if one.value]
        if not meant or (best is not None and len(meant) <= _count(best.columns)):
            continue
        below = {row: cells for row, cells in lines.items() if row > number}
        sides = [_side(below, at, named) for at in range(meant[0])]
        filled = [at for at, one in enumerate(sides) if _count(one)]
        if filled:
            best = Frame(
                head=number,
                side=filled[-1],
                rows=max(sides, key=_count),
                columns={at: one for at, one in columns.items() if at > filled[-1]},
            )
    return best


def _side(below: Mapping[int, _Texts], at: int, named: Named) -> dict[int, Heading]:
    """The headings that column `at` holds for the rows below the head."""
    own = {row: cells.get(at, "") for row, cells in below.items()}
    left = {row: cells.get(at - 1, "") for row, cells in below.items()}
    return _headings(own, left, named)


def _headings(texts: _Texts, factors: _Texts, named: Named) -> dict[int, Heading]:
    """The headings of a row (column), below (beside) those of factors, which hold until the next one."""
    found = {}
    factor = ""
    for at in sorted({*texts, *factors}):
        factor = factors.get(at, "") or factor
        text = texts.get(at, "")
        if text:
            known = named.factor(factor) if factor else None
            found[at] = Heading(text, factor if known else "", named.value(text, known))
    return found


def _count(headings: Mapping[int, Heading]) -> int:
    return len({one.value for one in headings.values() if one.value})
