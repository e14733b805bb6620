"""A question as it was meant: words that stand nowhere are read as the known word they are a slip of.

With a `Dictionary` (half a second from cold, so not for asking by words alone) a real word that just
does not stand in the documents stays as it is: "Miete" is not "Mitte". Without one only what sounds
alike is mended. An English question is left alone: its words stand nowhere and are none the worse.
Numbers and acronyms are what they are.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

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

    def guess(self, word: str) -> bool:
        """Whether the word, as written, is none that German could have built."""
        return all(vocabulary.unknown(form) for form in (word, word.lower(), word.capitalize()))


DICTIONARY = Dictionary()


@lru_cache(maxsize=1)
def _of_the_dictionary() -> Borders:
    return Borders(vocabulary.frequent() | FUNCTION_WORDS)


@lru_cache(maxsize=8)
def _of_documents(written: frozenset[str]) -> Borders:
    """Kept for the next question: a million words take a second."""
    return Borders(written)


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
    written = known.written()
    slips = bool(known.dictionary and known.dictionary.guess(word))
    # Only slips are so many that it pays to know how words begin and end; they need the dictionary.
    borders = (_of_documents(written), _of_the_dictionary()) if slips else ()
    found = meant(plain, lambda one: one in written or known.ordinary(one), slips=slips, borders=borders)
    if not found:
        return word
    best = min(found, key=known.likelihood)
    return best.capitalize() if word[0].isupper() else best
