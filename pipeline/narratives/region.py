"""Whether a passage speaks of the region: only such passages tell where its way begins.

Told by the region's own name: a word that begins like it ("Ruhrgebiet", "an der Ruhr"). Places within
the region are not known; so this may prefer a passage, never rule one out.
"""

from collections.abc import Sequence

from pipeline.core.settings import Settings
from pipeline.core.types import Passage
from pipeline.language.words import fold, words

BEGINNING = 4
_NO_NAMES = ("region", "gebiet", "kreis", "stadt", "land")


def regional_first(passages: Sequence[Passage], settings: Settings) -> list[Passage]:
    """The passages that name the region before the others, else in their order."""
    beginnings = _beginnings(f"{settings.region} {settings.name_pattern}")
    return sorted(passages, key=lambda one: not beginnings & _beginnings(f"{one.heading} {one.text}"))


def _beginnings(text: str) -> set[str]:
    """How the capitalised words of a text begin, common nouns for regions left out."""
    return {
        fold(word)[:BEGINNING]
        for word in words(text)
        if word[0].isupper() and len(word) >= BEGINNING and not fold(word).startswith(_NO_NAMES)
    }
