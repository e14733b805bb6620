"""Asking a project's passages: fast where everything stands, read first where something is new.

Only small imports here: a question from cold must not wait for Chroma or scikit-learn.
"""

from collections.abc import Callable
from pathlib import Path

from pipeline.core.errors import InputError, ProjectError
from pipeline.core.files import digest_of, read_jsonl_as
from pipeline.core.progress import Progress
from pipeline.core.types import Passage
from pipeline.project import Project, Run, open_project, run_of
from pipeline.run import record
from pipeline.run.documents import DOCUMENTS, read_documents
from pipeline.sources import index
from pipeline.sources.read import documents_digest
from pipeline.sources.search.library import Library, Source
from pipeline.sources.search.shelf import Shelf


def current(project: Project, run: Run) -> bool:
    """Whether the passages, their rights and the index of a run are those of the documents on disk."""
    passages = run.file("passages.jsonl")
    if not (run.record.is_file() and passages.is_file() and run.file(DOCUMENTS).is_file()):
        return False
    return _as_read(project, run) and index.fits(run.index, digest_of(passages))


def outdated(project: Project, run: Run) -> bool:
    """Whether documents or rights changed after they were read; unknown where the project is gone."""
    if not project.documents.is_dir():
        return False
    try:
        return not _as_read(project, run)
    except ProjectError:
        return True


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
) -> Library:
    """The documents of a project, ready to be asked; `refresh` reads what is new beforehand.

    `by_words` leaves meaning out: faster from cold, blind to synonyms.

    Raises ProjectError where the folder is none, InputError where the passages cannot be read.
    """
    project = open_project(folder)
    run = run_of(project, out)
    if not current(project, run):
        progress.said("Die Dokumente sind neu oder geändert und werden zuerst gelesen.")
        refresh()
    passages = read_jsonl_as(Passage, run.file("passages.jsonl"))
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
    return Shelf(sources, passages, words, None if by_words else index.closeness(run.index))
