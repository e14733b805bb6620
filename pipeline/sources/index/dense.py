"""Vectors of meaning for search: of every passage and of each of its sentences, in plain files.

What an earlier index holds of a passage that has not changed is taken over. The files are mapped, not
read. A passage without vectors (its text may not go to a remote model) is a row of NaN: unknown.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from pipeline.core.files import digest
from pipeline.core.progress import Progress
from pipeline.core.types import Passage
from pipeline.language.sentences import sentences
from pipeline.sources.index import wordwise
from pipeline.sources.index.embedder import OWN, Embedder, Leaving
from pipeline.sources.index.mapped import mapped, small
from pipeline.sources.index.rows import WITHHELD, Row, embedded_text, line, rows_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DENSE = "dense"
PASSAGES, SENTENCES, STARTS, ROWS = "passages.npy", "sentences.npy", "starts.npy", "rows.tsv"

_LONGEST_PART = 1_000


class Vectors:
    """The vectors of an index, mapped; what is broken raises OSError or ValueError when it is opened.

    `passages` has shape (rows, dimensions); `sentences` those of all passages one after the other, those
    of row r from `starts[r]` to `starts[r + 1]`, as mapped.py keeps them.
    """

    def __init__(self, folder: Path) -> None:
        import numpy as np

        self.passages: NDArray[np.float32] = mapped(folder / PASSAGES)
        self.sentences: NDArray[np.int16] = mapped(folder / SENTENCES)
        self.starts: NDArray[np.int64] = np.load(folder / STARTS)
        self.folder = folder
        if len(self.starts) != len(self.passages) + 1 or self.starts[-1] != len(self.sentences):
            raise ValueError(f"{folder}: files of different indexes")

    def __len__(self) -> int:
        return len(self.passages)

    @cached_property
    def rows(self) -> list[Row]:
        """Which passage each row is of."""
        lines = (self.folder / ROWS).read_text(encoding="utf-8").split("\n")[:-1]
        rows = [Row(*line.split("\t")) for line in lines]
        if len(rows) != len(self):
            raise ValueError(f"{self.folder}: files of different indexes")
        return rows

    @cached_property
    def state(self) -> str:
        """A digest of all that the vectors were made of; of the rows as they were opened, whatever lies in
        the folder by now."""
        return digest("".join(map(line, self.rows)).encode())

    @cached_property
    def known(self) -> "NDArray[np.bool_]":
        """For each row whether it has vectors."""
        import numpy as np

        return ~np.isnan(self.passages[:, 0])


def build(
    folder: Path,
    passages: Sequence[Passage],
    progress: Progress,
    embedder: Embedder = OWN,
    before: Vectors | None = None,
    withheld: frozenset[str] = frozenset(),
) -> None:
    """Write the vectors of all passages into `folder`, taking over from `before` what has not changed.

    `withheld` are documents whose texts the embedder may not see.
    """
    import numpy as np

    folder.mkdir(parents=True)
    wordwise.build(folder, passages, before.folder if before else None)
    rows = rows_of(passages, withheld)
    (folder / ROWS).write_text("".join(map(line, rows)), encoding="utf-8")
    plan = _plan(passages, rows, before)
    starts = np.concatenate([[0], np.cumsum([one.sentences for one in plan], dtype=np.int64)])
    np.save(folder / STARTS, starts.astype(np.int64))
    progress.started("Index aufbauen", sum(len(one.texts) for one in plan))
    with (folder / PASSAGES).open("wb") as wholes, (folder / SENTENCES).open("wb") as parts:
        _head(wholes, "<f4", len(plan), embedder.dimensions)
        _head(parts, "<i2", int(starts[-1]), embedder.dimensions)
        for batch in _batches(plan, embedder.at_once):
            for whole, told in _vectors(batch, before, embedder):
                # Written, not mapped: on a full disk a map ends the process without a word.
                wholes.write(whole.astype("<f4").tobytes())
                parts.write(told.astype("<i2").tobytes())
            progress.advanced(sum(len(one.texts) for one in batch))


def leaving(
    passages: Sequence[Passage], embedder: Embedder, before: Vectors | None, withheld: frozenset[str]
) -> Leaving:
    """What of the passages `build` would send out of the house; nothing where the embedder is in it."""
    plan = _plan(passages, rows_of(passages, withheld), before) if embedder.external else []
    texts = [text for one in plan for text in one.texts]
    return Leaving(embedder.name, len(texts), sum(map(len, texts)))


@dataclass(frozen=True)
class _Planned:
    """Where a row's vectors come from: a row of the index before, or texts to embed (its own text first,
    then its sentences); neither where they are withheld."""

    sentences: int
    texts: tuple[str, ...] = ()
    old: int | None = None


def _plan(passages: Sequence[Passage], rows: Sequence[Row], before: Vectors | None) -> list[_Planned]:
    held: dict[tuple[str, str], int] = {}
    if before is not None:
        held = {(one.passage, one.digest): at for at, one in enumerate(before.rows)}
    plan = []
    for passage, row in zip(passages, rows, strict=True):
        old = held.get((row.passage, row.digest))
        if row.digest == WITHHELD:
            plan.append(_Planned(0))
        elif old is not None and before is not None:
            plan.append(_Planned(int(before.starts[old + 1] - before.starts[old]), old=old))
        else:
            told = sentences(passage.text)
            plan.append(_Planned(len(told), texts=(embedded_text(passage), *told)))
    return plan


def _batches(plan: Sequence[_Planned], size: int) -> Iterator[list[_Planned]]:
    """Rows in their order, in parts with at most `size` that have to be embedded."""
    part: list[_Planned] = []
    fresh = 0
    for one in plan:
        part.append(one)
        fresh += bool(one.texts)
        if fresh == size or len(part) == _LONGEST_PART:
            yield part
            part, fresh = [], 0
    if part:
        yield part


def _vectors(
    part: Sequence[_Planned], before: Vectors | None, embedder: Embedder
) -> Iterator[tuple["NDArray[Any]", "NDArray[Any]"]]:
    """For each row the vector of the passage and those of its sentences as they are kept."""
    import numpy as np

    texts = [text for one in part for text in one.texts]
    made = embedder.embed(texts) if texts else np.zeros((0, embedder.dimensions))
    at = 0
    for one in part:
        if one.old is not None and before is not None:
            first, after = before.starts[one.old : one.old + 2]
            yield before.passages[one.old], before.sentences[first:after]
        elif one.texts:
            yield made[at], small(made[at + 1 : at + len(one.texts)])
            at += len(one.texts)
        else:
            yield np.full(embedder.dimensions, np.nan), np.zeros((0, embedder.dimensions))


def _head(stream: BinaryIO, kind: str, many: int, dimensions: int) -> None:
    """The head of a .npy file of that shape."""
    import numpy as np

    np.lib.format.write_array_header_1_0(
        stream, {"descr": kind, "fortran_order": False, "shape": (many, dimensions)}
    )
