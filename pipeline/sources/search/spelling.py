"""A question as it was meant: words that stand nowhere are read as the known word they are a slip of.

With a `Dictionary` (half a second from cold, so not for asking by words alone) a real word that just
does not stand in the documents stays as it is: "Miete" is not "Mitte". Without one only what sounds
alike is mended. An English question is left alone: its words stand nowhere and are none the worse.
Numbers and acronyms are what they are.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from pipeline.language import vocabulary
from pipeline.language.borders import Borders
from pipeline.language.tongue import is_english
from pipeline.language.typing_errors import meant
from pipeline.language.words import FUNCTION_WORDS, fold, parts, stem

_WORD = re.compile(r"[^\W_]+")
RAREST = 1_000_000
LONGEST = 60
"""Of more words, one more or less says little, and each unknown one takes some milliseconds."""


@dataclass(frozen=True)
class Dictionary:
    """What is known of German beyond the documents."""

    def rank(self, word: str) -> int | None:
        """How many words are more frequent than this lower-case one; None where it is not among them."""
        return vocabulary.familiar(word)

    @property
    def words(self) -> frozenset[str]:
        """The words that have a rank."""
        return vocabulary.frequent()

    def guess(self, word: str) -> bool:
        """Whether the word, as written, is none that German could have built."""
        return all(vocabulary.unknown(form) for form in (word, word.lower(), word.capitalize()))


DICTIONARY = Dictionary()


@dataclass(frozen=True)
class _Known:
    """All words that a slip may have been meant to be."""

    words: frozenset[str]

    @cached_property
    def borders(self) -> Borders:
        return Borders(self.words)


@lru_cache(maxsize=8)
def _known(written: frozenset[str], dictionary: Dictionary | None) -> _Known:
    """Kept for the next question: a million words take a second."""
    return _Known(written | FUNCTION_WORDS | (dictionary.words if dictionary else frozenset()))


@dataclass(frozen=True)
class Vocabulary:
    """The words of the documents: whether a word's stem stands there, and which words are written there.

    `dictionary` is what is known besides, where it may be asked.
    """

    knows: Callable[[str], bool]
    written: Callable[[], frozenset[str]]
    dictionary: Dictionary | None = None

    def ordinary(self, word: str) -> bool:
        """Whether a lower-case word is a frequent one, whatever the documents say."""
        return word in FUNCTION_WORDS or bool(self.dictionary and self.dictionary.rank(word) is not None)

    def likelihood(self, word: str) -> tuple[bool, int, str]:
        """What a known word is chosen by, least first: written in the documents, frequent, by alphabet."""
        rank = self.dictionary.rank(word) if self.dictionary else None
        return (word not in self.written(), RAREST if rank is None else rank, word)


def mended(question: str, vocabulary: Vocabulary) -> str:
    """The question with its mistyped words mended, the rest as it was."""
    if is_english(question) or len(parts(question)) > LONGEST:
        return question
    return _WORD.sub(lambda found: _mended(found.group(), vocabulary), question)


def _mended(word: str, known: Vocabulary) -> str:
    plain = fold(word)
    if word.isupper() or known.knows(stem(plain)) or known.ordinary(plain):
        return word
    found = _meant(word, plain, known)
    if not found:
        return word
    best = min(found, key=known.likelihood)
    return best.capitalize() if word[0].isupper() else best


def _meant(word: str, plain: str, known: Vocabulary) -> list[str]:
    """What a word may have been meant to be; what is no slip, but a word of its own, only by its sound."""
    there = _known(known.written(), known.dictionary)
    heard = meant(plain, there.words.__contains__, slips=False)
    if heard or known.dictionary is None:
        return heard
    slips = meant(plain, there.words.__contains__, borders=there.borders)
    return slips if slips and known.dictionary.guess(word) else []
