"""The cross-impact matrix (Cross-Impact-Matrix): how each variant of a descriptor bears on each other.

Descriptors and variants are addressed by their position: names may be blank or doubled. Rows are
sources, columns targets, as in ScenarioWizard; blocks on the diagonal count like all others. A cell
that nobody judged counts as no influence and is known to be unjudged.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Descriptor:
    """Deskriptor (Einflussfaktor) with its variants (Ausprägungen) by name.

    `id` and `variant_ids` are those of a value sheet, empty where the matrix has none.
    """

    name: str
    variants: tuple[str, ...]
    id: str = ""
    variant_ids: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class ImpactMatrix:
    """Descriptors and the scores of their variants on each other.

    `scores[i, j]` is how variant i (row, source) bears on variant j (column, target), 0 where
    unjudged; `judged[i, j]` whether anybody said so. Both have the shape (variants, variants).
    """

    descriptors: tuple[Descriptor, ...]
    scores: "NDArray[np.float64]"
    judged: "NDArray[np.bool_]"
    title: str = ""

    @cached_property
    def sizes(self) -> tuple[int, ...]:
        """The number of variants of each descriptor."""
        return tuple(len(one.variants) for one in self.descriptors)

    @cached_property
    def offsets(self) -> tuple[int, ...]:
        """The row (and column) of each descriptor's first variant."""
        return tuple(int(start) for start in np.cumsum((0, *self.sizes[:-1])))

    @property
    def combinations(self) -> int:
        """How many scenarios there are at all."""
        count = 1
        for size in self.sizes:
            count *= size
        return count
