"""What came back in a Word file: the texts as people left them, what is undecided, and what they said.

Everything that was found stands here; nothing is decided beyond what was asked.
"""

from dataclasses import dataclass
from typing import Literal

from pipeline.core.types import Noun
from pipeline.narratives.ledger import Text

Taking = Literal["none", "accepted", "rejected"]
"""What becomes of undecided changes: "none" and "rejected" leave the text as it was before them, and only
"none" keeps them as open; "accepted" takes them all."""

Kind = Literal["inserted", "deleted", "moved_from", "moved_to", "split", "merged"]


class Pending(Noun):
    """A tracked change that nobody has accepted or rejected; `split` and `merged` are of paragraphs.

    `sentence` counts from 1 in the text as taken, None where it stands in none; `date` as Word has it, ISO.
    """

    cluster: str
    sentence: int | None
    author: str
    date: str
    kind: Kind
    words: str


class Comment(Noun):
    """What somebody remarked on a place; "" as cluster outside the scenarios, `about` the words marked.

    `reply_to` is the id of the comment that this one answers, "" where it begins a talk.
    """

    id: str
    cluster: str
    sentence: int | None
    author: str
    date: str
    text: str
    about: str = ""
    reply_to: str = ""
    resolved: bool = False


class NotTaken(Noun):
    """An edit outside the texts, which nothing in a run can take up; `place` are the headings above it.

    `words` are those that stand there now, of a heading that is gone the title; "" of all else that is
    gone, and its `place` are the paragraphs between which it stood.
    """

    kind: Literal["new", "changed", "gone"]
    place: str
    words: str = ""


@dataclass(frozen=True)
class ReturnedText:
    """A narrative as it came back; `known_by` what it was known by when handed over, "" unknown.

    `found_by` says how it was found: by its bookmark, by its heading, or by its sentences.
    """

    cluster: str
    text: Text
    known_by: str
    found_by: Literal["bookmark", "heading", "sentences"]


@dataclass(frozen=True)
class Returned:
    """All of one file; `run` is the id of the run it came from, `missing` are the clusters not found.

    `decided` are the changes that were open in the file and are taken or left out as asked.
    """

    run: str
    texts: tuple[ReturnedText, ...]
    pending: tuple[Pending, ...]
    comments: tuple[Comment, ...]
    missing: tuple[str, ...]
    not_taken: tuple[NotTaken, ...] = ()
    decided: tuple[Pending, ...] = ()

    def text(self, cluster: str) -> ReturnedText | None:
        """The text of a cluster; None where it was not found."""
        return next((one for one in self.texts if one.cluster == cluster), None)
