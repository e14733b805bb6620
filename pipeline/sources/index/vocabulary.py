"""The words of an index as they are written, the most frequent first: what a slip is compared with."""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from pipeline.core.files import write_text
from pipeline.core.types import Passage
from pipeline.language.words import FUNCTION_WORDS, parts

WORDS = "words.txt"


def telling(text: str) -> list[str]:
    """The words of a text as written, hyphenated ones in their parts, without the closed word classes."""
    return [word for word in parts(text) if len(word) > 1 and word.lower() not in FUNCTION_WORDS]


def of(passages: Sequence[Passage]) -> list[str]:
    """All words of some passages, those first that stand in most of them; ties by the alphabet."""
    spread: Counter[str] = Counter()
    for passage in passages:
        spread.update(set(telling(f"{passage.heading} {passage.text}")))
    return sorted(spread, key=lambda word: (-spread[word], word))


def write(folder: Path, words: Iterable[str]) -> None:
    """Keep words in their order, one a line."""
    write_text(folder / WORDS, "".join(f"{word}\n" for word in words))


def read(folder: Path) -> list[str]:
    """The words that were kept, in their order; raises OSError where there are none."""
    return (folder / WORDS).read_text(encoding="utf-8").split("\n")[:-1]
