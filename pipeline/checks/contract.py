"""What a narrative of a cluster has to say, may say, and must not say.

It has to say the values of the key factors whose place is sure; it may say every value of its
cluster; it must not state their siblings, which belong to other futures. A contract follows from
cluster and sheet alone. Its rows are numbered in a drawn order that is always the same for a sheet:
neither ids nor the place among the factors tell a model anything.
"""

from collections.abc import Sequence
from functools import cached_property

from pipeline.core.files import digest
from pipeline.core.types import Cluster, Noun, Sheet

KEY = "Schlüsselfaktor"
_DRAW = "Vertrag"


class Row(Noun):
    """One factor: the value that holds and its siblings, by id; whether its place is sure.

    `number` counts from 1; `must` where the text has to say the value.
    """

    number: int
    factor: str
    value: str
    siblings: tuple[str, ...]
    firm: bool
    must: bool


class Contract(Noun):
    """Vertrag: every factor of a cluster as a row, in the order of their numbers."""

    cluster: str
    rows: tuple[Row, ...]

    @property
    def may_say(self) -> frozenset[str]:
        """The values it may say: all that hold."""
        return frozenset(row.value for row in self.rows)

    def row(self, number: int) -> Row:
        """The row of that number; IndexError where there is none."""
        if number < 1:
            raise IndexError(number)
        return self.rows[number - 1]

    def row_of(self, value: str) -> Row:
        """The row of the factor that has this value; KeyError where there is none."""
        return self._by_value[value]

    @cached_property
    def _by_value(self) -> dict[str, Row]:
        return {one: row for row in self.rows for one in (row.value, *row.siblings)}


def contract_of(cluster: Cluster, sheet: Sheet) -> Contract:
    """The contract of a cluster; a value that a person placed there counts as sure."""
    unsure = {one.value for one in cluster.placements if one.confidence == "offen"}
    rows = []
    for number, factor in enumerate(sorted(sheet.factors, key=lambda one: _drawn(one.id)), start=1):
        value = cluster.members[factor.id]
        siblings = [one.id for one in factor.values if one.id != value]
        firm = value not in unsure
        rows.append(
            Row(
                number=number,
                factor=factor.id,
                value=value,
                siblings=tuple(sorted(siblings, key=_drawn)),
                firm=firm,
                must=firm and factor.rolle == KEY,
            )
        )
    return Contract(cluster=cluster.id, rows=tuple(rows))


def telling(contract: Contract, others: Sequence[Contract], limit: int) -> tuple[Row, ...]:
    """The rows that tell a cluster from the others: not shared, what has to be said and is sure first."""
    shared = {value for other in others if other.cluster != contract.cluster for value in other.may_say}
    own = [row for row in contract.rows if row.value not in shared]
    return tuple(sorted(own, key=lambda row: (not row.must, not row.firm, row.number))[:limit])


def _drawn(name: str) -> str:
    """A place in the drawn order."""
    return digest(f"{_DRAW} {name}".encode())
