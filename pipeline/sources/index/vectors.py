"""The passages' vectors in Chroma: what is near to a text, among very many.

A collection mirrors the vectors' files and says of which state it is. One that lags behind takes over
what is new and drops what is gone; one that is broken is made anew. On a server, where another process may
have brought it to another state, that is looked at before each question. The name of a collection holds
project, embedder and format, so that vectors of two models are never in one.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from pipeline.core.errors import OutputError
from pipeline.core.files import digest
from pipeline.sources.index.chroma import HERE, Opened, Store, StoreBroken, opened
from pipeline.sources.index.dense import DENSE, Vectors
from pipeline.sources.index.embedder import OWN, Embedder, plain_name
from pipeline.sources.index.mirror import collection, mirror

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BESIDE = "chroma"
FORMAT = 1

T = TypeVar("T")


@dataclass(frozen=True)
class Near:
    """A passage's id and its cosine with what was asked, −1 to 1."""

    passage: str
    cosine: float


class VectorIndex:
    """The vectors of a run's index, opened for questions; close it, or use it in a `with`.

    `folder` is the index; raises LockedError, SurroundingsError as the store does.
    """

    def __init__(
        self, folder: Path, store: Store = HERE, embedder: Embedder = OWN, dense: Path | None = None
    ) -> None:
        self._home = folder.with_name(f"{folder.name}-{BESIDE}")
        self._store, self._embedder = store, embedder
        self._name = collection_name(folder, embedder)
        self._vectors = Vectors(dense if dense is not None else folder / DENSE)
        self._rows = {one.passage: at for at, one in enumerate(self._vectors.rows)}
        self._opened: Opened | None = None
        try:
            self._open()
        except StoreBroken:
            self._anew()

    def __enter__(self) -> "VectorIndex":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        if self._opened is not None:
            self._opened.close()
            self._opened = None

    def near(
        self, texts: Sequence[str], limit: int, allowed: frozenset[str] | None = None
    ) -> list[list[Near]]:
        """The nearest passages of each text, best first, ties by id; of `allowed` documents (None: all)."""
        if not texts or limit < 1 or allowed == frozenset():
            return [[] for _ in texts]
        vectors = self._embedder.embed(texts)
        return self._asked(lambda: self._nearest(vectors, limit, allowed))

    def rows_near(
        self, vector: "NDArray[np.float32]", limit: int, allowed: frozenset[str] | None = None
    ) -> list[int]:
        """The rows nearest to one vector, in no order."""
        if not self._rows:
            return []
        answer = self._asked(lambda: self._queried(vector[None, :], limit, allowed, []))
        return [self._rows[passage] for passage in answer["ids"][0] if passage in self._rows]

    def _nearest(
        self, vectors: "NDArray[Any]", limit: int, allowed: frozenset[str] | None
    ) -> list[list[Near]]:
        if not self._rows:
            return [[] for _ in vectors]
        answer = self._queried(vectors, limit, allowed, ["distances"])
        return [
            sorted(
                (Near(i, round(1 - d, 4)) for i, d in zip(ids, distances, strict=True) if i in self._rows),
                key=lambda near: (-near.cosine, near.passage),
            )
            for ids, distances in zip(answer["ids"], answer["distances"], strict=True)
        ]

    def _queried(
        self, vectors: "NDArray[Any]", limit: int, allowed: frozenset[str] | None, more: list[str]
    ) -> Any:
        if self._store.url:
            self._mirror()
        return self._collection.query(
            query_embeddings=vectors.tolist(),
            n_results=limit,
            include=more,
            where=None if allowed is None else {"document": {"$in": sorted(allowed)}},
        )

    def _asked(self, ask: Callable[[], T]) -> T:
        """What the store answers; a folder that turns out to be broken is made anew once."""
        assert self._opened is not None
        try:
            with self._opened.told():
                return ask()
        except StoreBroken:
            self._anew()
            with self._opened.told():
                return ask()

    def _open(self, *, anew: bool = False) -> None:
        self._opened = opened(self._home, self._store, anew=anew)
        try:
            with self._opened.told():
                self._mirror()
        except BaseException:
            self.close()
            raise

    def _mirror(self) -> None:
        assert self._opened is not None
        client = self._opened.client
        self._collection = collection(client, self._name)
        mirror(self._collection, self._vectors, client.get_max_batch_size)

    def _anew(self) -> None:
        self.close()
        try:
            self._open(anew=True)
        except StoreBroken as error:
            raise OutputError(
                f"Die Vektoren in „{self._home}“ können nicht geschrieben werden: {error}. Bitte "
                "Schreibrechte und freien Platz prüfen."
            ) from error


def collection_name(folder: Path, embedder: Embedder) -> str:
    """Project, embedder and format; on a server also where the run lies, for two may bear one name."""
    run = folder.resolve().parent
    project = re.sub(r"[^a-z0-9]+", "-", run.name.lower()).strip("-") or "projekt"
    model = digest(f"{embedder.address} {embedder.dimensions}".encode())[:8]
    return f"{project[:60]}-{digest(str(run).encode())[:8]}-{plain_name(embedder)[:60]}-{model}-v{FORMAT}"
