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


BY = "Vorschlag: "
"""In front of a model's name, where a cell says who filled it."""


class Measure(Noun):
    """Maßnahme: what somebody may do; `status` what has become of it, with who says so.

    `added` came with a filled sheet: no file of measures names it.
    """

    id: str
    title: str
    field: str = ""
    goal: str = ""
    status: str = ""
    added: bool = Field(default=False, exclude_if=lambda added: not added)


class Voice(Noun):
    """Stimme: what one person or group says of a cell; `by` is "" where nobody is named."""

    by: str = ""
    rating: int | None = Field(default=None, ge=-2, le=2)
    reason: str = ""
    condition: str = ""

    @property
    def empty(self) -> bool:
        return self.rating is None and not self.reason and not self.condition


class WindCell(Noun):
    """How a measure does in a scenario: −2 (−−) to +2 (++), None where nobody said; why, on what condition.

    `proposed` by a model and taken by nobody yet; `passages` are what such a proposal rests on. Where
    several people filled the cell, `votes` are what each of them said and `rating` is their median;
    `dissent` says that they lie far apart.
    """

    cluster: str
    rating: int | None = Field(default=None, ge=-2, le=2)
    reason: str = ""
    condition: str = ""
    by: str = ""
    proposed: bool = False
    passages: tuple[str, ...] = ()
    votes: tuple[Voice, ...] = Field(default=(), exclude_if=lambda votes: not votes)
    dissent: bool = Field(default=False, exclude_if=lambda dissent: not dissent)

    @property
    def counts(self) -> bool:
        """Whether a person has rated: what is open or merely proposed decides nothing."""
        return self.rating is not None and not self.proposed

    @property
    def proposed_by(self) -> str:
        """The model whose proposal nobody has taken yet; "" where there is none."""
        return self.by.removeprefix(BY) if self.proposed else ""


class Assessed(Noun):
    """A measure with its cells in the order of the clusters, and what follows from them; `why` says so."""

    measure: Measure
    cells: tuple[WindCell, ...]
    verdict: Verdict
    why: str


class Former(Noun):
    """What people said of a measure in a scenario that had other `members` then (their hash)."""

    measure: str
    members: str
    cell: WindCell


class Windkanal(Noun):
    """All measures of a run against its scenarios; `names` are the scenarios' names by cluster id.

    `members` are hashes of what each scenario is made of, by cluster id: an id alone may come to stand for
    another scenario. `former` was said of such earlier ones; it counts for nothing.
    """

    schema_version: int = SCHEMA_VERSION
    names: dict[str, str]
    members: dict[str, str] = Field(default={}, exclude_if=lambda members: not members)
    measures: tuple[Assessed, ...]
    former: tuple[Former, ...] = Field(default=(), exclude_if=lambda former: not former)

    def of(self, measure_id: str) -> Assessed | None:
        """The measure of that id; None where there is none."""
        return next((one for one in self.measures if one.measure.id == measure_id), None)
