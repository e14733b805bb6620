"""The words around quotations, in the two languages of answers. A quotation itself is never touched."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.ask.question.languages import Language
from pipeline.ask.question.wanted import Kind
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
    offer: str
    foreign: str
    understands: str
    unknown: str
    elsewhere: str
    missing: str
    scattered: str


_FRAMES: dict[Spoken, Frames] = {
    "de": Frames(
        first="In {place} heißt es:",
        beside="Dort{spot} steht auch:",
        further="In {place} steht:",
        listed="In {place} steht dazu:",
        withheld="Dazu steht etwas in {place}; es darf aber nicht zitiert werden.",
        nothing="Das steht nicht im Korpus.",
        section="Abschnitt „{anchor}“",
        and_word="und",
        offer="Am nächsten kommen die genannten Passagen; die Frage beantworten sie nicht.",
        foreign="Die Frage scheint weder deutsch noch englisch zu sein, und gefunden wurde dazu nichts. "
        "Bitte auf Deutsch fragen.",
        understands="Die Frage scheint weder deutsch noch englisch zu sein; verstanden werden nur "
        "diese beiden Sprachen. Bitte prüfen, ob die Zitate dazu passen, oder auf Deutsch fragen.",
        unknown="Weder die Wörter der Frage noch Sinnverwandtes stehen in den Dokumenten.",
        elsewhere="Gefragt ist nach {names}; in den nächsten Passagen kommt das nicht vor.",
        missing="Gefragt ist nach {kind}; in den nächsten Passagen steht keine solche Angabe, "
        "die dazu gehört.",
        scattered="Zu wenig von dem, wonach gefragt ist, steht in einer Passage beieinander.",
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
        offer="The nearest passages are listed below; they do not answer the question.",
        foreign="The question seems to be neither German nor English, and nothing was found. Please ask in "
        "German.",
        understands="Only German and English are understood; please check whether the quotations fit.",
        unknown="Neither the words of the question nor words of like meaning stand in the documents.",
        elsewhere="The question is about {names}, which the nearest passages do not mention.",
        missing="The question is after a {kind}; the nearest passages hold none that belongs to it.",
        scattered="Too little of what was asked stands together in any passage.",
    ),
}
GERMAN_KINDS: dict[Kind, str] = {
    Kind.MONEY: "einem Betrag",
    Kind.SHARE: "einem Anteil",
    Kind.COUNT: "einer Anzahl",
    Kind.AMOUNT: "einer Zahl",
    Kind.DURATION: "einer Dauer",
    Kind.DAY: "einem Datum",
    Kind.DATE: "einem Zeitpunkt",
    Kind.NAME: "einem Namen",
    Kind.WHO: "einer Person oder Stelle",
    Kind.PLACE: "einem Ort",
    Kind.REASON: "einem Grund",
}
ENGLISH_KINDS: dict[Kind, str] = {
    Kind.MONEY: "sum of money",
    Kind.SHARE: "share",
    Kind.COUNT: "number",
    Kind.AMOUNT: "figure",
    Kind.DURATION: "length of time",
    Kind.DAY: "date",
    Kind.DATE: "point in time",
    Kind.NAME: "name",
    Kind.WHO: "person or body",
    Kind.PLACE: "place",
    Kind.REASON: "reason",
}
_PAGES = (("Seite ", "page "), ("Folie ", "slide "), ("Abschnitt ", "section "))


def spoken(language: Language) -> Spoken:
    """The language of the answer: English for English questions, else German."""
    return "en" if language is Language.ENGLISH else "de"


def frames(language: Spoken) -> Frames:
    """The words around quotations in a language."""
    return _FRAMES[language]


def name(source: Source, language: Spoken) -> str:
    """A document as a person names it: „Titel“ (2025-11-20)."""
    plain = source.title or source.path
    title = f"„{plain}“" if language == "de" else f"“{plain}”"
    return f"{title} ({source.date})" if source.date else title


def spot(passage: Passage, source: Source, language: Spoken) -> str:
    """Where in its document a passage stands: Seite 3; "" where that says nothing."""
    anchor = passage.anchor
    if not anchor or anchor == source.title:
        return ""
    for german, english in _PAGES:
        if anchor.startswith(german) and anchor.removeprefix(german)[:1].isdigit():
            return anchor if language == "de" else english + anchor.removeprefix(german)
    return frames(language).section.format(anchor=anchor)


def place(passage: Passage, source: Source, language: Spoken) -> str:
    """Where a passage stands, as a person finds it: „Titel“ (2025-11-20), Seite 3."""
    return ", ".join(part for part in (name(source, language), spot(passage, source, language)) if part)


def joined(parts: Sequence[str], language: Spoken) -> str:
    """One, two or more things in a row: a, b und c."""
    *most, last = parts
    return f"{', '.join(most)} {frames(language).and_word} {last}" if most else last


def quoted(words: str, language: Spoken = "de") -> str:
    """Words in quotation marks that they do not hold themselves; German ones where German is quoted."""
    if language == "en":
        return f"“{words}”"
    return f"»{words}«" if "„" in words and "»" not in words else f"„{words}“"
