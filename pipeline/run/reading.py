"""Documents to passages; what is as it was read last time is not read again.

A document is as it was where its bytes are, what is said of its rights beside it, and the program. One
that could not be read, or of which there was something to say, is read and told of every time.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pipeline.core.errors import ProjectError, SzenarioError
from pipeline.core.files import digest_of, read_jsonl_as
from pipeline.core.progress import Progress
from pipeline.core.types import Document, Passage
from pipeline.project import Project, Run
from pipeline.run.documents import DOCUMENTS, ReadDocument, ReadDocuments, read_documents
from pipeline.run.record import StageRecord
from pipeline.sources.read import Reading, read_all
from pipeline.sources.split import split

PASSAGES = "passages.jsonl"


@dataclass(frozen=True)
class Read:
    """All documents of a project, read or named with their problem, and their passages in order."""

    documents: ReadDocuments
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class Earlier:
    """The documents of the last time by path, and their passages; empty where that cannot be relied on."""

    documents: Mapping[str, ReadDocument] = field(default_factory=dict)
    passages: Mapping[str, list[Passage]] = field(default_factory=dict)


def read_project(project: Project, earlier: Earlier, progress: Progress) -> Read:
    """Raises ProjectError where no document can be read, or a rights.yaml is not clear."""
    known = {path: one.digest for path, one in earlier.documents.items() if one.digest}
    readings = read_all(project.documents, progress, known)
    if not any(one.document or one.unchanged for one in readings):
        problems = "; ".join(f"{one.path}: {one.problem}" for one in readings[:3])
        raise ProjectError(
            f"Keines der Dokumente ist lesbar ({problems}). Bitte mindestens ein lesbares Dokument "
            "in documents/ ablegen."
        )
    listed: list[ReadDocument] = []
    passages: list[Passage] = []
    for one in readings:
        if one.unchanged:
            found = earlier.passages.get(one.path, [])
            listed.append(earlier.documents[one.path])
        else:
            found = list(split(one.document)) if one.document else []
            listed.append(_listed(one, one.document, len(found)))
        passages.extend(found)
    return Read(ReadDocuments(documents=listed), tuple(passages))


def read_before(run: Run, record: StageRecord) -> Earlier:
    """What the run holds of the last time, where it is whole and nobody has edited it."""
    files = {name: run.file(name) for name in (PASSAGES, DOCUMENTS)}
    if record.pending or not all(
        path.is_file() and record.outputs.get(name) == digest_of(path) for name, path in files.items()
    ):
        return Earlier()
    try:
        listed, passages = read_documents(run), read_jsonl_as(Passage, files[PASSAGES])
    except SzenarioError:
        return Earlier()
    return Earlier({one.path: one for one in listed}, _by_document(passages))


def _by_document(passages: Iterable[Passage]) -> dict[str, list[Passage]]:
    found: dict[str, list[Passage]] = {}
    for passage in passages:
        found.setdefault(passage.document, []).append(passage)
    return found


def _listed(reading: Reading, document: Document | None, passages: int) -> ReadDocument:
    if document is None:
        return ReadDocument(path=reading.path, problem=reading.problem)
    return ReadDocument(
        path=reading.path,
        title=document.title,
        kind=document.kind,
        source=document.source,
        publisher=document.publisher,
        date=document.date,
        origin=document.origin,
        rights=document.rights,
        passages=passages,
        digest=reading.digest,
    )
