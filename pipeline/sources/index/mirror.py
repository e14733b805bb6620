"""A collection of Chroma brought to the state of the vectors' files; only what differs is touched.

The collection says itself of which state it is, and does so last: one that was left in the middle
lags behind, and is compared passage by passage.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from pipeline.sources.index.dense import Vectors

DEPTH = 500
"""How far the graph looks (ef); more than is ever asked of it, so that nearly nothing is missed."""
_AT_ONCE = 1_000
_STATE, _TEXT, _DOCUMENT = "state", "text", "document"

T = TypeVar("T")


def collection(client: Any, name: str) -> Any:
    """The collection of that name, made where there is none; cosine, and nobody embeds for it."""
    return client.get_or_create_collection(
        name,
        embedding_function=None,
        configuration={"hnsw": {"space": "cosine", "ef_search": DEPTH}},
    )


def mirror(collection: Any, vectors: Vectors, largest_batch: Callable[[], int]) -> None:
    """Upsert what is new or changed and delete what is gone; rows without a vector are left out."""
    if (collection.metadata or {}).get(_STATE) == vectors.state:
        return
    size = min(_AT_ONCE, largest_batch())
    known, rows = vectors.known, vectors.rows
    wanted = {rows[at].passage: at for at in range(len(rows)) if known[at]}
    there = _there(collection, size)
    for ids in _parts([one for one in there if one not in wanted], size):
        collection.delete(ids=list(ids))
    fresh = [at for passage, at in wanted.items() if there.get(passage) != rows[at].digest]
    for part in _parts(fresh, size):
        collection.upsert(
            ids=[rows[at].passage for at in part],
            embeddings=vectors.passages[part],
            metadatas=[{_DOCUMENT: rows[at].document, _TEXT: rows[at].digest} for at in part],
        )
    collection.modify(metadata={_STATE: vectors.state})


def _there(collection: Any, size: int) -> dict[str, str]:
    """The ids in a collection, and the digest of the text that each stands for."""
    found: dict[str, str] = {}
    for start in range(0, collection.count(), size):
        page = collection.get(include=["metadatas"], limit=size, offset=start)
        for passage, known in zip(page["ids"], page["metadatas"], strict=True):
            found[passage] = (known or {}).get(_TEXT, "")
    return found


def _parts(many: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    return (many[start : start + size] for start in range(0, len(many), size))
