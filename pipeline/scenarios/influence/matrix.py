"""What the groups marked in the influence matrix, field by field, and how factors are named in it.

Rows influence columns, 0 (none) to 3 (strong). There is a mark only where a group gave one.
"""

from collections.abc import Iterable

from pydantic import Field

from pipeline.core.types import SCHEMA_VERSION, Factor, Noun, Sheet
from pipeline.scenarios.opinions.opinion import Opinion, opinion

DEFAULT_GROUP = "Gruppe 1"
GUIDE = "Anleitung"
ACTIVE, PASSIVE = "Aktivsumme", "Passivsumme"
DIAGONAL = "–"
_JOINT = " · "


class Mark(Noun):
    """Wirkung: how strongly one factor bears on another, 0–3, as one group sees it."""

    source: str
    target: str
    group: str
    score: int = Field(ge=0, le=3)
    reason: str = ""


class Influence(Noun):
    """Einflussmatrix: all marks of all groups; `factors` are the ids in sheet order.

    Marks stand in the order of the factors, row by row, and of the groups' names.
    """

    schema_version: int = SCHEMA_VERSION
    factors: tuple[str, ...]
    marks: tuple[Mark, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups that rated anything."""
        return tuple(sorted({mark.group for mark in self.marks}))

    def by_pair(self) -> dict[tuple[str, str], dict[str, int]]:
        """(source, target) → the score by group, for the pairs that any group rated."""
        scores: dict[tuple[str, str], dict[str, int]] = {}
        for mark in self.marks:
            scores.setdefault((mark.source, mark.target), {})[mark.group] = mark.score
        return scores


def influence(sheet: Sheet, marks: Iterable[Mark], remarks: Iterable[str]) -> Influence:
    """The marks of a sheet's factors, in order."""
    ids = tuple(factor.id for factor in sheet.factors)
    at = {factor_id: number for number, factor_id in enumerate(ids)}
    ordered = sorted(marks, key=lambda mark: (at[mark.source], at[mark.target], mark.group))
    return Influence(factors=ids, marks=tuple(ordered), remarks=tuple(remarks))


def opinions_of(found: Influence) -> tuple[Opinion, ...]:
    """What the groups think of each pair that was rated; `about` is "source→target"."""
    return tuple(
        opinion(f"{source}→{target}", "influence", scores)
        for (source, target), scores in found.by_pair().items()
    )


def label(factor: Factor) -> str:
    """A factor as the matrix heads its row and column, so that it is known again anywhere."""
    return f"{factor.id}{_JOINT}{factor.name}"


class Names:
    """Which factor a heading means: by "id · name", id or name; case counts only where it must.

    An id that stands before the dot holds, even where the name behind it was changed.
    """

    def __init__(self, sheet: Sheet) -> None:
        self._exact: dict[str, str] = {}
        self._loose: dict[str, str] = {}
        self._ids = {factor.id for factor in sheet.factors}
        for factor in sheet.factors:
            self._loose[_plain(factor.name)] = "" if _plain(factor.name) in self._loose else factor.id
        for factor in sheet.factors:
            self._exact[factor.name] = factor.id
        for factor in sheet.factors:
            self._exact[factor.id] = self._exact[label(factor)] = factor.id

    def find(self, text: str) -> str | None:
        """The id of the factor that a text names; None where it names none, or two alike."""
        if text in self._exact:
            return self._exact[text]
        head = text.split(_JOINT, 1)[0].strip()
        return head if head in self._ids else self._loose.get(_plain(text)) or None


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
