"""What people said in returned Word files, kept beside the run until somebody decides.

A file counts its comments anew each time: here the number of the import stands before each id. What was
known before keeps the id that it has.
"""

from pydantic import Field

from pipeline.core.files import read_yaml_as, to_yaml, write_text
from pipeline.core.types import SCHEMA_VERSION, Noun
from pipeline.project import Run
from pipeline.publish.word.returned import Comment, Pending, Returned

REMARKS = "comments.yaml"


class Remarks(Noun):
    """All that people said in returned files and left undecided, in the order in which it came back."""

    schema_version: int = SCHEMA_VERSION
    comments: tuple[Comment, ...] = Field(default=())
    pending: tuple[Pending, ...] = Field(default=())


def keep_remarks(run: Run, returned: Returned) -> None:
    """Add what was said to what is known; the same file taken twice says nothing twice.

    A change that this import decided is open no longer, and leaves the list.
    """
    path = run.file(REMARKS)
    known = read_yaml_as(Remarks, path) if path.is_file() else Remarks()
    decided = {_change(one) for one in returned.decided}
    still = tuple(one for one in known.pending if _change(one) not in decided)
    said = Remarks(
        comments=(*known.comments, *_new_ones(known.comments, returned.comments)),
        pending=(*still, *(one for one in returned.pending if one not in still)),
    )
    if said != known:
        write_text(path, to_yaml(said))


def _new_ones(known: tuple[Comment, ...], told: tuple[Comment, ...]) -> list[Comment]:
    """The comments that are not known yet, under ids that no other import has given."""
    number = 1 + max((int(first) for one in known if (first := _import_of(one)).isdigit()), default=0)
    there = {_bare(one): one.id for one in known}
    ids = {one.id: there.get(one, f"{number}-{one.id}") for one in told}
    return [
        one.model_copy(update={"id": ids[one.id], "reply_to": ids.get(one.reply_to, one.reply_to)})
        for one in told
        if one not in there
    ]


def _import_of(comment: Comment) -> str:
    first, dash, _ = comment.id.partition("-")
    return first if dash else ""


def _bare(comment: Comment) -> Comment:
    """A comment with the ids of its file."""
    ids = {name: getattr(comment, name).rpartition("-")[2] for name in ("id", "reply_to")}
    return comment.model_copy(update=ids)


def _change(one: Pending) -> tuple[str, ...]:
    """A change wherever it stands: sentences are counted otherwise once it is decided."""
    return one.cluster, one.kind, one.author, one.date, one.words
