"""What is a text's own and what is not, once it is known where each text stands and what was handed over.

A new paragraph right behind a text belongs to it, whatever its style; a heading that was handed over beside
the texts is no narrative's title. All else that differs is named, so that no edit is lost in silence.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from pipeline.core.types import Narrative
from pipeline.language.typography import same_words
from pipeline.publish.word.file import File
from pipeline.publish.word.marks import mark_of
from pipeline.publish.word.outside import Difference, differences
from pipeline.publish.word.regions import Region, in_table, is_beside
from pipeline.publish.word.returned import NotTaken, Taking

_LONGEST_PLACE = 60
"""Letters of a heading or paragraph that say where something stands."""


def settled(file: File, found: Mapping[str, Region], known: Sequence[Narrative]) -> dict[str, Region]:
    """The regions with what was added right behind each, and without headings that are not their title."""
    texts = {block for one in found.values() for block in one.blocks}
    unlike = _there(differences(file.handed, file.blocks, texts, "none"), "new", "changed")
    titled = {
        cluster: region if _is_title(file, region, found, known, unlike) else replace(region, title=None)
        for cluster, region in found.items()
    }
    inside = _inside(file, titled)
    # an undecided paragraph belongs to the text as well, and is told as open there
    new = _there(differences(file.handed, file.blocks, inside, "accepted"), "new")
    return {
        cluster: replace(region, blocks=(*region.blocks, *_behind(file, region, new)))
        for cluster, region in titled.items()
    }


def not_taken(
    file: File, found: Mapping[str, Region], known: Sequence[Narrative], taking: Taking
) -> tuple[NotTaken, ...]:
    """Every edit that is part of no text; titles that are gone come first."""
    gone = [
        NotTaken(kind="gone", place=f"Überschrift von {one.cluster}; der Titel bleibt", words=one.title)
        for one in known
        if one.cluster in file.handed.titled and one.cluster in found
        if _title_of(file, found[one.cluster], taking) == ""
    ]
    titles = {region.title for region in found.values()}
    edits = differences(file.handed, file.blocks, _inside(file, found), taking)
    named = (one for one in edits if one.kind == "gone" or one.block not in titles)
    return (*gone, *(_named(file, one, taking) for one in named))


def _there(edits: Sequence[Difference], *kinds: str) -> set[int]:
    """The paragraphs that stand there under one of some kinds of edit."""
    return {one.block for one in edits if one.kind in kinds and one.block is not None}


def _title_of(file: File, region: Region, taking: Taking) -> str:
    return "" if region.title is None else same_words(file.blocks[region.title].text(taking))


def _is_title(
    file: File,
    region: Region,
    found: Mapping[str, Region],
    known: Sequence[Narrative],
    unlike: Collection[int],
) -> bool:
    """Whether the heading found for a text is its own, and not one of the file or of another text.

    `unlike` are the paragraphs that did not stand beside the texts when the file was handed over.
    """
    if region.title is None:
        return False
    block, level = file.blocks[region.title], file.levels[region.title]
    words = _title_of(file, region, "none")
    if any(words == same_words(one.title) for one in known if one.cluster == region.cluster):
        return True
    others = [mark_of(point.name) for point in block.points if point.sort == "bookmarkStart"]
    if any(mark is not None and not mark.known_by and mark.cluster != region.cluster for mark in others):
        return False
    if any(one.title == region.title for one in found.values() if one.cluster < region.cluster):
        return False
    if not file.handed.hashes:
        return level is None or level <= 1
    return region.title in unlike


def _inside(file: File, found: Mapping[str, Region]) -> set[int]:
    """The paragraphs that are part of a text, or the title of one that had its own mark."""
    titles = {one.title for one in found.values() if one.cluster in file.handed.titled}
    texts = {block for one in found.values() for block in one.blocks}
    return texts | {title for title in titles if title is not None}


def _behind(file: File, region: Region, new: set[int]) -> list[int]:
    """The new paragraphs right behind a text, up to a heading, a table or what was there before."""
    added: list[int] = []
    last = region.blocks[-1] if region.blocks else len(file.blocks)
    for number in range(last + 1, len(file.blocks)):
        blank = not any(span.text.strip() for span in file.blocks[number].spans)
        if file.levels[number] is not None or in_table(file, number) or is_beside(file, number):
            break
        if number in new:
            added.append(number)
        elif not blank:
            break
    return added


def _named(file: File, edit: Difference, taking: Taking) -> NotTaken:
    if edit.kind == "gone" or edit.block is None:
        ends = [_short(file, number, taking) for number in (edit.block, edit.following)]
        return NotTaken(kind="gone", place=f"zwischen {ends[0]} und {ends[1]}")
    words = " ".join(file.blocks[edit.block].text(taking).split())
    return NotTaken(kind=edit.kind, place=_place(file, edit.block), words=words)


def _short(file: File, number: int | None, taking: Taking) -> str:
    """How a paragraph begins; the ends of a file have no words."""
    told = "" if number is None else " ".join(file.blocks[number].text(taking).split())
    shown = told if len(told) <= _LONGEST_PLACE else f"{told[:_LONGEST_PLACE]} …"
    return f"„{shown}“" if told else "dem Rand der Datei"


def _place(file: File, number: int) -> str:
    """The headings above a paragraph, the outermost first."""
    heads: list[str] = []
    deepest = 10
    for above in range(number, -1, -1):
        level = file.levels[above]
        if level is not None and 0 < level < deepest and above < number:
            heads.insert(0, " ".join(file.blocks[above].text("none").split())[:_LONGEST_PLACE])
            deepest = level
    told = " › ".join(one for one in heads if one) or "am Anfang"
    return f"{told}, Tabelle" if in_table(file, number) else told
