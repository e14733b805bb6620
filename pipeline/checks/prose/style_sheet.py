"""The house style of a project, as its stil.yaml says it; empty where there is none.

It says how words are used, never what is told. Everything in it is optional; what it does not say is
not checked, but for the length of sentences, which has a house rule of its own.
"""

from typing import Literal

from pydantic import Field

from pipeline.core.types import Noun

NAME = "stil.yaml"
Gender = Literal["Doppelnennung", "neutral", "Genderstern", "Doppelpunkt", "generisch"]
Address = Literal["Sie", "du", "keine"]


class Forbidden(Noun):
    """Verbotenes Wort: a word or phrase in its basic form, and why it is not wanted ("" for no reason)."""

    word: str = Field(min_length=1)
    reason: str = ""


class Lengths(Noun):
    """Satzlänge: the mean number of words a sentence, from–to, and the most any may have."""

    average: tuple[int, int] = (14, 22)
    longest: int = 35


class StyleSheet(Noun):
    """Hausstil: what an editor's house wants of words; `strict` lets its breaches block.

    `preferred` maps a word to the better one, `spellings` a wrong spelling to the right one.
    """

    preferred: dict[str, str] = Field(default_factory=dict)
    forbidden: tuple[Forbidden, ...] = ()
    gender: Gender | None = None
    address: Address | None = None
    spellings: dict[str, str] = Field(default_factory=dict)
    sentences: Lengths = Lengths()
    strict: bool = False


def rules(style: StyleSheet) -> tuple[str, ...]:
    """The sheet as German rules for whoever writes, one a line; none where it says nothing."""
    lengths = style.sentences
    low, high = lengths.average
    said = [f"Statt „{word}“ schreibe „{better}“." for word, better in style.preferred.items()]
    for one in style.forbidden:
        said.append(f"Nie „{one.word}“{f': {one.reason}' if one.reason else ''}, auch nicht gebeugt.")
    said += [f"Schreibe „{right}“, nicht „{wrong}“." for wrong, right in style.spellings.items()]
    if style.gender:
        said.append(f"Personen: {_GENDER[style.gender]}.")
    if style.address:
        said.append(f"Anrede: {_ADDRESS[style.address]}.")
    if lengths != Lengths():
        said.append(f"Im Mittel {low} bis {high} Wörter je Satz, keiner über {lengths.longest}.")
    return tuple(said)


_GENDER: dict[str, str] = {
    "Doppelnennung": "beide Formen ausgeschrieben („Pendlerinnen und Pendler“), keine Sonderzeichen",
    "neutral": "neutrale Wörter („Studierende“, „Fachkräfte“), keine Doppelnennung und keine Sonderzeichen",
    "Genderstern": "mit Stern („Pendler*innen“)",
    "Doppelpunkt": "mit Doppelpunkt („Pendler:innen“)",
    "generisch": "ohne Doppelnennung und ohne Sonderzeichen",
}
_ADDRESS: dict[str, str] = {
    "Sie": "Wer angeredet wird, wird gesiezt",
    "du": "Wer angeredet wird, wird geduzt",
    "keine": "Die Lesenden werden nicht angeredet",
}
