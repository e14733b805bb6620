"""The words around quotations, in the two languages of answers. A quotation itself is never touched."""

from dataclasses import dataclass
from typing import Literal

from pipeline.ask.languages import Language
from pipeline.core.types import Passage
from pipeline.sources.search.library import Source

Spoken = Literal["de", "en"]


@dataclass(frozen=True)
class Frames:
    """What is said before a quotation: the first one, one of the same place, one of another place."""

    first: str
    again: str
    further: str
    listed: str
    withheld: str
    nothing: str
    section: str


_FRAMES: dict[Spoken, Frames] = {
    "de": Frames(
        first="In {place} heißt es:",
        again="Dort steht auch:",
        further="In {place} steht:",
        listed="In {place} steht dazu:",
        withheld="Dazu steht etwas in {place}, darf aber nicht zitiert werden.",
        nothing="Das steht nicht im Korpus.",
        section="Abschnitt „{anchor}“",
    ),
    "en": Frames(
        first="According to {place} (quoted in German, not translated):",
        again="It also says there:",
        further="In {place}:",
        listed="In {place} (quoted in German, not translated):",
        withheld="There is something on this in {place}, but it may not be quoted.",
        nothing="The documents do not say.",
        section="section „{anchor}“",
    ),
}
_PAGES = (("Seite ", "page "), ("Folie ", "slide "))


def spoken(language: Language) -> Spoken:
    """The language of the answer: English for English questions, else German."""
    return "en" if language is Language.ENGLISH else "de"


def frames(language: Spoken) -> Frames:
    """The words around quotations in a language."""
    return _FRAMES[language]


def place(passage: Passage, source: Source, language: Spoken) -> str:
    """Where a passage stands, as a person finds it: „Titel“ (2025-11-20), Seite 3."""
    name = f"„{source.title or source.path}“"
    dated = f"{name} ({source.date})" if source.date else name
    anchor = passage.anchor
    if not anchor or anchor == source.title:
        return dated
    for german, english in _PAGES:
        if anchor.startswith(german):
            return f"{dated}, {anchor if language == 'de' else english + anchor.removeprefix(german)}"
    return f"{dated}, {frames(language).section.format(anchor=anchor)}"


def quoted(words: str) -> str:
    """Words in quotation marks that they do not hold themselves."""
    return f"»{words}«" if "„" in words and "»" not in words else f"„{words}“"
