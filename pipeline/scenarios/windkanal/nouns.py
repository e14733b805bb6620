"""The nouns of the Windkanal: measures held against scenarios, each cell judged by people or proposed.

A cell that nobody filled is open, never neutral; what a model proposes stays marked as proposed until a
person takes it.
"""

from typing import Literal

from pydantic import Field

from pipeline.core.types import SCHEMA_VERSION, Noun

Verdict = Literal["robust", "option", "risky", "open"]
"""robust: pays in every scenario; option: pays in some and hurts in none, or under a condition; risky:
hurts in at least one; open: too much is not filled."""


class Measure(Noun):
    """Maßnahme: what somebody may do; `status` what has become of it, with who says so."""

    id: str
    title: str
    field: str = ""
    goal: str = ""
    status: str = ""


class WindCell(Noun):
    """How a measure does in a scenario: −2 (−−) to +2 (++), None where nobody said; why, on what condition.

    `proposed` by a model and taken by nobody yet; `passages` are what such a proposal rests on.
    """

    cluster: str
    rating: int | None = Field(default=None, ge=-2, le=2)
    reason: str = ""
    condition: str = ""
    by: str = ""
    proposed: bool = False
    passages: tuple[str, ...] = ()


class Assessed(Noun):
    """A measure with its cells in the order of the clusters, and what follows from them; `why` says so."""

    measure: Measure
    cells: tuple[WindCell, ...]
    verdict: Verdict
    why: str


class Windkanal(Noun):
    """All measures of a run against its scenarios; `names` are the scenarios' names by cluster id."""

    schema_version: int = SCHEMA_VERSION
    names: dict[str, str]
    measures: tuple[Assessed, ...]
