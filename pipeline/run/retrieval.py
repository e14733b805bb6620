"""The passages of a run for chains: near ones through its index, and only what rights allow."""

import json
import threading
from collections.abc import Callable, Sequence
from functools import cached_property

from pipeline.core.files import digest
from pipeline.core.progress import Progress
from pipeline.core.types import Passage
from pipeline.project import Run
from pipeline.run.documents import read_rights
from pipeline.sources import index
from pipeline.sources.rights import release


class RunRetriever:
    """Reads the run when it is first asked: the passages may be made by the same command.

    A run without documents (`szenario cluster`) has no passages; that is no error. What may not go
    to an external model is left out and told once. `outdated` says whether documents or their rights
    have changed since they were read: then nothing goes out, for what was allowed may no longer be.
    """

    SPARE = 5

    def __init__(
        self,
        run: Run,
        external: bool,
        progress: Progress,
        outdated: Callable[[], bool] = lambda: False,
        store: index.Store = index.HERE,
    ) -> None:
        self._run, self._external, self._progress, self._store = run, external, progress, store
        self._outdated = outdated
        self._reading = threading.Lock()
        self._asking = threading.Lock()
        self._total = 0

    def near(self, texts: Sequence[str], limit: int) -> list[list[Passage]]:
        allowed = self._allowed()
        if not allowed or not self._run.index.is_dir():
            return [[] for _ in texts]
        wanted, deep = min(limit, len(allowed)), limit + self.SPARE
        while True:
            found = [
                [allowed[near.passage] for near in row if near.passage in allowed]
                for row in self._nearest(texts, deep)
            ]
            # What is withheld does not crowd out what is released, however much of the whole it is.
            if all(len(row) >= wanted for row in found) or deep > self._total:
                return [row[:limit] for row in found]
            deep *= 4

    def _nearest(self, texts: Sequence[str], deep: int) -> list[list[index.Near]]:
        """The index stays open for the run: opening it takes longer than a question."""
        with self._asking:
            return self._index.near(texts, deep)

    @cached_property
    def _index(self) -> index.VectorIndex:
        return index.VectorIndex(self._run.index, self._store)

    def get(self, ids: Sequence[str]) -> list[Passage]:
        allowed = self._allowed()
        return [allowed[one] for one in ids if one in allowed]

    def digest(self) -> str:
        """Of all that may enter a request: other rights, or another house, are other material."""
        released = sorted((one.id, one.text) for one in self._allowed().values())
        return digest(json.dumps(released, ensure_ascii=False).encode()) if released else ""

    def _allowed(self) -> dict[str, Passage]:
        """Several calls of a run ask at once; the passages are read, and told of, by the first."""
        with self._reading:
            return self._released

    @cached_property
    def _released(self) -> dict[str, Passage]:
        from pipeline.run.context import read_passages

        if not self._run.file("passages.jsonl").is_file():
            return {}
        if self._external and self._outdated():
            self._progress.said(
                "Die Dokumente oder ihre Rechte haben sich seit dem Einlesen geändert; an das externe "
                "Modell geht deshalb keine Passage. „szenario read PROJEKT“ liest sie neu."
            )
            return {}
        passages = read_passages(self._run)
        self._total = len(passages)
        released = release(passages, read_rights(self._run), external=self._external)
        if released.left_out:
            self._progress.said(released.told)
        return {passage.id: passage for passage in released.passages}
