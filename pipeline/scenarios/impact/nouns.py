"""What an analysis of a cross-impact matrix says, as data: it can be written as JSON and YAML.

Descriptors and variants stand as positions from 0; `descriptors` has their names. What was not computed is
None, never 0.
"""

from pipeline.core.types import SCHEMA_VERSION, Noun
from pipeline.scenarios.impact.matrix import Descriptor
from pipeline.scenarios.impact.succession import Order
from pipeline.scenarios.impact.sums import Sums

Positions = tuple[int, ...]
"""A scenario: the position of its variant for each descriptor."""


class Scenario(Noun):
    """One scenario looked at closely.

    `weight` starts of succession end in it, a `share` of all (0–1); at least, where some are undecided.
    `spare` is how far its weakest variant lies above the next one, descriptors without any inflow left out;
    None where no other has two.
    `fallen` is how many single judgements it falls without; `survival` the share of draws in which it stays
    consistent, with its standard error.
    """

    variants: Positions
    total_impact: float
    inconsistency: float
    spare: float | None
    weight: int | None = None
    share: float | None = None
    fallen: int | None = None
    survival: float | None = None
    survival_error: float | None = None


class Weak(Noun):
    """The weakly consistent scenarios: inconsistency above 0 and at most `epsilon`, the least first."""

    epsilon: float
    scenarios: tuple[Scenario, ...]
    complete: bool
    why: str


class Best(Noun):
    """The consistent scenarios with the greatest total impact together, any two `distance` or more apart.

    `total_impact` is that of each. Not `proved`: others may be better, and `why` says how far.
    """

    distance: int
    scenarios: tuple[Positions, ...]
    total_impact: tuple[float, ...]
    smallest_distance: int | None
    proved: bool
    why: str


class Attractor(Noun):
    """A scenario that rests, or a cycle in its order; `basin` starts end in it, a `share` of all (0–1)."""

    scenarios: tuple[Positions, ...]
    basin: int
    share: float


class Succession(Noun):
    """How attractors were looked for, and how many there are; only the greatest are listed.

    Not `exact`: from a random sample of `starts`, so that small basins may be missing. `undecided` starts
    were given up on their way.
    """

    order: Order
    exact: bool
    starts: int
    resting: int
    cycles: int
    undecided: int


class Carrying(Noun):
    """A judgement that scenarios rest on: row (source) and column (target) of the matrix, in words too."""

    row: int
    column: int
    source: str
    target: str
    score: float
    fells: int


class LeaveOneOut(Noun):
    """Each of `judgements` taken away in turn; `tested` scenarios, and the judgements that carry most."""

    judgements: int
    tested: int
    carrying: tuple[Carrying, ...]


class Disputed(Noun):
    """A cell that people scored differently: row (source) and column (target), in words too."""

    row: int
    column: int
    source: str
    target: str
    lowest: float
    highest: float


class MonteCarlo(Noun):
    """How scores were drawn; monte_carlo.py says what the fields mean.

    `disputed` are those of the `chosen` cells on which people differ most, the furthest apart first.
    """

    draws: int
    spread: float
    seed: int
    tested: int
    noisy: int
    chosen: int
    empty: int
    idle: int
    bound: float
    rounded: bool
    disputed: tuple[Disputed, ...] = ()


class Cells(Noun):
    """How many cells outside the diagonal blocks were judged, and what that means in words.

    `own` is how many were judged inside them, zeros there not counted: files fill those in.
    """

    judged: int
    unjudged: int
    own: int
    said: str


class Analysis(Noun):
    """All that cross-impact balance says of a matrix.

    `consistent` are the strictly consistent scenarios in their order, `balances` those of all variants for
    each of them (empty where there are too many). `scenarios` are the same looked at closely, the greatest
    weight first, at most as many as `remarks` say. `sums` and `strength` are those of sums.py. `free` are
    the descriptors without any inflow, on which no score but 0 bears.
    """

    schema_version: int = SCHEMA_VERSION
    title: str
    basis: str
    descriptors: tuple[Descriptor, ...]
    consistent: tuple[Positions, ...]
    complete: bool
    why: str
    engine: str
    balances: tuple[tuple[float, ...], ...]
    scenarios: tuple[Scenario, ...]
    weak: Weak | None
    best: Best | None
    attractors: tuple[Attractor, ...]
    succession: Succession
    sums: tuple[Sums, ...]
    strength: tuple[tuple[float | None, ...], ...]
    leave_one_out: LeaveOneOut | None
    monte_carlo: MonteCarlo | None
    cells: Cells
    free: tuple[int, ...]
    remarks: tuple[str, ...]
