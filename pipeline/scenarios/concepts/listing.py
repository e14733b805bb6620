"""The values as a call sees them: shuffled and numbered.

Models lean to what stands first and read meaning into ids ("a" with "a"). So every call has an order
of its own, of factors and of the values within each, and plain numbers in place of ids. An order
follows from the seed and the ids alone: how a sheet is sorted changes nothing.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.core.types import Factor


@dataclass(frozen=True)
class Listing:
    """Factors in one order; `ids[f]` are those of factor f's values, numbered on from factor to factor."""

    factors: tuple[Factor, ...]
    ids: tuple[tuple[str, ...], ...]

    @property
    def numbers(self) -> tuple[tuple[int, ...], ...]:
        """The numbers (from 1) of each factor's values."""
        found, start = [], 1
        for ids in self.ids:
            found.append(tuple(range(start, start + len(ids))))
            start += len(ids)
        return tuple(found)

    @property
    def by_number(self) -> dict[int, str]:
        """Number → id of a value."""
        return {
            number: one
            for numbers, ids in zip(self.numbers, self.ids, strict=True)
            for number, one in zip(numbers, ids, strict=True)
        }

    def told(self) -> list[dict[str, Any]]:
        """The factors for a prompt: number, name, values with number and words."""
        return [
            {
                "nummer": position,
                "name": factor.name,
                "werte": [
                    {"nummer": number, **_words(factor, one)}
                    for number, one in zip(numbers, ids, strict=True)
                ],
            }
            for position, (factor, numbers, ids) in enumerate(
                zip(self.factors, self.numbers, self.ids, strict=True), start=1
            )
        ]


def listed(factors: Sequence[Factor], *seed: object) -> Listing:
    """The factors in an order of their own, the same for the same seed."""
    chance = random.Random(" ".join(map(str, seed)))
    order = sorted(factors, key=lambda factor: factor.id)
    chance.shuffle(order)
    ids = []
    for factor in order:
        values = sorted(value.id for value in factor.values)
        chance.shuffle(values)
        ids.append(tuple(values))
    return Listing(tuple(order), tuple(ids))


def _words(factor: Factor, value_id: str) -> dict[str, str]:
    value = next(one for one in factor.values if one.id == value_id)
    return {"label": value.label, "text": value.text}
