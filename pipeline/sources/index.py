"""The index of a run's passages: tantivy for words, Chroma for vectors of meaning.

`passages.jsonl` is the truth. The index names the passages it was made of; where that does not fit
it is made anew, beside the old one, and put in place whole. Chroma never embeds by itself: its own
default would download a model. It also keeps a database open by its path, so the vectors of each
index have a folder name of their own; else a reader of the old index would pass it on to the next.
"""

import json
import shutil
import threading
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.core.errors import OutputError
from pipeline.core.files import write_text
from pipeline.core.progress import Progress
from pipeline.core.types import Passage
from pipeline.language import meaning
from pipeline.sources import dense, lexical

FORMAT = 3
COLLECTION = "passagen"
_META = "meta.json"
_VECTORS = "chroma-"
_EMBEDDED_AT_ONCE = 64
_DOOR = threading.Lock()
"""Chroma counts who has a database open, but not safely: one thread may close what another opens."""


@dataclass(frozen=True)
class Near:
    """A passage's id and its cosine with what was asked, −1 to 1."""

    passage: str
    cosine: float


def fits(folder: Path, passages_digest: str) -> bool:
    """Whether the index in `folder` was made of exactly these passages by this version."""
    try:
        meta = json.loads((folder / _META).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return bool(meta == _meta(passages_digest))


def build(folder: Path, passages: Sequence[Passage], passages_digest: str, progress: Progress) -> None:
    """Make the index of all passages and put it in place of what was there."""
    fresh = folder.with_name(f"{folder.name}.neu")
    try:
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True)
        lexical.build(fresh / "lexical", passages)
        dense.build(fresh / "dense", passages, progress)
        _build_vectors(fresh / f"{_VECTORS}{uuid.uuid4().hex[:8]}", passages)
        write_text(fresh / _META, json.dumps(_meta(passages_digest), indent=2) + "\n")
        shutil.rmtree(folder, ignore_errors=True)
        fresh.replace(folder)
    except (OSError, ValueError) as error:  # tantivy tells a full disk as a ValueError
        raise OutputError(
            f"Der Index in „{folder}“ kann nicht geschrieben werden: {error}. Bitte "
            "Schreibrechte und freien Platz prüfen."
        ) from error


def lexical_index(folder: Path) -> lexical.LexicalIndex:
    """The lexical half, opened for questions."""
    return lexical.LexicalIndex(folder / "lexical")


def closeness(folder: Path) -> dense.Closeness:
    """The half of meaning, opened for questions."""
    return dense.Closeness(folder / "dense")


class VectorIndex:
    """The vector half, opened for questions; close it, or use it in a `with`."""

    def __init__(self, folder: Path) -> None:
        (vectors,) = folder.glob(f"{_VECTORS}*")
        with _DOOR:
            self._client = _client(vectors)
        self._collection = self._client.get_collection(COLLECTION, embedding_function=None)

    def __enter__(self) -> "VectorIndex":
        return self

    def __exit__(self, *_: object) -> None:
        with _DOOR:
            self._client.close()

    def near(self, texts: Sequence[str], limit: int) -> list[list[Near]]:
        """For each text the nearest passages, best first, ties by id."""
        if not texts or limit < 1 or self._collection.count() == 0:
            return [[] for _ in texts]
        answer = self._collection.query(
            query_embeddings=meaning.embed(texts).tolist(), n_results=limit, include=["distances"]
        )
        return [
            sorted(
                (Near(i, round(1 - d, 4)) for i, d in zip(ids, distances, strict=True)),
                key=lambda near: (-near.cosine, near.passage),
            )
            for ids, distances in zip(answer["ids"], answer["distances"], strict=True)
        ]


def _build_vectors(folder: Path, passages: Sequence[Passage]) -> None:
    client = _client(folder)
    try:
        collection = client.create_collection(
            COLLECTION, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
        )
        batch = min(_EMBEDDED_AT_ONCE, client.get_max_batch_size())
        for start in range(0, len(passages), batch):
            part = passages[start : start + batch]
            collection.upsert(
                ids=[passage.id for passage in part],
                embeddings=meaning.embed([dense.embedded_text(passage) for passage in part]).tolist(),
                metadatas=[{"document": passage.document} for passage in part],
            )
    finally:
        client.close()


def _client(folder: Path) -> Any:
    import chromadb
    from chromadb.config import Settings

    return chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False))


def _meta(passages_digest: str) -> dict[str, Any]:
    return {"format": FORMAT, "passages": passages_digest, "embedding": meaning.NAME}
