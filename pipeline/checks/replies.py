"""What a model has to say of sentences and paragraphs, and what can be wrong with its reply.

A contradiction counts only with the words it lies in, copied from the sentence: who cannot point to
it has not found it. Reasons come before verdicts, so that a model thinks before it decides.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Literal

from pipeline.language.verbatim import wording
from pipeline.llm.schema import Reply


class JudgedSentence(Reply):
    """A sentence by its number: its figures and names, its row (0: none), where it lies, verdict."""

    nummer: int
    zahlen: list[str]
    namen: list[str]
    faktor: int
    zitat: str
    grund: str
    urteil: Literal["stuetzt", "widerspricht", "neutral"]


class JudgedSentences(Reply):
    """All sentences asked about, each once."""

    saetze: list[JudgedSentence]


class DoubtedSentence(Reply):
    """A sentence by its number, and whether it does contradict."""

    nummer: int
    zitat: str
    grund: str
    bestaetigt: bool


class DoubtedSentences(Reply):
    """All sentences in doubt, each once."""

    einwaende: list[DoubtedSentence]


class PlacedParagraph(Reply):
    """A paragraph by its number, the cluster's letter, and how sure that is."""

    absatz: int
    szenario: str
    sicherheit: Literal["sicher", "eher", "unklar"]


class PlacedParagraphs(Reply):
    """All paragraphs, each once."""

    absaetze: list[PlacedParagraph]


def judged_fault(reply: JudgedSentences, texts: Mapping[int, str], rows: int) -> str:
    """What is wrong with verdicts on these sentences, told to the model; "" where nothing is."""
    wrong = numbers_fault([one.nummer for one in reply.saetze], list(texts), "Satz", "Sätze")
    if wrong:
        return wrong
    for one in reply.saetze:
        if not 0 <= one.faktor <= rows:
            return f"Satz {one.nummer} nennt die Zeile {one.faktor}; es gibt die Zeilen 1 bis {rows}."
        for taken in (*one.zahlen, *one.namen):
            if not wording(taken, texts[one.nummer]):
                return _misquoted(one.nummer, taken)
        if one.urteil != "widerspricht":
            continue
        if one.faktor == 0:
            return f"Satz {one.nummer} soll widersprechen, nennt aber in „faktor“ keine Zeile."
        if not one.grund.strip():
            return f"Satz {one.nummer} soll widersprechen, nennt aber keinen Grund."
        if not wording(one.zitat, texts[one.nummer]):
            return _misquoted(one.nummer, one.zitat)
    return ""


def doubted_fault(reply: DoubtedSentences, texts: Mapping[int, str]) -> str:
    """What is wrong with answers to these objections, told to the model; "" where nothing is."""
    wrong = numbers_fault([one.nummer for one in reply.einwaende], list(texts), "Satz", "Sätze")
    if wrong:
        return wrong
    for one in reply.einwaende:
        if not one.grund.strip():
            return f"Zu Satz {one.nummer} fehlt der Grund."
        if one.bestaetigt and not wording(one.zitat, texts[one.nummer]):
            return _misquoted(one.nummer, one.zitat)
    return ""


def placed_fault(reply: PlacedParagraphs, numbers: Sequence[int], letters: Sequence[str]) -> str:
    """What is wrong with a placement of these paragraphs, told to the model; "" where nothing is."""
    wrong = numbers_fault([one.absatz for one in reply.absaetze], numbers, "Absatz", "Absätze")
    if wrong:
        return wrong
    for one in reply.absaetze:
        if one.szenario not in letters:
            return (
                f"Absatz {one.absatz} nennt das Szenario „{one.szenario}“; möglich sind "
                f"{', '.join(letters)}."
            )
    return ""


def numbers_fault(given: Sequence[int], wanted: Sequence[int], one: str, many: str) -> str:
    """Which numbers are unknown, missing or doubled in a reply; "" where none is."""
    counts = Counter(given)
    unknown = [number for number in counts if number not in wanted]
    missing = [number for number in wanted if number not in counts]
    doubled = [number for number, times in counts.items() if times > 1]
    for numbers, what in ((unknown, "nicht verlangt"), (missing, "fehlt"), (doubled, "steht doppelt")):
        if numbers:
            return (
                f"{one} {numbers[0]}: {what}. Verlangt ist genau ein Eintrag für jeden dieser {many}: "
                f"{', '.join(map(str, wanted))}."
            )
    return ""


def _misquoted(number: int, quote: str) -> str:
    return f"„{quote}“ steht nicht wörtlich in Satz {number}. Schreibe die Wörter Zeichen für Zeichen ab."
