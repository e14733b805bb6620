"""Asking a project's passages: fast where everything stands, read first where something is new.

Only small imports here: a question from cold must not wait for Chroma or scikit-learn.
"""

from collections.abc import Callable
from pathlib import Path

from pipeline.core.errors import InputError
from pipeline.core.files import digest_of, read_jsonl_as
from pipeline.core.progress import Progress
from pipeline.core.types import Passage
from pipeline.project import Project, Run, open_project, run_of
from pipeline.run import record
from pipeline.sources import index
from pipeline.sources.read import documents_digest
from pipeline.sources.search import Hit, search

Find = Callable[[str, int], list[Hit]]


def current(project: Project, run: Run) -> bool:
    """Whether the passages and the index of a run are those of the documents on disk."""
    passages = run.file("passages.jsonl")
    if not run.record.is_file() or not passages.is_file():
        return False
    read = record.load(run).stages.get("read")
    wanted = record.inputs_digest({"documents": documents_digest(project.documents)})
    return bool(read and read.input == wanted) and index.fits(run.index, digest_of(passages))


def open_search(folder: Path, out: Path | None, progress: Progress, refresh: Callable[[], None]) -> Find:
    """A function from question and number to hits; `refresh` reads what is new beforehand.

    Raises ProjectError where the folder is none, InputError where the passages cannot be read.
    """
    project = open_project(folder)
    run = run_of(project, out)
    if not current(project, run):
        progress.said("Die Dokumente sind neu oder geändert und werden zuerst gelesen.")
        refresh()
    passages = {p.id: p for p in read_jsonl_as(Passage, run.file("passages.jsonl"))}
    if not passages:
        raise InputError("Der Lauf enthält keine Passagen. Bitte „szenario read PROJEKT“ ausführen.")
    words = index.lexical_index(run.index)
    return lambda question, limit: search(question, words, passages, limit)
