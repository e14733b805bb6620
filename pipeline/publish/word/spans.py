"""A paragraph of Word as stretches of text, each with what people did to it and have not decided yet.

Accepted and rejected changes leave no trace: they are simply text, or gone. Changes of looks are none.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pipeline.publish.word.returned import Kind, Taking
from pipeline.sources.read.docx_words import W, name_of

_CHANGES: dict[str, Kind] = {
    "ins": "inserted", "del": "deleted", "moveFrom": "moved_from", "moveTo": "moved_to",
}  # fmt: skip
_ADDING = ("inserted", "moved_to", "split")
_SIGNS = {"tab": " ", "br": " ", "cr": " ", "ptab": " ", "noBreakHyphen": "\u2011"}
_THROUGH = (
    "hyperlink",
    "smartTag",
    "sdt",
    "sdtContent",
    "customXml",
    "fldSimple",
    "dir",
    "bdo",
    "r",
    "ruby",
    "rubyBase",
)
_POINTS = ("commentRangeStart", "commentRangeEnd", "commentReference", "bookmarkStart", "bookmarkEnd")


@dataclass(frozen=True)
class Step:
    """One undecided change: of what kind, by whom, when."""

    kind: Kind
    author: str
    date: str


@dataclass(frozen=True)
class Span:
    """A stretch of text and the changes it is under; words under none simply stand there."""

    text: str
    steps: tuple[Step, ...] = ()

    def taken(self, taking: Taking) -> bool:
        """Whether the words stand in the text as it is taken."""
        adding = [step.kind in _ADDING for step in self.steps]
        return all(adding) if taking == "accepted" else not any(adding)


@dataclass(frozen=True)
class Point:
    """Something that stands between words: an end of a bookmark or comment, before span number `at`."""

    sort: str
    id: str
    at: int
    name: str = ""


@dataclass
class Block:
    """A paragraph: its spans, the points between them, and the changes that its end is under.

    `joins` says whether the next one goes on in it, as the text is taken.
    """

    element: Any
    spans: list[Span] = field(default_factory=list)
    points: list[Point] = field(default_factory=list)
    end: tuple[Step, ...] = ()

    def text(self, taking: Taking) -> str:
        """The words as they are taken, as they stand."""
        return "".join(span.text for span in self.spans if span.taken(taking))

    def before(self, at: int, taking: Taking) -> int:
        """How many letters are taken before span number `at`."""
        return sum(len(span.text) for span in self.spans[:at] if span.taken(taking))

    def joins(self, taking: Taking) -> bool:
        """Whether the paragraph's end does not stand, so that the next paragraph goes on in this one."""
        return not Span("", self.end).taken(taking)


def blocks_of(body: Any) -> list[Block]:
    """All paragraphs of a body in order, those in tables, fields and text boxes too.

    Points between paragraphs belong to the next one, as Word has it.
    """
    found: list[Block] = []
    waiting: list[Point] = []
    for one in _paragraphs(body):
        if name_of(one) != "p":
            waiting.append(_point(one, 0))
            continue
        block = Block(one, end=_end_of(one))
        block.points.extend(waiting)
        waiting.clear()
        _read(one, (), block)
        found.append(block)
        for boxed in _boxed(one):
            found.append(Block(boxed, end=_end_of(boxed)))
            _read(boxed, (), found[-1])
    if found:
        last = found[-1]
        last.points.extend(Point(p.sort, p.id, len(last.spans), p.name) for p in waiting)
    return found


def _paragraphs(element: Any) -> Iterator[Any]:
    """Paragraphs, and what stands between them."""
    for child in element.iterchildren():
        name = name_of(child)
        if name == "p" or name in _POINTS:
            yield child
        elif name in ("tbl", "tr", "tc", "sdt", "sdtContent", "customXml", "ins", "moveTo"):
            yield from _paragraphs(child)


def _boxed(paragraph: Any) -> Iterator[Any]:
    """The paragraphs of text boxes that hang on a paragraph; Word keeps each box twice."""
    for box in paragraph.iter(f"{W}txbxContent"):
        if next(box.iterancestors("{*}Fallback"), None) is None:
            yield from box.iter(f"{W}p")


def _read(element: Any, steps: tuple[Step, ...], block: Block) -> None:
    for child in element.iterchildren():
        name = name_of(child)
        if name in _CHANGES:
            _read(child, (*steps, _step(child, _CHANGES[name])), block)
        elif name in _THROUGH:
            _read(child, steps, block)
        elif name in ("t", "delText"):
            block.spans.append(Span(child.text or "", steps))
        elif name in _SIGNS:
            block.spans.append(Span(_SIGNS[name], steps))
        elif name in _POINTS:
            block.points.append(_point(child, len(block.spans)))


def _point(element: Any, at: int) -> Point:
    return Point(name_of(element), element.get(f"{W}id", ""), at, element.get(f"{W}name", ""))


def _end_of(paragraph: Any) -> tuple[Step, ...]:
    """The changes that the end of a paragraph is under: it was put there, or taken away."""
    mark = paragraph.find(f"{W}pPr/{W}rPr")
    if mark is None:
        return ()
    kinds: dict[str, Kind] = {
        "ins": "split", "moveTo": "split", "del": "merged", "moveFrom": "merged",
    }  # fmt: skip
    return tuple(_step(one, kinds[name_of(one)]) for one in mark if name_of(one) in kinds)


def _step(element: Any, kind: Kind) -> Step:
    return Step(kind, element.get(f"{W}author", ""), element.get(f"{W}date", ""))
