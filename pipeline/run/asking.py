"""Asking a project's passages: fast where everything stands, read first where something is new.

Only small imports here: a question from cold must not wait for Chroma or scikit-learn.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.core.errors import InputError, ProjectError
from pipeline.core.files import digest_of
from pipeline.core.progress import Progress
from pipeline.project import Project, Run, locked, open_project, run_of
from pipeline.run import record
from pipeline.run.documents import DOCUMENTS, read_documents
from pipeline.run.steady import steadily
from pipeline.sources import index
from pipeline.sources.read import documents_digest
from pipeline.sources.search.library import Browsable, Source
from pipeline.sources.search.shelf import Shelf
from pipeline.sources.search.shelves import Shelves

if TYPE_CHECKING:
    from pipeline.sources.index.compared import Closeness

Approve = Callable[[index.Leaving], None]
"""Lets texts of documents go to an embedding model outside the house, or raises."""


def current(project: Project, run: Run) -> bool:
    """Whether the passages, their rights and the index of a run are those of the documents on disk."""
    passages = run.file("passages.jsonl")
    if not (run.record.is_file() and passages.is_file() and run.file(DOCUMENTS).is_file()):
        return False
    return _as_read(project, run) and index.fits(run.index, digest_of(passages))


def outdated(project: Project, run: Run) -> bool:
    """Whether documents or rights changed after they were read; unknown where the project is gone.

    Where the project is there and its documents are not, they changed: what was read of them is gone.
    """
    if not project.documents.is_dir():
        return project.folder.is_dir() and run.file(DOCUMENTS).is_file() and bool(read_documents(run))
    try:
        return not _as_read(project, run)
    except ProjectError:
        return True


def stand(project: Project, out: Path | None) -> str:
    """What the passages of a project and their rights are now; "" where they have to be read anew first.

    Whoever holds a library open compares it with that of before. Raises ProjectError.
    """
    run = run_of(project, out)
    if not current(project, run):
        return ""
    return f"{digest_of(run.file('passages.jsonl'))} {digest_of(run.file(DOCUMENTS))}"


def _as_read(project: Project, run: Run) -> bool:
    read = record.load(run).stages.get("read")
    wanted = record.inputs_digest({"documents": documents_digest(project.documents)})
    return bool(read and read.input == wanted)


def open_library(
    folder: Path,
    out: Path | None,
    progress: Progress,
    refresh: Callable[[], None],
    *,
    by_words: bool = False,
    store: index.Store = index.HERE,
    embedder: index.Embedder = index.OWN,
    approve: Approve = index.unasked,
) -> Browsable:
    """The documents of a project, ready to be asked; `refresh` reads what is new beforehand.

    `by_words` leaves meaning out: faster from cold, blind to synonyms. `store` keeps the vectors, and
    `embedder` makes those that questions are compared with; `approve` may stop texts of the documents from
    going to it where it is outside the house.

    Raises ProjectError where the folder is none, InputError where the passages cannot be read.
    """
    project = open_project(folder)
    run = run_of(project, out)

    meaning = None if by_words else partial(_closeness, run, progress, store, embedder, approve)

    def ready() -> list[tuple[int, int]]:
        if not current(project, run):
            if not (run.record.is_file() and _as_read(project, run)):  # else the index says what is wrong
                progress.said("Die Dokumente sind neu oder geändert und werden zuerst gelesen.")
            refresh()
        return _stamps(run)

    return steadily(ready, partial(_shelf, project, run, store, meaning), partial(_stamps, run))


def _stamps(run: Run) -> list[tuple[int, int]]:
    """What changes when another command reads the documents anew; a file that is gone counts as nothing."""
    found = []
    for path in (run.file("passages.jsonl"), run.file(DOCUMENTS), run.index):
        with suppress(OSError):
            found.append((path.stat().st_ino, path.stat().st_mtime_ns))
    return found


def _shelf(
    project: Project, run: Run, store: index.Store, meaning: "Callable[[], Closeness] | None"
) -> Browsable:
    passages = index.passages(run.index, run.file("passages.jsonl"))
    if not passages:
        raise InputError("Der Lauf enthält keine Passagen. Bitte „szenario read PROJEKT“ ausführen.")
    sources = {
        one.path: Source(
            one.path, one.title, one.kind, one.source, one.publisher, one.date, one.rights, project.name
        )
        for one in read_documents(run)
        if one.problem is None
    }
    words = index.lexical_index(run.index)
    closeness = meaning() if meaning is not None else None
    return Shelf(sources, passages, words, closeness, lambda: index.VectorIndex(run.index, store))


def _closeness(
    run: Run, progress: Progress, store: index.Store, embedder: index.Embedder, approve: Approve
) -> "Closeness":
    """What compares meanings; vectors of another embedder than the own are made or brought up to date."""
    if embedder.name != index.OWN.name:
        withheld = frozenset(
            one.path for one in read_documents(run) if embedder.external and not one.rights.external_model
        )
        file = run.file("passages.jsonl")
        if index.meaning_fits(run.index, file, embedder, withheld):
            return index.closeness(run.index, store, embedder)
        with locked(run, progress.said):
            index.build_meaning(run.index, file, embedder, progress, withheld, approve)
    return index.closeness(run.index, store, embedder)


def open_together(
    folders: Sequence[Path],
    out: Path | None,
    progress: Progress,
    refresh: Callable[[Path, Path | None], None],
    *,
    by_words: bool = False,
    store: index.Store = index.HERE,
    embedder: index.Embedder = index.OWN,
    approve: Approve = index.unasked,
) -> Browsable:
    """The documents of several projects of a series, asked as one; of the first alone where it is alone.

    `out` is the run of the first; the others have theirs where it is by default. `refresh` is given the
    project and its `out`. Raises as open_library does, and ProjectError where two bear one name.
    """
    opened: dict[str, Browsable] = {}
    known: dict[str, Path] = {}
    for number, folder in enumerate(folders):
        name, place = open_project(folder).name, folder.resolve()
        if known.setdefault(name, place) != place:
            raise ProjectError(
                f"Zwei der Projekte heißen „{name}“ und teilten sich einen Lauf. Bitte einen der beiden "
                "Ordner umbenennen."
            )
        if name not in opened:
            where = out if number == 0 else None
            opened[name] = open_library(
                folder,
                where,
                progress,
                partial(refresh, folder, where),
                by_words=by_words,
                store=store,
                embedder=embedder,
                approve=approve,
            )
    return next(iter(opened.values())) if len(opened) == 1 else Shelves(opened)
