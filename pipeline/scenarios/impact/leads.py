"""By how much a variant can lead its rivals, for every set of variants that a descriptor may take.

A lead is a variant's balance less a rival's. Each descriptor adds to it the score of its chosen variant
on the one less that on the other; while it is open, at best the greatest over its set. The first
descriptors are those whose choice narrows most leads, weighed by how much of each is still undecided:
on random matrices of 20 to 52 descriptors that halves what has to be searched.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pipeline.core.errors import InputError
from pipeline.scenarios.impact.exact import Exact

if TYPE_CHECKING:
    from numpy.typing import NDArray

_MOST_VARIANTS = 8  # a set is one byte
_MOST_CELLS = 200_000_000  # of the table, bytes where scores are small: 52 descriptors of 8 take 36 million


@dataclass(frozen=True, eq=False)
class Leads:
    """The leads of a matrix, its descriptors in the order in which they are decided.

    A row of leads is laid out (variant, rival, descriptor), padded to `most` variants and to `width`
    descriptors, a multiple of 8: padded leads never fall, padded descriptors have one variant.
    `table[base[d] + s]` is what descriptor d adds to all leads at best while its set is s.
    """

    order: "NDArray[np.int64]"
    most: int
    width: int
    base: "NDArray[np.int64]"
    table: "NDArray[np.signedinteger]"
    all_sets: "NDArray[np.uint8]"
    all_leads: "NDArray[np.signedinteger]"

    def fall(
        self,
        leads: "NDArray[np.signedinteger]",
        descriptors: "NDArray[np.int64]",
        before: "NDArray[np.uint8]",
        after: "NDArray[np.uint8]",
    ) -> None:
        """Lower each row of `leads` by one descriptor's going from one set to a smaller one."""
        base = self.base[descriptors]
        leads += self.table.take(base + after, axis=0)
        leads -= self.table.take(base + before, axis=0)

    def struck(self, leads: "NDArray[np.signedinteger]") -> "NDArray[np.uint8]":
        """The variants that some rival beats for certain, as sets (n, width)."""
        words = self.width // 8
        behind = (leads < 0).view(np.uint64).reshape(len(leads), self.most, self.most - 1, words)
        found = np.zeros((len(leads), words), dtype=np.uint64)
        for variant in range(self.most):
            beaten = behind[:, variant, 0]
            for rival in range(1, self.most - 1):
                beaten = beaten | behind[:, variant, rival]
            found |= beaten << np.uint64(variant)
        return found.view(np.uint8)

    def scenarios(self, sets: "NDArray[np.uint8]") -> "NDArray[np.int64]":
        """Rows of sets with one variant each as scenarios, descriptors as in the matrix."""
        found = np.empty((len(sets), len(self.order)), dtype=np.int64)
        found[:, self.order] = np.log2(sets[:, : len(self.order)])
        return found


def too_large(task: Exact) -> bool:
    """Whether sets and their table would not fit: more than 8 variants, or very many descriptors."""
    most = max(task.sizes)
    cells = sum(2**size for size in task.sizes) * most * (most - 1) * len(task.sizes)
    return most > _MOST_VARIANTS or cells > _MOST_CELLS


def prepared(task: Exact) -> Leads:
    """The leads of a task; raises InputError for one that is `too_large`."""
    if too_large(task):
        raise InputError(
            f"Das Verfahren „branching“ ist für {len(task.sizes)} Deskriptoren mit bis zu "
            f"{max(task.sizes)} Ausprägungen nicht gemacht (höchstens {_MOST_VARIANTS}). "
            "Bitte „cpsat“ oder „auto“ nehmen."
        )
    count, most = len(task.sizes), max(*task.sizes, 2)
    blocks = _blocks(task, most)
    order = _order(np.array([(one.max(axis=0) - one.min(axis=0)).sum(axis=(0, 1)) for one in blocks]))
    reach = int(sum(np.abs(one).max(axis=0) for one in blocks).max())
    room = min(task.room, reach)
    width = -(-count // 8) * 8
    tables = []
    for descriptor in order:
        own = np.zeros((task.sizes[descriptor], most, most - 1, width), _whole(reach + room))
        own[..., :count] = blocks[descriptor][..., order]
        tables.append(_best(own.reshape(len(own), -1)))
    base = np.zeros(width, dtype=np.int64)
    base[1:count] = np.cumsum([len(table) for table in tables[:-1]])
    sets = np.ones(width, dtype=np.uint8)
    sets[:count] = [len(table) - 1 for table in tables]
    table = np.concatenate(tables)
    leads = (table[base[:count] + sets[:count]].sum(axis=0) + room).astype(table.dtype)
    return Leads(order, most, width, base, table, sets, leads)


def _whole(reach: int) -> "np.dtype[np.signedinteger]":
    """The smallest whole numbers that hold ±reach; a third of the time where bytes do."""
    kinds = (np.int8, np.int16, np.int32, np.int64)
    return np.dtype(next(kind for kind in kinds if reach <= np.iinfo(kind).max))


def _blocks(task: Exact, most: int) -> "list[NDArray[np.int64]]":
    """For each descriptor what its variants add to the leads: (variants, most, most − 1, descriptors)."""
    own = np.zeros((most, most - 1, len(task.sizes)), dtype=np.int64)
    rivals = np.zeros_like(own)
    for descriptor, (start, size) in enumerate(zip(task.offsets, task.sizes, strict=True)):
        for variant in range(size):
            others = [start + other for other in range(size) if other != variant]
            own[variant, : size - 1, descriptor] = start + variant
            rivals[variant, : size - 1, descriptor] = others
    leads = task.scores[:, own] - task.scores[:, rivals]
    return np.split(leads, task.offsets[1:])


def _best(rows: "NDArray[np.signedinteger]") -> "NDArray[np.signedinteger]":
    """For every set of rows (a bit each) the greatest in each column; the empty set is never asked."""
    table = np.zeros((1 << len(rows), rows.shape[1]), dtype=rows.dtype)
    for number, row in enumerate(rows):
        bit = 1 << number
        table[bit] = row
        np.maximum(table[1:bit], row, out=table[bit + 1 : 2 * bit])
    return table


def _order(spread: "NDArray[np.int64]") -> "NDArray[np.int64]":
    """The descriptors by what deciding them narrows; `spread[i, j]` is what i leaves open in j."""
    open_in = spread.sum(axis=0).astype(np.float64)
    left, order = list(range(len(spread))), []
    while left:
        worth = (spread[left] / np.sqrt(open_in + 1)).sum(axis=1)
        order.append(left.pop(int(np.argmax(worth))))
        open_in -= spread[order[-1]]
    return np.array(order, dtype=np.int64)
