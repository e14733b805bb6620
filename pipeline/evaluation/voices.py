"""Whose voice the texts carry: which values they tell, and with them which groups.

A value is told where any text of a cluster that holds it tells it. A group of which nothing is told is
unheard only where that is known: while one of its values is open, so is the group. Values that a model
proposed are nobody's voice.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.evaluation.expressed import Expression, State, asked, expressions
from pipeline.evaluation.material import Material
from pipeline.scenarios.proposal.written import GROUP as PROPOSED

_BEST: tuple[State, ...] = ("told", "contradicted", "open", "silent")


@dataclass(frozen=True)
class ToldValue:
    """A value of a factor, and the group that wrote it ("" for nobody known).

    `at` is the text that tells it best, None where no cluster with a text holds it; `key` says whether a
    text was to tell it.
    """

    factor: str
    value: str
    label: str
    group: str
    at: Expression | None
    key: bool

    @property
    def state(self) -> State | None:
        """Its state in the text that tells it best; None where it is in none."""
        return self.at.state if self.at is not None else None


@dataclass(frozen=True)
class Voice:
    """A group and its values."""

    group: str
    values: Sequence[ToldValue]

    def count(self, *states: State | None) -> int:
        """How many of its values are in one of these states."""
        return sum(one.state in states for one in self.values)

    @property
    def heard(self) -> bool | None:
        """Whether a text tells one of its values; None where that is not known."""
        if self.count("told"):
            return True
        return None if self.count("open") else False


def told_values(material: Material) -> tuple[ToldValue, ...]:
    """All values of the sheet, in its order."""
    best: dict[str, Expression] = {}
    keys: set[str] = set()
    for narrative in material.narratives:
        keys |= {one.value for one in asked(narrative, material)}
        for one in expressions(narrative, material):
            other = best.get(one.value)
            if other is None or _BEST.index(one.state) < _BEST.index(other.state):
                best[one.value] = one
    return tuple(
        ToldValue(factor.id, one.id, one.label, _group(one.group), best.get(one.id), one.id in keys)
        for factor in material.ground.sheet.factors
        for one in factor.values
    )


def voices(values: Sequence[ToldValue]) -> tuple[Voice, ...]:
    """The groups, by name; none where no value names any."""
    groups: Mapping[str, list[ToldValue]] = {
        name: [] for name in sorted({one.group for one in values} - {""})
    }
    for one in values:
        if one.group:
            groups[one.group].append(one)
    return tuple(Voice(name, found) for name, found in groups.items())


def _group(name: str) -> str:
    return "" if name.startswith(PROPOSED) else name
