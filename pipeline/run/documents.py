"""documents.json: what was read from documents/, and what may be done with it.

Only small imports here: a search from cold reads it too.
"""

from pydantic import BaseModel, Field

from pipeline.core.files import read_json_as
from pipeline.core.types import Rights
from pipeline.project import Run
from pipeline.sources.rights import RightsByDocument

DOCUMENTS = "documents.json"


class ReadDocument(BaseModel):
    """One file below documents/: its number of passages, or the problem that kept it out.

    `digest` is that of all it was read from; "" for what is to be read again.
    """

    path: str
    title: str = ""
    kind: str = ""
    source: str = ""
    publisher: str = ""
    date: str = ""
    origin: str = ""
    rights: Rights = Rights()
    passages: int = 0
    problem: str | None = None
    digest: str = Field(default="", exclude_if=lambda digest: not digest)


class ReadDocuments(BaseModel):
    """documents.json as a whole."""

    documents: list[ReadDocument]


def read_documents(run: Run) -> list[ReadDocument]:
    """The documents of a run; raises RunError where the stage has not run."""
    return read_json_as(ReadDocuments, run.made(DOCUMENTS, "read")).documents


def read_rights(run: Run) -> RightsByDocument:
    """The rights of a run's documents by path; one that is not listed is allowed nothing."""
    return RightsByDocument({one.path: one.rights for one in read_documents(run)})
