"""A Rohgerüst while it is written: its sentences so far, and how statements become sentences."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.core.types import Basis, Sentence
from pipeline.language.grammar import continued
from pipeline.language.words import count_words

JOINED_WORDS = 26


@dataclass
class Text:
    """Sentences so far; knows the paragraph it is in."""

    sentences: list[Sentence] = field(default_factory=list)
    paragraph: int = 1

    def add(self, text: str, basis: Basis, values: Sequence[str], passages: Sequence[str] = ()) -> None:
        self.sentences.append(
            Sentence(
                text=text,
                basis=basis,
                values=tuple(values),
                passages=tuple(passages),
                paragraph=self.paragraph,
            )
        )

    @property
    def begun(self) -> bool:
        """Whether the paragraph has a sentence."""
        return bool(self.sentences) and self.sentences[-1].paragraph == self.paragraph


def joined(told: list[str]) -> list[str]:
    """Two short statements of one group as one sentence, parted by a semicolon."""
    if len(told) != 2 or told[0][-1] != "." or count_words(" ".join(told)) > JOINED_WORDS:
        return told
    return [f"{told[0][:-1]}; {continued(told[1])}"]


def closed(text: str) -> str:
    """A statement ends with a mark, also where a group wrote none."""
    return text if text[-1] in '.!?…“”"' else f"{text}."
