"""The passages of a run for chains: near ones through its index, and only what rights allow."""

from collections.abc import Sequence
from functools import cached_property

from pipeline.core.progress import Progress
from pipeline.core.types import Passage
from pipeline.project import Run
from pipeline.run.documents import read_rights
from pipeline.sources import index
from pipeline.sources.rights import release


class RunRetriever:
    """Reads the run when it is first asked: the passages may be made by the same command.

    A run without documents (`szenario cluster`) has no passages; that is no error. What may not go
    to an external model is left out and told once.
    """

    SPARE = 5

    def __init__(self, run: Run, external: bool, progress: Progress) -> None:
        self._run, self._external, self._progress = run, external, progress

    def near(self, texts: Sequence[str], limit: int) -> list[list[Passage]]:
        if not self._released or not self._run.index.is_dir():
            return [[] for _ in texts]
        with index.VectorIndex(self._run.index) as vectors:
            found = vectors.near(texts, limit + self.SPARE)
        return [
            [self._released[near.passage] for near in row if near.passage in self._released][:limit]
            for row in found
        ]

    def get(self, ids: Sequence[str]) -> list[Passage]:
        return [self._released[one] for one in ids if one in self._released]

    @cached_property
    def _released(self) -> dict[str, Passage]:
        from pipeline.run.context import read_passages

        if not self._run.file("passages.jsonl").is_file():
            return {}
        released = release(read_passages(self._run), read_rights(self._run), external=self._external)
        if released.left_out:
            self._progress.said(released.told)
        return {passage.id: passage for passage in released.passages}
