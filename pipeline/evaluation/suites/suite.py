"""What a suite is: which findings belong to it, what it measures, and cases that show its checks work.

A suite looks at the material and says what it found; it draws no line itself.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.evaluation.material import Material
from pipeline.evaluation.nouns import Obstacle
from pipeline.evaluation.results import Metric, Table


@dataclass(frozen=True)
class Shown:
    """What a suite found: `data` counts what it looked at (0: nothing, and the suite blocks).

    `obstacles` are those that no finding tells; their suite is put in by whoever evaluates. `left_out` are
    the metrics that there is nothing to take of, which nobody can expect: a table has to say so.
    """

    data: int
    metrics: tuple[Metric, ...]
    tables: tuple[Table, ...] = ()
    obstacles: tuple[Obstacle, ...] = ()
    left_out: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Proof:
    """What came of the cases with a known answer; `failed` says in German which went wrong, and how."""

    cases: int
    failed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Suite:
    """`kinds` are the kinds of findings that are this suite's; `metrics` the names of what it measures.

    `rests_on` gives what its figures rest on besides the texts, as text that is other once that is: whoever
    let a figure pass, let this one pass.
    `prove` is given the suite's case files, and raises InputError for one that cannot be used.
    """

    number: int
    name: str
    title: str
    kinds: frozenset[str]
    metrics: frozenset[str]
    judge: Callable[[Material], Shown]
    prove: Callable[[Sequence[Path]], Proof]
    rests_on: Callable[[Material], str] = lambda _: ""
