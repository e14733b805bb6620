"""German text in any amount: the sentences of the shipped examples in another order, from a seed.

It reads like the corpus and says nothing. Its words do not grow with its length, so every word of a
question stands in very many passages: for an index by words that is harder than real documents are.
"""

import random
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path

from pipeline.core.progress import Silent
from pipeline.core.types import Passage
from pipeline.language.sentences import sentences
from pipeline.sources.read import read_all
from pipeline.sources.split import split_all

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = ("konnektivitaet-2035", "sicherheit-2035")
SHORTEST, LONGEST = 40, 220
TOLD = 6
"""Sentences in a passage, as in the corpus: 6.4 on average."""
IN_A_DOCUMENT = 200


def corpus_passages() -> list[Passage]:
    """The passages of the example projects, in their order."""
    return [
        passage
        for name in EXAMPLES
        for passage in split_all(
            reading.document
            for reading in read_all(ROOT / "corpus" / name / "documents", Silent())
            if reading.document
        )
    ]


def corpus_sentences() -> list[str]:
    """Whole sentences of the examples, each once, in their order."""
    found = [sentence for passage in corpus_passages() for sentence in sentences(passage.text)]
    return [
        one
        for one in dict.fromkeys(" ".join(sentence.split()) for sentence in found)
        if SHORTEST <= len(one) <= LONGEST and one[0].isupper() and one.endswith(".")
    ]


def recombined(seed: int) -> Iterator[str]:
    """Sentences of the corpus without end: all of them shuffled, then all of them again."""
    chance, pool = random.Random(seed), corpus_sentences()
    while True:
        chance.shuffle(pool)
        yield from pool


class Recombined(Sequence[Passage]):
    """So many passages, each made when it is asked for: a million need no memory."""

    def __init__(self, count: int) -> None:
        self._count = count

    def __len__(self) -> int:
        return self._count

    @cached_property
    def _pool(self) -> list[str]:
        return corpus_sentences()

    def __getitem__(self, number: int) -> Passage:  # type: ignore[override]  # nobody asks for a slice
        if not 0 <= number < self._count:
            raise IndexError(number)
        told = random.Random(number).sample(self._pool, TOLD)
        heading = f"Abschnitt {number}"
        return Passage(
            id=f"p{number}",
            document=f"{number // IN_A_DOCUMENT:05}.md",
            anchor=heading,
            heading=heading,
            text=" ".join(told),
        )
