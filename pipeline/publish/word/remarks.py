"""What people said beside a returned text: comments with their answers, and changes not yet decided."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.publish.word.file import File
from pipeline.publish.word.marks import AUTHOR
from pipeline.publish.word.returned import Comment, Pending, Taking
from pipeline.publish.word.running import Running
from pipeline.publish.word.spans import Block, Step
from pipeline.sources.read.docx_words import W, words

_PARAGRAPH_ID = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"
_EX = "{http://schemas.microsoft.com/office/word/2012/wordml}"


@dataclass(frozen=True)
class Placed:
    """Which cluster each block belongs to, and the running text of each cluster."""

    clusters: Mapping[int, str]
    running: Mapping[str, Running]

    def sentence(self, block: int, at: int) -> int | None:
        """The sentence at a place, None outside the texts."""
        running = self.running.get(self.clusters.get(block, ""))
        return running.sentence(block, at) if running is not None else None


def pending(file: File, placed: Placed) -> tuple[Pending, ...]:
    """Every undecided change in the order of the file; one stretch by one person is one change."""
    return tuple(
        Pending(
            cluster=placed.clusters.get(number, ""),
            sentence=placed.sentence(number, one.at),
            author=one.step.author,
            date=one.step.date,
            kind=one.step.kind,
            words=" ".join(one.words.split()),
        )
        for number, block in enumerate(file.blocks)
        for one in _changes(block)
        if one.words.strip() or one.of_the_end
    )


def comments(file: File, placed: Placed, taking: Taking) -> tuple[Comment, ...]:
    """The comments of people in the order of the file; those of our own are left out."""
    if file.comments is None:
        return ()
    spots = _spots(file.blocks, taking)
    threads = _threads(file)
    found: list[Comment] = []
    for one in file.comments.iterchildren(f"{W}comment"):
        id_, author = one.get(f"{W}id", ""), one.get(f"{W}author", "")
        if author == AUTHOR:
            continue
        thread = threads.get(id_, _Thread())
        spot = spots.get(id_) or spots.get(thread.reply_to)
        found.append(
            Comment(
                id=id_,
                cluster=placed.clusters.get(spot.block, "") if spot else "",
                sentence=placed.sentence(spot.block, spot.at) if spot else None,
                author=author,
                date=one.get(f"{W}date", ""),
                text="\n".join(told for p in one.iter(f"{W}p") if (told := words(p))),
                about=spot.about if spot else "",
                reply_to=thread.reply_to,
                resolved=thread.resolved,
            )
        )
    return tuple(found)


@dataclass
class _Change:
    """A change as it is gathered: from which span on, and its words so far."""

    step: Step
    at: int
    words: str = ""
    of_the_end: bool = False


def _changes(block: Block) -> Iterator[_Change]:
    """The changes of one paragraph, in order; neighbours of one kind by one person are one."""
    made: list[_Change] = []
    going: list[_Change] = []
    for at, span in enumerate(block.spans):
        going = [one for one in going if one.step in span.steps]
        for step in span.steps:
            own = next((one for one in going if one.step == step), None)
            if own is None:
                own = _Change(step, at)
                going.append(own)
                made.append(own)
            own.words += span.text
    yield from made
    for step in block.end:
        yield _Change(step, len(block.spans), of_the_end=True)


@dataclass(frozen=True)
class _Spot:
    """Where a comment stands, and the words it is about."""

    block: int
    at: int
    about: str


@dataclass(frozen=True)
class _Thread:
    """What a comment answers, and whether the talk is closed."""

    reply_to: str = ""
    resolved: bool = False


def _spots(blocks: Sequence[Block], taking: Taking) -> dict[str, _Spot]:
    """The places of all comments by their ids; one without a range stands where it is called."""
    spots: dict[str, _Spot] = {}
    for number, block in enumerate(blocks):
        for point in block.points:
            if point.sort == "commentRangeStart":
                spots[point.id] = _Spot(number, point.at, "")
            elif point.sort == "commentRangeEnd" and point.id in spots:
                start = spots[point.id]
                about = _between(blocks, start, number, point.at, taking)
                spots[point.id] = _Spot(start.block, start.at, about)
            elif point.sort == "commentReference" and point.id not in spots:
                spots[point.id] = _Spot(number, max(point.at - 1, 0), "")
    return spots


def _between(blocks: Sequence[Block], start: _Spot, last: int, end: int, taking: Taking) -> str:
    told: list[str] = []
    for number in range(start.block, last + 1):
        spans = blocks[number].spans[: end if number == last else None]
        spans = spans[start.at if number == start.block else 0 :]
        told.append("".join(span.text for span in spans if span.taken(taking)))
    return " ".join(" ".join(told).split())


def _threads(file: File) -> dict[str, _Thread]:
    """Answers and closed talks by the comments' ids; Word keeps them in a part of their own."""
    if file.extended is None:
        return {}
    of_paragraph: dict[str | None, str] = {}
    for one in file.comments.iterchildren(f"{W}comment"):
        for paragraph in one.iter(f"{W}p"):
            of_paragraph[paragraph.get(_PARAGRAPH_ID)] = one.get(f"{W}id", "")
    found: dict[str, _Thread] = {}
    of_paragraph.pop(None, None)
    for more in file.extended.iterchildren(f"{_EX}commentEx"):
        id_ = of_paragraph.get(more.get(f"{_EX}paraId"))
        if id_ is not None:
            parent = of_paragraph.get(more.get(f"{_EX}paraIdParent"), "")
            found[id_] = _Thread(parent, _is_true(more.get(f"{_EX}done")))
    return found


def _is_true(told: Any) -> bool:
    return told in ("1", "true", "on")
