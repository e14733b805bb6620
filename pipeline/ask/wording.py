"""The words around quotations, in the two languages of answers. A quotation itself is never touched."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.ask.languages import Language
from pipeline.core.types import Passage
from pipeline.sources.search.library import Source

Spoken = Literal["de", "en"]


@dataclass(frozen=True)
class Frames:
    """What is said before a quotation: the first, one of the same document, one of another, a list."""

    first: str
    beside: str
    further: str
    listed: str
    withheld: str
    nothing: str
    section: str
    and_word: str


_FRAMES: dict[Spoken, Frames] = {
    "de": Frames(
        first="In {place} heißt es:",
        beside="Dort{spot} steht auch:",
        further="In {place} steht:",
        listed="In {place} steht dazu:",
        withheld="Dazu steht etwas in {place}, darf aber nicht zitiert werden.",
        nothing="Das steht nicht im Korpus.",
        section="Abschnitt „{anchor}“",
        and_word="und",
    ),
    "en": Frames(
        first="According to {place} (quoted in German, not translated):",
        beside="The same document{spot} also says:",
        further="In {place}:",
        listed="In {place} (quoted in German, not translated):",
        withheld="There is something on this in {place}, but it may not be quoted.",
        nothing="The documents do not say.",
        section="section “{anchor}”",
        and_word="and",
    ),
}
_PAGES = (("Seite ", "page "), ("Folie ", "slide "))


def spoken(language: Language) -> Spoken:
    """The language of the answer: English for English questions, else German."""
    return "en" if language is Language.ENGLISH else "de"


def frames(language: Spoken) -> Frames:
    """The words around quotations in a language."""
    return _FRAMES[language]


def name(source: Source) -> str:
    """A document as a person names it: „Titel“ (2025-11-20)."""
    title = f"„{source.title or source.path}“"
    return f"{title} ({source.date})" if source.date else title


def spot(passage: Passage, source: Source, language: Spoken) -> str:
    """Where in its document a passage stands: Seite 3; "" where that says nothing."""
    anchor = passage.anchor
    if not anchor or anchor == source.title:
        return ""
    for german, english in _PAGES:
        if anchor.startswith(german):
            return anchor if language == "de" else english + anchor.removeprefix(german)
    return frames(language).section.format(anchor=anchor)


def place(passage: Passage, source: Source, language: Spoken) -> str:
    """Where a passage stands, as a person finds it: „Titel“ (2025-11-20), Seite 3."""
    return ", ".join(part for part in (name(source), spot(passage, source, language)) if part)


def joined(parts: Sequence[str], language: Spoken) -> str:
    """One, two or more things in a row: a, b und c."""
    *most, last = parts
    return f"{', '.join(most)} {frames(language).and_word} {last}" if most else last


def quoted(words: str) -> str:
    """Words in quotation marks that they do not hold themselves."""
    return f"»{words}«" if "„" in words and "»" not in words else f"„{words}“"
