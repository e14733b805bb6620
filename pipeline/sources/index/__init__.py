"""The index of a run's passages: tantivy for words, files of vectors for meaning, Chroma for very many.

`passages.jsonl` is the truth. Where the index does not fit it, it is made anew beside the old one, out of
what the old one holds of passages that have not changed, and put in place whole; Chroma mirrors its
vectors. Nothing heavy is imported here: a question by words alone wants neither numpy nor Chroma.
"""

import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.core.files import digest_of, read_jsonl_as
from pipeline.core.progress import Progress
from pipeline.core.types import Passage
from pipeline.sources.index import dense, lexical, places
from pipeline.sources.index.chroma import HERE, Store
from pipeline.sources.index.dense import DENSE, Vectors
from pipeline.sources.index.embedder import OWN, Embedder, Leaving, plain_name, unasked
from pipeline.sources.index.stand import made_of, put_in_place
from pipeline.sources.index.vectors import Near, VectorIndex

if TYPE_CHECKING:
    from pipeline.sources.index.compared import Closeness

FORMAT = 9
LEXICAL = "lexical"

__all__ = [
    "HERE", "OWN", "Embedder", "Leaving", "Near", "Store", "VectorIndex", "build", "build_meaning",
    "closeness", "fits", "forget_meanings", "lexical_index", "meaning_fits", "passages", "prepare",
    "unasked",
]  # fmt: skip


def fits(folder: Path, passages_digest: str) -> bool:
    """Whether the index in `folder` is whole and was made of exactly these passages by this version."""
    return made_of(folder) == _of(passages_digest, OWN)


def build(folder: Path, file: Path, progress: Progress, *, anew: bool = False) -> None:
    """Make the index of all passages of `file` and put it in place of what was there.

    `anew` takes nothing over. Raises OutputError, InputError for a line that is no passage.
    """
    passages = read_jsonl_as(Passage, file)
    before = None if anew else _before(folder, OWN)
    why = "" if anew else _unusable(folder)
    if why:
        progress.said(f"Der Suchindex {why} und wird neu gebaut.")

    def fill(fresh: Path) -> None:
        places.build(fresh, file, passages)
        lexical.renew(fresh / LEXICAL, passages, folder / LEXICAL, before.rows if before else ())
        dense.build(fresh / DENSE, passages, progress, OWN, before)

    put_in_place(folder, _of(digest_of(file), OWN), fill)


def prepare(folder: Path, store: Store = HERE) -> None:
    """Bring Chroma up to date where a question would need it; of few passages nobody asks it beforehand."""
    from pipeline.sources.index.compared import EXACT

    if len(Vectors(folder / DENSE)) > EXACT:
        VectorIndex(folder, store).close()


def passages(folder: Path, file: Path) -> places.Places:
    """The passages of an index, read from `file` one by one when they are wanted."""
    return places.Places(folder, file)


def lexical_index(folder: Path) -> lexical.LexicalIndex:
    """The lexical half, opened for questions."""
    return lexical.LexicalIndex(folder / LEXICAL)


def closeness(folder: Path, store: Store = HERE, embedder: Embedder = OWN) -> "Closeness":
    """The half of meaning, opened for questions; of another embedder than the own where it was built."""
    from pipeline.sources.index.compared import Closeness

    place = _meaning(folder, embedder) / DENSE
    return Closeness(place, embedder, lambda: VectorIndex(folder, store, embedder, place))


def meaning_fits(folder: Path, file: Path, embedder: Embedder, withheld: frozenset[str]) -> bool:
    """Whether the vectors of another embedder are those of the passages of `file`."""
    return made_of(_meaning(folder, embedder)) == _meaning_of(file, embedder, withheld)


def build_meaning(
    folder: Path,
    file: Path,
    embedder: Embedder,
    progress: Progress,
    withheld: frozenset[str] = frozenset(),
    approve: Callable[[Leaving], None] = unasked,
) -> None:
    """Bring the vectors of another embedder, which lie beside the index, to the passages of `file`.

    `withheld` are the documents that it may not see; `approve` hears what will leave the house. Raises
    OutputError, ModelError as the embedder does.
    """
    home = _meaning(folder, embedder)
    of = _meaning_of(file, embedder, withheld)
    there = made_of(home)
    if there == of:
        return
    if withheld:
        progress.said(
            f"Nicht an {embedder.name} gegeben: {', '.join(sorted(withheld))} (rights: external_model "
            "fehlt oder no). Diese Dokumente findet die Suche nur nach Wörtern."
        )
    before = None
    alike = {"format": FORMAT, "embedding": embedder.name, **_model(embedder)}
    if there is not None and alike.items() <= there.items():
        with suppress(OSError, ValueError):
            before = Vectors(home / DENSE)
    passages = read_jsonl_as(Passage, file)
    leaving = dense.leaving(passages, embedder, before, withheld)
    if leaving.texts:
        approve(leaving)
    put_in_place(
        home,
        of,
        lambda fresh: dense.build(fresh / DENSE, passages, progress, embedder, before, withheld),
    )


def forget_meanings(folder: Path) -> None:
    """Drop the vectors of all other embedders beside an index: they are made anew when they are wanted."""
    for beside in folder.parent.glob(f"{folder.name}-*"):
        if (beside / DENSE).is_dir():
            shutil.rmtree(beside, ignore_errors=True)


def _model(embedder: Embedder) -> dict[str, Any]:
    """What else tells one remote model from another: a server may serve another one by the same name."""
    return {"address": embedder.address, "dimensions": embedder.dimensions}


def _meaning_of(file: Path, embedder: Embedder, withheld: frozenset[str]) -> dict[str, Any]:
    return {**_of(digest_of(file), embedder), **_model(embedder), "withheld": sorted(withheld)}


def _meaning(folder: Path, embedder: Embedder) -> Path:
    """Where the vectors of an embedder lie: the own ones in the index, others beside it."""
    own = embedder.name == OWN.name
    return folder if own else folder.with_name(f"{folder.name}-{plain_name(embedder)}")


def _before(folder: Path, embedder: Embedder) -> Vectors | None:
    """The vectors of the index that stands there, where it is whole and of this form."""
    of = made_of(folder)
    if of is None or of != _of(str(of.get("passages", "")), embedder):
        return None
    with suppress(OSError, ValueError):
        return Vectors(folder / DENSE)
    return None


def _unusable(folder: Path) -> str:
    """Why nothing of the index that stands there can be used; "" where it can, or there is none."""
    if not folder.is_dir():
        return ""
    of = made_of(folder)
    if of is None:
        return "ist beschädigt"
    return "" if of.get("format") == FORMAT else "stammt aus einer anderen Programmfassung"


def _of(passages_digest: str, embedder: Embedder) -> dict[str, Any]:
    return {"format": FORMAT, "passages": passages_digest, "embedding": embedder.name}
