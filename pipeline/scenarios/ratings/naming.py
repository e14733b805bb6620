"""Which factor or value a text means: by "id · name", by id, or by a name that only one has.

Case and blanks count only where they must. Within a factor only its own values are meant.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.core.types import Factor, Sheet
from pipeline.scenarios.grid.headings import JOINT


@dataclass(frozen=True)
class _Index:
    """Ids by themselves, by name, and by name without regard to case; "" where two share a name."""

    ids: frozenset[str]
    exact: dict[str, str]
    loose: dict[str, str]

    def find(self, text: str) -> str | None:
        head = text.split(JOINT, 1)[0].strip()
        for one in (text, head):
            if one in self.ids:
                return one
        return self.exact.get(text) or self.loose.get(_plain(text)) or None


class Named:
    """What texts mean in a sheet."""

    def __init__(self, sheet: Sheet) -> None:
        self._factor_ids = {factor.id: factor for factor in sheet.factors}
        self._factor_of = {value.id: factor.id for factor in sheet.factors for value in factor.values}
        self._factors = _index((factor.id, factor.name) for factor in sheet.factors)
        self._values = _index((value.id, value.label) for f in sheet.factors for value in f.values)
        self._within = {
            factor.id: _index((value.id, value.label) for value in factor.values)
            for factor in sheet.factors
        }

    def factor(self, text: str) -> Factor | None:
        """The factor that a text names; None where it names none, or two alike."""
        found = self._factors.find(text)
        return self._factor_ids[found] if found else None

    def value(self, text: str, factor: Factor | None = None) -> str | None:
        """The id of the value that a text names, among those of a factor where one is given."""
        return (self._within[factor.id] if factor else self._values).find(text)

    def siblings(self, first: str, second: str) -> bool:
        """Whether two values, by id, belong to one factor."""
        return self._factor_of[first] == self._factor_of[second]


def _index(named: Iterable[tuple[str, str]]) -> _Index:
    ids: set[str] = set()
    exact: dict[str, str] = {}
    loose: dict[str, str] = {}
    for one, name in named:
        ids.add(one)
        for names, text in ((exact, name), (loose, _plain(name))):
            if text:
                names[text] = "" if text in names else one
    return _Index(frozenset(ids), exact, loose)


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split()).casefold()
