"""An edited Word file taken back into its run: texts into their files, what people said beside them.

A text is only replaced where it stands as it was handed over, after a copy into history/. Where it has
changed since, or nobody can tell, the returned one is written beside it and a person decides.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import PurePosixPath

from pipeline.core.files import write_text
from pipeline.core.types import Narrative, Noun
from pipeline.narratives.ledger import Text, follow, narrative_hash
from pipeline.narratives.ledger.alignment import Kind
from pipeline.project import Run
from pipeline.publish.edition import Chapter
from pipeline.publish.word.marks import known_by
from pipeline.publish.word.reading import read_back
from pipeline.publish.word.returned import Comment, NotTaken, Pending, ReturnedText, Taking
from pipeline.run.context import Context
from pipeline.run.engine import copy_to_history
from pipeline.run.following import follow_texts
from pipeline.run.handing_over import edition_of
from pipeline.run.narratives import Written, read_narratives
from pipeline.run.remarks import keep_remarks

BESIDE = ".import"
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
    new title, "" where it is the old one. Without both and without `sentences`, only paragraphs or signs
    are others.
    """

    cluster: str
    file: str
    conflict: str = ""
    title: str = ""
    sentences: tuple[SentenceChange, ...] = ()


@dataclass(frozen=True)
class Imported:
    """What a returned file changed, what was said in it, and the clusters whose text was not found.

    `not_taken` are the edits that are part of no text and stay in the file.
    """

    changed: tuple[TextChange, ...]
    comments: tuple[Comment, ...]
    pending: tuple[Pending, ...]
    missing: tuple[str, ...]
    not_taken: tuple[NotTaken, ...] = ()


@dataclass(frozen=True)
class _Pair:
    """A narrative of the run, and how it is handed over now: sentences may be withheld there."""

    written: Written
    handed: Narrative
    known_by: str


def import_word(context: Context, data: bytes, name: str, taking: Taking, *, dry: bool = False) -> Imported:
    """Take a file back, or with `dry` only say what that would do.

    Raises InputError for a file that is none of this run, RunError for a run without texts.
    """
    if not dry:
        follow_texts(context)
    handed = edition_of(context.run, context.settings, "", "")
    pairs = _pairs(context, handed.chapters)
    returned = read_back(data, [pair.handed for pair in pairs], taking, name, handed.run)
    changed = tuple(
        change
        for pair in pairs
        if (text := returned.text(pair.handed.cluster)) is not None
        if (change := _taken_in(context, pair, text, dry)) is not None
    )
    if not dry:
        keep_remarks(context.run, returned)
        follow_texts(context)
    return Imported(changed, returned.comments, returned.pending, returned.missing, returned.not_taken)


def _pairs(context: Context, chapters: Sequence[Chapter]) -> list[_Pair]:
    """The narratives that are handed over, in the order of the chapters."""
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
    if narrative_hash(now.narrative) == narrative_hash(narrative):
        return None
    conflict = _conflict(pair, returned)
    file = _beside(context.run, pair, text) if conflict else pair.written.markdown
    if not dry and not (conflict and context.run.file(file).is_file()):
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


def _beside(run: Run, pair: _Pair, text: Text) -> str:
    """Where a text lies that was not taken in: a name that is free, or the one where it lies already."""
    stem = PurePosixPath(pair.written.markdown).with_suffix("")
    names = (f"{stem}{BESIDE}{f'-{number}' if number > 1 else ''}.md" for number in count(1))
    own = _markdown(text).encode()
    return next(
        name for name in names if not run.file(name).is_file() or run.file(name).read_bytes() == own
    )


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
