"""A stretch of text as what it is made of: frames that open, turn and close; themes; and a person's own.

A theme is one value with the sentences that tell it. Where a text is a model's, whose sentences join
several values, each value they rest on is a theme of its own, told in the words of its group.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.core.types import Sentence, Sheet
from pipeline.language.grammar import fronted
from pipeline.language.sentences import sentences as split
from pipeline.narratives.skeleton_text import closed, joined


@dataclass(frozen=True)
class Block:
    """Sentences that stay together in one paragraph; `value` is "" for a frame or a person's sentence."""

    paragraph: int
    value: str
    sentences: tuple[Sentence, ...]

    @property
    def theme(self) -> bool:
        return bool(self.value)


def blocks_of(sentences: Sequence[Sentence], sheet: Sheet, skeleton: bool) -> tuple[Block, ...]:
    """The blocks of some neighbouring sentences; `skeleton` says whether they are a Rohgerüst's."""
    found: list[Block] = []
    for one in sentences:
        for value in _themes(one, sheet, skeleton):
            last = found[-1] if found else None
            if last and value and (last.value, last.paragraph) == (value, one.paragraph):
                found[-1] = replace(last, sentences=(*last.sentences, one))
            else:
                found.append(Block(one.paragraph, value, (one,)))
    return tuple(found) if skeleton else tuple(_once(found))


def _themes(one: Sentence, sheet: Sheet, skeleton: bool) -> tuple[str, ...]:
    """The values a sentence tells; ("",) where it is a frame or a person's own."""
    if one.basis == "edited" or (skeleton and (one.basis != "value" or len(one.values) != 1)):
        return ("",)
    return tuple(value for value in one.values if sheet.value(value).text) or ("",)


def _once(found: Sequence[Block]) -> Iterator[Block]:
    """Each value where it is told first; a frame of a model's text says nothing alone and is left out."""
    seen: set[str] = set()
    for one in found:
        by_hand = all(sentence.basis == "edited" for sentence in one.sentences)
        if by_hand or (one.theme and one.value not in seen):
            seen.add(one.value)
            yield one


BINDING = 2
"""A frame of so many values at most speaks of the theme beside it ("Das befördert …", "Einen Preis …")."""


def bound(blocks: Sequence[Block], at: int) -> bool:
    """Whether a theme has to stay where it is, because the frame beside it speaks of it."""
    beside = [*blocks[max(0, at - 1) : at], *blocks[at + 1 : at + 2]]
    return any(
        not one.theme
        and any(len(s.values) <= BINDING and blocks[at].value in s.values for s in one.sentences)
        for one in beside
    )


def statements(value: str, sheet: Sheet) -> list[str]:
    """What a group said of a value, sentence by sentence, each closed by a mark."""
    return [closed(one) for one in split(sheet.value(value).text)]


def retold(block: Block, told: Sequence[str], passages: Sequence[str] = ()) -> Block:
    """The theme in these words; its passages stay with it."""
    kept = tuple(dict.fromkeys([*(p for one in block.sentences for p in one.passages), *passages]))
    return replace(
        block,
        sentences=tuple(
            Sentence(
                text=text, basis="value", values=(block.value,), passages=kept, paragraph=block.paragraph
            )
            for text in told
        ),
    )


def briefly(block: Block, sheet: Sheet) -> Block:
    """The theme with its first statement alone, joined to what is in front as it was."""
    if _joined(block, sheet):
        return retold(block, statements(block.value, sheet)[:1])
    return replace(block, sentences=block.sentences[:1])


def fully(block: Block, sheet: Sheet) -> Block:
    """The theme with all its statements."""
    said = statements(block.value, sheet)
    return retold(block, said) if len(said) > len(block.sentences) else block


def linked(blocks: Sequence[Block], joints: Sequence[str], sheet: Sheet, start: int) -> tuple[Block, ...]:
    """The themes told anew: every other one, from the `start`th on, with an adverb in front where that
    reads well, the others with two short statements as one."""
    waiting = list(joints)
    found = []
    place = 0
    for block in blocks:
        if not block.theme:
            place = 0
            found.append(block)
            continue
        said = statements(block.value, sheet)[: max(1, _statements_told(block, sheet))]
        if place % 2 == start and place and waiting:
            turned = fronted(waiting[0], said[0])
            if turned is not None:
                said, waiting = [turned, *said[1:]], waiting[1:]
        elif place % 2 != start:
            said = joined(said)
        found.append(retold(block, said))
        place += 1
    return tuple(found)


def _statements_told(block: Block, sheet: Sheet) -> int:
    """How many statements of its group a theme tells now."""
    return min(len(statements(block.value, sheet)), len(block.sentences) + _joined(block, sheet))


def _joined(block: Block, sheet: Sheet) -> bool:
    """Whether its first sentence is two statements, parted by a semicolon."""
    said = statements(block.value, sheet)
    return bool(said) and block.sentences[0].text.startswith(f"{said[0].rstrip('.')};")
