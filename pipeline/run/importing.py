"""An edited Word file taken back into its run: texts into their files, what people said beside them.

A text is only replaced where it stands as it was handed over, after a copy into history/. Where it has
changed since, or nobody can tell, the returned one is written beside it and a person decides.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from pydantic import Field

from pipeline.core.files import read_yaml_as, to_yaml, write_text
from pipeline.core.types import SCHEMA_VERSION, Narrative, Noun
from pipeline.narratives.ledger import Text, follow, text_hash, to_markdown
from pipeline.narratives.ledger.alignment import Kind
from pipeline.project import Run
from pipeline.publish.edition import Chapter
from pipeline.publish.word.marks import known_by
from pipeline.publish.word.reading import read_back
from pipeline.publish.word.returned import Comment, Pending, Returned, ReturnedText, Taking
from pipeline.run.context import Context, Written, read_narratives
from pipeline.run.engine import copy_to_history
from pipeline.run.following import follow_texts
from pipeline.run.handing_over import edition_of

REMARKS = "comments.yaml"
BESIDE = ".import.md"
_LIKE_A_HEADING = re.compile(r"#{1,6}(\s|$)")


class SentenceChange(Noun):
    """What became of a sentence: its numbers (from 1) and words before and after; None, "" where absent."""

    kind: Kind
    before: int | None
    after: int | None
    was: str = ""
    text: str = ""


class TextChange(Noun):
    """A text that came back changed; `file` is where it now stands, below the run.

    `conflict` says why it stands beside the text and not in it, "" where it was taken in; `title` is the
    new title, "" where it is the old one.
    """

    cluster: str
    file: str
    conflict: str = ""
    title: str = ""
    sentences: tuple[SentenceChange, ...] = ()


class Remarks(Noun):
    """All that people said in returned files and left undecided, in the order in which it came back."""

    schema_version: int = SCHEMA_VERSION
    comments: tuple[Comment, ...] = Field(default=())
    pending: tuple[Pending, ...] = Field(default=())


@dataclass(frozen=True)
class Imported:
    """What a returned file changed, what was said in it, and the clusters whose text was not found."""

    changed: tuple[TextChange, ...]
    comments: tuple[Comment, ...]
    pending: tuple[Pending, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True)
class _Pair:
    """A narrative of the run, and how it is handed over now: sentences may be withheld there."""

    written: Written
    handed: Narrative
    known_by: str


def import_word(context: Context, data: bytes, name: str, taking: Taking, *, dry: bool = False) -> Imported:
    """Take a file back, or with `dry` only say what that would do.

    Raises InputError for a file that is none of ours, RunError for a run without texts.
    """
    if not dry:
        follow_texts(context)
    pairs = _pairs(context)
    returned = read_back(data, [pair.handed for pair in pairs], taking, name)
    changed = tuple(
        change
        for pair in pairs
        if (text := returned.text(pair.handed.cluster)) is not None
        if (change := _taken_in(context, pair, text, dry)) is not None
    )
    if not dry:
        _keep_remarks(context.run, returned)
        follow_texts(context)
    return Imported(changed, returned.comments, returned.pending, returned.missing)


def _pairs(context: Context) -> list[_Pair]:
    """The narratives that are handed over, in the order of the chapters."""
    chapters = edition_of(context.run, context.settings, "", "").chapters
    written = {one.narrative.cluster: one for one in read_narratives(context.run)}
    return [
        _Pair(
            written[one.cluster],
            _as_handed(written[one.cluster].narrative, one),
            known_by(one.title, [[line.text for line in block] for block in one.paragraphs]),
        )
        for one in chapters
    ]


def _as_handed(narrative: Narrative, chapter: Chapter) -> Narrative:
    """The narrative in the words in which it is handed over."""
    lines = {line.number: line.text for block in chapter.paragraphs for line in block}
    shown = (
        one.model_copy(update={"text": lines[number]})
        for number, one in enumerate(narrative.sentences, start=1)
    )
    return narrative.model_copy(update={"sentences": tuple(shown)})


def _taken_in(context: Context, pair: _Pair, returned: ReturnedText, dry: bool) -> TextChange | None:
    """Put a returned text in its place, or beside it; None where it is the one that stands there."""
    narrative = pair.written.narrative
    text = Text(returned.text.title or narrative.title, _restored(pair, returned.text.paragraphs))
    now = follow(narrative, text)
    if text_hash(to_markdown(now.narrative)) == text_hash(to_markdown(narrative)):
        return None
    conflict = _conflict(pair, returned)
    stem = PurePosixPath(pair.written.markdown).with_suffix("")
    file = f"{stem}{BESIDE}" if conflict else pair.written.markdown
    if not dry:
        copy_to_history(context, "import", [file])
        write_text(context.run.file(file), _markdown(text))
    old, new = narrative.sentences, now.narrative.sentences
    return TextChange(
        cluster=narrative.cluster,
        file=file,
        conflict=conflict,
        title=text.title if text.title != narrative.title else "",
        sentences=tuple(
            SentenceChange(
                kind=one.kind,
                before=one.before,
                after=one.after,
                was=old[one.before - 1].text if one.before else "",
                text=new[one.after - 1].text if one.after else "",
            )
            for one in now.changes
            if one.kind != "unchanged"
        ),
    )


def _conflict(pair: _Pair, returned: ReturnedText) -> str:
    if not returned.known_by:
        return "Es ist nicht mehr zu erkennen, welche Fassung bearbeitet wurde."
    if returned.known_by != pair.known_by:
        return "Der Text im Lauf hat sich seit dem Export geändert."
    return ""


def _restored(pair: _Pair, paragraphs: Sequence[str]) -> tuple[str, ...]:
    """The paragraphs with the sentences that were withheld where an editor left their place."""
    own, handed = pair.written.narrative.sentences, pair.handed.sentences
    withheld = {there.text: here.text for here, there in zip(own, handed, strict=True) if here != there}
    found = []
    for paragraph in paragraphs:
        for shown, meant in withheld.items():
            paragraph = paragraph.replace(shown, meant)
        found.append(paragraph)
    return tuple(found)


def _markdown(text: Text) -> str:
    """A text as its file has it; a paragraph that begins like a heading is kept from being one."""
    blocks = [f"\\{one}" if _LIKE_A_HEADING.match(one) else one for one in text.paragraphs]
    return "\n\n".join([f"# {text.title}", *blocks]) + "\n"


def _keep_remarks(run: Run, returned: Returned) -> None:
    """Add what was said to what is known; the same file taken twice says nothing twice."""
    path = run.file(REMARKS)
    known = read_yaml_as(Remarks, path) if path.is_file() else Remarks()
    said = Remarks(
        comments=(*known.comments, *(one for one in returned.comments if one not in known.comments)),
        pending=(*known.pending, *(one for one in returned.pending if one not in known.pending)),
    )
    if said != Remarks():
        write_text(path, to_yaml(said))
