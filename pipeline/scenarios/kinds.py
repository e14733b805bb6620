"""Kinds of futures that return wherever regions think ahead, told by short texts on many matters.

Who steers and what counts: market, state, community, everyone alone, all as before, machines, decline,
own people first, openness, moderation. They are close to the archetypes of scenario work (Dator 1979;
Hunt et al. 2012) and to the orders of worth of Boltanski & Thévenot (1991). data/kinds_of_futures.csv
tells each of them for the same everyday matters, so that the mean of a matter can be taken away and
what is left is the kind. The texts are our own, written in general words, none from a value set.
"""

import csv
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True)
class Kinds:
    """The texts with the position of their kind and of their matter (domain), from 0."""

    texts: tuple[str, ...]
    kind_of: tuple[int, ...]
    domain_of: tuple[int, ...]


@lru_cache(maxsize=1)
def kinds() -> Kinds:
    """All texts in the order of their file."""
    source = files("pipeline.scenarios").joinpath("data/kinds_of_futures.csv")
    with source.open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    return Kinds(
        tuple(row["text"] for row in rows),
        _numbered([row["kind"] for row in rows]),
        _numbered([row["domain"] for row in rows]),
    )


def _numbered(names: list[str]) -> tuple[int, ...]:
    position = {name: number for number, name in enumerate(dict.fromkeys(names))}
    return tuple(position[name] for name in names)
