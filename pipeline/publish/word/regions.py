"""Where in a returned file each narrative stands: within its bookmark, below its heading, by its sentences.

A bookmark is trusted first, together with neighbours in the style of the text, where an editor went on
writing. What belongs to a chapter beside its text is none of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.core.types import Narrative
from pipeline.language.typography import same_words
from pipeline.publish.word.file import File
from pipeline.publish.word.look import BESIDE_THE_TEXT, TEXT
from pipeline.publish.word.marks import AUTHORSHIP, Mark, mark_of
from pipeline.publish.word.spans import Point

FoundBy = Literal["bookmark", "heading", "sentences"]


@dataclass(frozen=True)
class Region:
    """The blocks (by number) of one narrative's text, and of its title (None: not found)."""

    cluster: str
    blocks: tuple[int, ...]
    title: int | None
    known_by: str
    found_by: FoundBy


@dataclass(frozen=True)
class _End:
    """A point and the block that it stands in."""

    block: int
    point: Point


@dataclass(frozen=True)
class _Ours:
    """A bookmark of ours with its two ends; None where its end is lost."""

    mark: Mark
    start: _End
    end: _End | None


def regions(file: File, narratives: Sequence[Narrative]) -> dict[str, Region]:
    """The region of each narrative that was found, by cluster; also of one that the run has no more."""
    ours = _bookmarks(file)
    known = {mark.cluster: mark.known_by for mark in file.marks}
    titles = {one.mark.cluster: one.start.block for one in ours if not one.mark.known_by}
    found: dict[str, Region] = {}
    for one in ours:
        cluster = one.mark.cluster
        if one.mark.known_by and cluster not in found and one.end is not None:
            blocks = _grown(file, _within(file, one.start, one.end), one.start.block)
            title = titles.get(cluster, _heading_above(file, one.start.block))
            found[cluster] = Region(cluster, blocks, title, one.mark.known_by, "bookmark")
    for narrative in narratives:
        cluster = narrative.cluster
        if cluster not in found or not _told(file, found[cluster].blocks):
            taken = {block for region in found.values() for block in region.blocks}
            other = _searched(file, narrative, titles, taken, known.get(cluster, ""))
            if other is not None:
                found[cluster] = other
    return found


def _searched(
    file: File, narrative: Narrative, titles: Mapping[str, int], taken: set[int], known_by: str
) -> Region | None:
    """A narrative without its bookmark."""
    title = titles.get(narrative.cluster)
    if title is None:
        wanted = same_words(narrative.title).casefold()
        heads = (n for n, level in enumerate(file.levels) if level is not None and n not in taken)
        title = next(
            (n for n in heads if same_words(file.blocks[n].text("none")).casefold() == wanted), None
        )
    below = _below(file, title, taken) if title is not None else ()
    if _told(file, below):
        return Region(narrative.cluster, below, title, known_by, "heading")
    there = _of(file, narrative, taken)
    if there is None:
        return None
    return Region(narrative.cluster, there, _heading_above(file, there[0]), known_by, "sentences")


def _bookmarks(file: File) -> list[_Ours]:
    """Our bookmarks in the order of the file."""
    ends = {
        point.id: _End(number, point)
        for number, block in enumerate(file.blocks)
        for point in block.points
        if point.sort == "bookmarkEnd"
    }
    return [
        _Ours(mark, _End(number, point), ends.get(point.id))
        for number, block in enumerate(file.blocks)
        for point in block.points
        if point.sort == "bookmarkStart" and (mark := mark_of(point.name)) is not None
    ]


def _within(file: File, start: _End, end: _End) -> list[int]:
    """The blocks between two ends; one that only touches an end is not within."""
    first, last = start.block, end.block
    before_end = any(span.text.strip() for span in file.blocks[last].spans[: end.point.at])
    after_start = any(span.text.strip() for span in file.blocks[first].spans[start.point.at :])
    own = any(span.text.strip() for span in file.blocks[first].spans)
    numbers = list(range(first, last + 1))
    if not before_end and last > first:
        numbers.pop()
    if own and not after_start and numbers[:1] == [first]:
        numbers.pop(0)
    return [number for number in numbers if not is_beside(file, number)]


def _grown(file: File, numbers: list[int], at: int) -> tuple[int, ...]:
    """The blocks with their neighbours in the style of the text; or those around a place."""
    first, last = (numbers[0], numbers[-1]) if numbers else (at, at - 1)
    while first > 0 and file.styles[first - 1] == TEXT:
        first -= 1
    while last + 1 < len(file.blocks) and file.styles[last + 1] == TEXT:
        last += 1
    more = {n for n in range(first, last + 1) if file.styles[n] == TEXT}
    return tuple(sorted({*numbers, *more}))


def _below(file: File, title: int, taken: set[int]) -> tuple[int, ...]:
    """The paragraphs below a heading, up to the next one; without the lines ahead of the text."""
    found: list[int] = []
    for number in range(title + 1, len(file.blocks)):
        if file.levels[number] is not None or number in taken:
            break
        if file.blocks[number].text("none").startswith(AUTHORSHIP):
            found.clear()
        elif not is_beside(file, number) and not in_table(file, number):
            found.append(number)
    return tuple(found)


def _of(file: File, narrative: Narrative, taken: set[int]) -> tuple[int, ...] | None:
    """The paragraphs from the first to the last in which a sentence stands; None below half of them all."""
    wanted = [same_words(sentence.text) for sentence in narrative.sentences]
    told = {n: same_words(one.text("none")) for n, one in enumerate(file.blocks) if n not in taken}
    there = {wish: next((n for n, text in told.items() if wish in text), None) for wish in wanted}
    places = sorted(n for n in there.values() if n is not None)
    if not places or 2 * sum(there[wish] is not None for wish in wanted) < len(wanted):
        return None
    between = range(places[0], places[-1] + 1)
    return tuple(n for n in between if n in told and file.levels[n] is None and not in_table(file, n))


def _heading_above(file: File, number: int) -> int | None:
    return next((n for n in range(number - 1, -1, -1) if file.levels[n] is not None), None)


def _told(file: File, numbers: Sequence[int]) -> bool:
    return any(span.text.strip() for number in numbers for span in file.blocks[number].spans)


def is_beside(file: File, number: int) -> bool:
    """Whether a paragraph belongs to a chapter beside its text: the lines ahead of it, or its title."""
    return file.styles[number] in BESIDE_THE_TEXT or file.levels[number] in (0, 1)


def in_table(file: File, number: int) -> bool:
    """Whether a paragraph stands in a table."""
    return next(file.blocks[number].element.iterancestors("{*}tbl"), None) is not None
