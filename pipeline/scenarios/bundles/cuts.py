"""What holds of any clusters though the relaxation does not know it: cuts, found where it breaks them.

Let i, k and a factor g be given, and S some values of g. Clusters that hold both i and k have the same
value of g; so: (together i, k) + (together i, S) − (together k, S) ≤ (clusters that hold i). For every
i, k and g the S that breaks it most is known at once. With one value in S these are the triangle
inequalities of clique partitioning (Grötschel & Wakabayashi 1989); larger S are stronger, as a value
of g is in every cluster.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

ROUND = 2000
"""So many cuts are added at a time."""
BROKEN = 0.02
"""A cut that is broken by less is left alone."""


@dataclass(frozen=True)
class Cut:
    """Values i and k, and values of one further factor."""

    one: int
    other: int
    through: tuple[int, ...]


def broken(
    together: "NDArray[np.float64]", groups: Sequence["NDArray[np.int_]"], known: Sequence[Cut]
) -> list[Cut]:
    """The cuts that `together` (values × values, symmetric) breaks most, without those known."""
    values = len(together)
    own = np.zeros((values, values), dtype=bool)
    for group in groups:
        own[np.ix_(group, group)] = True
    base = together - np.diag(together)[:, None]
    excess, ones, others, factors = [], [], [], []
    for number, group in enumerate(groups):
        differing = together[:, None, group] - together[None, :, group]
        total = base + np.clip(differing, 0.0, None).sum(axis=2)
        total[group, :] = total[:, group] = total[own] = -1.0
        one, other = np.nonzero(total > BROKEN)
        excess.append(total[one, other])
        ones.append(one)
        others.append(other)
        factors.append(np.full(len(one), number))
    order = _greatest(np.concatenate(excess), len(known) + 4 * ROUND)
    one, other, factor = (np.concatenate(part)[order] for part in (ones, others, factors))
    held: set[Cut] = set(known)
    found: list[Cut] = []
    for i, k, g in zip(one.tolist(), other.tolist(), factor.tolist(), strict=True):
        if len(found) >= ROUND:
            break
        group = groups[g]
        through = group[together[i, group] > together[k, group]]
        cut = Cut(i, k, tuple(through.tolist()))
        if cut not in held:
            found.append(cut)
    return found


def _greatest(excess: "NDArray[np.float64]", count: int) -> "NDArray[np.int_]":
    """The positions of the so many greatest, the greatest first."""
    chosen = np.arange(len(excess))
    if len(excess) > count:
        chosen = np.sort(np.argpartition(-excess, count)[:count])
    return chosen[np.argsort(-excess[chosen], kind="stable")]


def rows(cuts: Sequence[Cut], values: int) -> "csr_matrix[np.float64]":
    """The cuts as rows over the flattened matrix, each of length about 1; broken where above 0."""
    from scipy.sparse import csr_matrix

    row, column, entry = [], [], []
    for number, cut in enumerate(cuts):
        weight = 1 / np.sqrt(2 + 2 * len(cut.through))
        row.append(number)
        column.append(cut.one * values + cut.one)
        entry.append(-weight)
        pairs = [(cut.one, cut.other, weight)]
        pairs += [(cut.one, value, weight) for value in cut.through]
        pairs += [(cut.other, value, -weight) for value in cut.through]
        for first, second, size in pairs:
            row += [number, number]
            column += [first * values + second, second * values + first]
            entry += [size / 2, size / 2]
    return csr_matrix((entry, (row, column)), shape=(len(cuts), values * values))
