"""The headings of a tab: where the measures stand, and which column is of which scenario."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from pipeline.scenarios.grid.headings import JOINT
from pipeline.scenarios.windkanal.measures import COLUMNS
from pipeline.scenarios.windkanal.pages import Page

_WITHIN = 20
_FIELDS = {
    "bewertung": "rating", "rating": "rating", "urteil": "rating",
    "grund": "reason", "begründung": "reason", "reason": "reason",
    "bedingung": "condition", "condition": "condition",
}  # fmt: skip
_SHOWN = frozenset({"vorschlag", "proposal"})


@dataclass(frozen=True)
class Heads:
    """Of a tab: the row of its headings, the columns (from 1) of a measure's own fields, and those of the
    scenarios by (cluster, field)."""

    row: int
    own: Mapping[str, int]
    cells: Mapping[tuple[str, str], int]

    @property
    def columns(self) -> Collection[int]:
        return [*self.own.values(), *self.cells.values()]

    @property
    def clusters(self) -> list[str]:
        """The scenarios that the tab has columns of, each once."""
        return list(dict.fromkeys(cluster for cluster, _ in self.cells))


def heads_of(page: Page, names: Mapping[str, str], faults: list[str]) -> Heads | None:
    """The headings of a tab; None where it has none. `names` are those of the scenarios by cluster id.

    What is headed by no scenario of the run, or twice, is added to the faults.
    """
    for row in sorted({row for row, _ in page.cells})[:_WITHIN]:
        line = {at: text for (number, at), text in sorted(page.cells.items()) if number == row}
        own = {at: COLUMNS.named(text) for at, text in line.items()}
        measure = any(name in ("id", "title") for name in own.values())
        if measure and any(_split(text) for text in line.values()):
            return _heads(page, row, line, names, faults)
    return None


def _heads(
    page: Page, row: int, line: Mapping[int, str], names: Mapping[str, str], faults: list[str]
) -> Heads:
    own: dict[str, int] = {}
    cells: dict[tuple[str, str], int] = {}
    by_name = {**{_plain(name): cluster for cluster, name in names.items()}, **{c: c for c in names}}
    for at, text in line.items():
        place, named = page.at((row, at)), COLUMNS.named(text)
        split = _split(text)
        if split is None:
            if named in COLUMNS.known and own.setdefault(named, at) != at:
                faults.append(f"{place}: die Spalte „{text}“ steht schon in {page.at((row, own[named]))}.")
            continue
        scenario, field = split
        cluster = by_name.get(_plain(scenario))
        if cluster is None:
            possible = ", ".join(names)
            faults.append(f"{place}: das Szenario „{scenario}“ gibt es nicht; möglich sind {possible}.")
        elif field in _SHOWN:
            continue
        elif cells.setdefault((cluster, _FIELDS[field]), at) != at:
            first = page.at((row, cells[cluster, _FIELDS[field]]))
            faults.append(f"{place}: die Spalte „{text}“ steht schon in {first}.")
    return Heads(row, own, cells)


def _split(text: str) -> tuple[str, str] | None:
    """The scenario of a heading and what the column holds; None where it is of no scenario."""
    scenario, joint, field = text.replace(":", JOINT.strip()).rpartition(JOINT.strip())
    plain = _plain(field)
    return (scenario.strip(), plain) if joint and (plain in _FIELDS or plain in _SHOWN) else None


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
