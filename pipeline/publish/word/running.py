"""The blocks of a region as paragraphs of text, and at which of their sentences a place in a block lies.

Two paragraphs whose border an editor took away are one; a border that somebody only proposes to put in is
none yet.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.core.types import Narrative
from pipeline.narratives.ledger import Text
from pipeline.narratives.ledger.alignment import aligned
from pipeline.narratives.ledger.text import plain
from pipeline.publish.word.returned import Taking
from pipeline.publish.word.spans import Block

_ENDS = '.!?…“”"'


@dataclass
class _Paragraph:
    """A paragraph as it grows: its letters, and where in them each of its blocks begins."""

    letters: str = ""
    starts: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class _Place:
    """How many letters other than blanks lie before a place, in which paragraph (from 1)."""

    paragraph: int
    letters: int


class Running:
    """A narrative's text in one file as it is taken."""

    def __init__(
        self, blocks: Sequence[Block], numbers: Sequence[int], taking: Taking, narrative: Narrative
    ) -> None:
        self._blocks, self._taking = blocks, taking
        found = _joined(blocks, numbers, taking)
        self._paragraphs = [one for one in found if one.letters.strip()]
        known = [plain(sentence.text) for sentence in narrative.sentences]
        self.paragraphs = tuple(_parted(plain(one.letters), known) for one in self._paragraphs)
        self._parts = aligned(narrative, Text("", self.paragraphs)).parts

    def sentence(self, block: int, at: int) -> int | None:
        """The sentence (from 1) at span number `at` of a block; None where no sentence is near."""
        place = self._place(block, at)
        if place is None:
            return None
        so_far, last = 0, None
        for number, part in enumerate(self._parts, start=1):
            if part.paragraph != place.paragraph:
                continue
            so_far, last = so_far + _letters(part.text), number
            if so_far > place.letters:
                return number
        return last

    def _place(self, block: int, at: int) -> _Place | None:
        for number, one in enumerate(self._paragraphs, start=1):
            if block in one.starts:
                end = one.starts[block] + self._blocks[block].before(at, self._taking)
                return _Place(number, _letters(one.letters[:end]))
        return None


def _joined(blocks: Sequence[Block], numbers: Sequence[int], taking: Taking) -> list[_Paragraph]:
    found: list[_Paragraph] = []
    on = False
    for number, following in zip(numbers, [*numbers[1:], -1], strict=True):
        block = blocks[number]
        if not on:
            found.append(_Paragraph())
        found[-1].starts[number] = len(found[-1].letters)
        found[-1].letters += block.text(taking)
        on = block.joins(taking) and following == number + 1
        if on and any(step.kind == "merged" for step in block.end):
            found[-1].letters += " "
    return found


def _parted(text: str, known: Sequence[str]) -> str:
    """A paragraph with a blank between our sentences, which is lost where a border was taken away."""
    for own in known:
        at = text.find(own)
        end = at + len(own)
        if at > 0 and text[at - 1] in _ENDS and not text[at - 1].isspace() and _begins(own):
            text, end = f"{text[:at]} {text[at:]}", end + 1
        if at >= 0 and end < len(text) and own[-1:] in _ENDS and _begins(text[end:]):
            text = f"{text[:end]} {text[end:]}"
    return text


def _begins(text: str) -> bool:
    """Whether a sentence may begin so; a closing mark behind a full stop begins none."""
    return text[:1].isupper() or text[:1].isdigit() or text[:1] == "„"


def _letters(text: str) -> int:
    return sum(not letter.isspace() for letter in text)
