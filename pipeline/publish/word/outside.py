"""What stands outside the texts in a returned file, held against what was handed over there.

Each such paragraph is known by a short hash in the file's own properties. So nothing has to be made a
second time, and neither another template nor a later state of the run makes a false difference.
"""

import base64
import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from pipeline.language.typography import same_words
from pipeline.publish.word.marks import OURS, mark_of
from pipeline.publish.word.returned import Taking
from pipeline.publish.word.spans import Block
from pipeline.sources.read.docx_words import W

_LETTERS, _IN_ONE = 4, 60
"""Letters of a hash, and hashes in a property: Word keeps no more than 255 letters of one."""
_STATE, _TITLES = f"{OURS}Stand-", f"{OURS}Titel"


@dataclass(frozen=True)
class HandedOver:
    """The hashes of all paragraphs outside the texts, in order, and the clusters whose title was marked."""

    hashes: tuple[str, ...] = ()
    titled: tuple[str, ...] = ()


@dataclass(frozen=True)
class Difference:
    """A paragraph (by number) that is not as it was handed over.

    Of one that is gone, `block` and `following` are those between which it stood; None at an end.
    """

    kind: Literal["new", "changed", "gone"]
    block: int | None
    following: int | None = None


def properties_of(blocks: Sequence[Block]) -> dict[str, str]:
    """What a file says of itself, so that its paragraphs outside the texts are known again."""
    marked = _marked(blocks)
    hashes = [_hash(told) for n, block in enumerate(blocks) if n not in marked if (told := _words(block))]
    state = {
        f"{_STATE}{number:03}": "".join(hashes[at : at + _IN_ONE])
        for number, at in enumerate(range(0, len(hashes), _IN_ONE), start=1)
    }
    names = (mark_of(point.name) for block in blocks for point in block.points)
    titled = dict.fromkeys(mark.cluster for mark in names if mark is not None and not mark.known_by)
    return {**state, _TITLES: ";".join(titled)}


def handed_over(properties: Mapping[str, str]) -> HandedOver:
    """What the properties of a file say of its paragraphs."""
    told = "".join(properties[name] for name in sorted(properties) if name.startswith(_STATE))
    hashes = tuple(told[at : at + _LETTERS] for at in range(0, len(told), _LETTERS))
    return HandedOver(hashes, tuple(one for one in properties.get(_TITLES, "").split(";") if one))


def differences(
    handed: HandedOver, blocks: Sequence[Block], inside: Collection[int], taking: Taking
) -> list[Difference]:
    """What is not as it was, of the paragraphs not `inside` a text; nothing where nobody can tell."""
    if not handed.hashes:
        return []
    numbers = [n for n, block in enumerate(blocks) if n not in inside and _words(block, taking)]
    now = [_hash(_words(blocks[n], taking)) for n in numbers]
    steps = SequenceMatcher(None, handed.hashes, now, autojunk=False).get_opcodes()
    return [
        one
        for tag, old, old_end, new, new_end in steps
        if tag != "equal"
        for one in _step(numbers, new, new_end, old_end - old)
    ]


def _step(numbers: Sequence[int], new: int, end: int, old: int) -> Iterator[Difference]:
    """One place at which so many `old` paragraphs stood: which of several is the new one, nobody knows."""
    for number in numbers[new:end]:
        yield Difference("changed" if old else "new", number)
    before = numbers[end - 1] if end else None
    for _ in range(old - (end - new)):
        yield Difference("gone", before, numbers[end] if end < len(numbers) else None)


def _marked(blocks: Sequence[Block]) -> set[int]:
    """The paragraphs within our bookmarks, the first of each name."""
    found: set[int] = set()
    going: set[str] = set()
    known: set[str] = set()
    for number, block in enumerate(blocks):
        going -= {one.id for one in block.points if one.sort == "bookmarkEnd" and one.at == 0}
        starts = [one for one in block.points if one.sort == "bookmarkStart" and mark_of(one.name)]
        going |= {one.id for one in starts if one.name not in known}
        known |= {one.name for one in starts}
        if going:
            found.add(number)
        going -= {one.id for one in block.points if one.sort == "bookmarkEnd"}
    return found


def _words(block: Block, taking: Taking = "none") -> str:
    """The words of a paragraph however they are typed; "" for one whose words Word computes itself."""
    computed = (f"{W}fldChar", f"{W}fldSimple", f"{W}instrText")
    if next(block.element.iter(*computed), None) is not None:
        return ""
    return " ".join(same_words(block.text(taking)).split())


def _hash(words: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(words.encode()).digest()).decode()[:_LETTERS]
