"""Word files as an editor leaves them: one of ours taken apart, its paragraphs written anew with edits."""

import io
import zipfile
from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any, Literal

from lxml import etree

from pipeline.core.types import Narrative, Sentence
from pipeline.publish.edition import Chapter, Edition

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{NAMESPACE}}}"
WHO = {f"{W}author": "Ada Öz", f"{W}date": "2026-11-21T09:30:00Z"}


def narratives(edition: Edition) -> list[Narrative]:
    """The narratives of an edition; each sentence rests on a value of its own."""
    return [_narrative(one) for one in edition.chapters]


def _narrative(chapter: Chapter) -> Narrative:
    sentences = [
        Sentence(text=line.text, basis="value", values=(f"v{line.number}",), paragraph=number)
        for number, block in enumerate(chapter.paragraphs, start=1)
        for line in block
    ]
    return Narrative(
        cluster=chapter.cluster, title=chapter.title, rohgeruest=False, sentences=tuple(sentences)
    )


def changed(data: bytes, change: Callable[[Any], None], part: str = "word/document.xml") -> bytes:
    """A file with one part changed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == part:
                root = etree.fromstring(content)
                change(root)
                content = etree.tostring(root)
            new.writestr(name, content)
    return buffer.getvalue()


def with_part(data: bytes, name: str, content: str) -> bytes:
    """A file with one part more, or another one in its place."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for other in old.namelist():
            if other != name:
                new.writestr(other, old.read(other))
        new.writestr(name, content)
    return buffer.getvalue()


def text_paragraphs(root: Any, cluster: str) -> list[Any]:
    """The paragraphs between the two ends of a text's bookmark, as we write them."""
    start = next(
        one
        for one in root.iter(f"{W}bookmarkStart")
        if one.get(f"{W}name").startswith(f"szenario_{cluster}_")
    )
    found = []
    following = start.getnext()
    while following.tag == f"{W}p":
        found.append(following)
        following = following.getnext()
    return found


Mark = Literal["", "ins", "del", "moveFrom", "moveTo"]


@dataclass
class Piece:
    """A sentence or the border between two paragraphs, under a tracked change or none.

    `origin` is the number of the sentence as we wrote it, 0 for one that an editor wrote.
    """

    text: str
    origin: int = 0
    mark: Mark = ""
    runs: Sequence[Any] = field(default=(), repr=False)

    @property
    def border(self) -> bool:
        return not self.text

    def stands(self, accepted: bool) -> bool:
        """Whether it stands in the text with all changes taken, or with none."""
        gone = ("del", "moveFrom") if accepted else ("ins", "moveTo")
        return self.mark not in gone


def pieces(root: Any, chapter: Chapter) -> list[Piece]:
    """A chapter's text as pieces, with the runs that stand in the file."""
    found: list[Piece] = []
    number = 0
    for paragraph, block in zip(text_paragraphs(root, chapter.cluster), chapter.paragraphs, strict=True):
        found += [Piece("")] if found else []
        groups: list[list[Any]] = [[]]
        for run in paragraph.iterchildren():
            if "".join(run.itertext(f"{W}t")) == " ":
                groups.append([])
            elif run.tag != f"{W}pPr":
                groups[-1].append(run)
        texts = [line.text for line in block]
        for text, group in zip(texts, groups, strict=True):
            number += 1
            found.append(Piece(text, number, "", group))
    return found


def told(all_pieces: Sequence[Piece], *, accepted: bool) -> tuple[str, ...]:
    """The paragraphs as a reader sees them."""
    blocks: list[list[str]] = [[]]
    for piece in all_pieces:
        if piece.stands(accepted):
            blocks.append([]) if piece.border else blocks[-1].append(piece.text)
    return tuple(" ".join(block) for block in blocks if block)


def rewritten(
    data: bytes, chapter: Chapter, edit: Callable[[list[Piece]], None], marks: str = "between"
) -> bytes:
    """A file with the text of a chapter edited; `marks` says where its bookmark lies afterwards:
    between the paragraphs, as Word and LibreOffice put it within them, or nowhere."""

    def change(root: Any) -> None:
        old = text_paragraphs(root, chapter.cluster)
        body, style = old[0].getparent(), deepcopy(old[0].find(f"{W}pPr"))
        all_pieces = pieces(root, chapter)
        edit(all_pieces)
        at = body.index(old[0])
        new = _paragraphs(all_pieces, style)
        for one in old:
            body.remove(one)
        for step, one in enumerate(new):
            body.insert(at + step, one)
        start, end = body[at - 1], body[at + len(new)]
        if marks == "within":
            new[0].insert(1, start)
            new[-1].append(end)
        elif marks == "lost":
            body.remove(start)
            body.remove(end)

    return changed(data, change)


def _paragraphs(all_pieces: Sequence[Piece], style: Any) -> list[Any]:
    made = [_empty(style)]
    for piece in all_pieces:
        if piece.border:
            if piece.mark:
                looks = made[-1].find(f"{W}pPr")
                etree.SubElement(etree.SubElement(looks, f"{W}rPr"), f"{W}{piece.mark}", WHO)
            made.append(_empty(style))
        else:
            made[-1].append(_runs(piece))
    return made


def _empty(style: Any) -> Any:
    made = etree.Element(f"{W}p")
    made.append(deepcopy(style))
    return made


def _runs(piece: Piece) -> Any:
    """The runs of a sentence with the blank behind it, within a tracked change or a harmless wrapper."""
    wrapper = etree.Element(f"{W}{piece.mark or 'smartTag'}", WHO if piece.mark else {})
    for run in (
        [*(deepcopy(one) for one in piece.runs), text_run(" ")]
        if piece.runs
        else [text_run(f"{piece.text} ")]
    ):
        if piece.mark in ("del", "moveFrom"):
            for text in run.iter(f"{W}t"):
                text.tag = f"{W}delText" if piece.mark == "del" else f"{W}t"
        wrapper.append(run)
    return wrapper


def text_run(text: str) -> Any:
    """A run of Word."""
    run = etree.Element(f"{W}r")
    told = etree.SubElement(run, f"{W}t")
    told.text = text
    told.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return run
