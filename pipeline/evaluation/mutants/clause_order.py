"""Control: the clauses of a sentence in the other order, and a time put first; nothing else is said."""

from collections.abc import Sequence

from pipeline.evaluation.mutants.wording import FINITE, INSIDE, NOUNS, Word, worded
from pipeline.language.grammar import fronted

_JOINTS = frozenset("weil da obwohl wenn sofern sobald".split())
_TIMES = ("im Jahr 2035", "seither", "inzwischen", "derweil", "trotzdem", "manchmal", "jetzt")
_PRONOUNS = ("PPER", "PPOSAT", "PDS", "PROAV")


def reordered(text: str) -> str | None:
    """The sentence in another order; None where that is unsure."""
    return _clause_last(text) or _clause_first(text) or _time_first(text)


def _clause_last(text: str) -> str | None:
    """ "Weil es regnet, bleibt der Markt leer." as "Der Markt bleibt leer, weil es regnet." """
    words = worded(text)
    comma = _only_comma(words)
    if comma is None or words[0].low not in _JOINTS or words[comma + 1].tag not in FINITE:
        return None
    rest = words[comma + 2 : -1]
    end = _subject(rest)
    if not end or any(word.tag in _PRONOUNS for word in rest):
        return None
    subject = text[rest[0].start : rest[end - 1].end]
    verb, tail = words[comma + 1].text, text[rest[end - 1].end : words[-1].start]
    clause = f"{words[0].text.lower()}{text[words[0].end : words[comma].start]}"
    return f"{subject[0].upper()}{subject[1:]} {verb}{tail}, {clause}."


def _clause_first(text: str) -> str | None:
    """ "Der Markt bleibt leer, weil es regnet." as "Weil es regnet, bleibt der Markt leer." """
    words = worded(text)
    comma = _only_comma(words)
    if comma is None or words[comma + 1].low not in _JOINTS:
        return None
    if any(word.tag in _PRONOUNS for word in words[comma:]):
        return None  # it would speak of somebody before he is named
    clause = text[words[comma + 1].start : words[-1].start]
    return fronted(f"{clause[0].upper()}{clause[1:]},", f"{text[: words[comma].start]}.")


def _time_first(text: str) -> str | None:
    for time in _TIMES:
        at = text.find(f" {time} ")
        if at > 0 and "," not in text[:at] and ";" not in text[:at]:
            return fronted(f"{time[0].upper()}{time[1:]}", f"{text[:at]}{text[at + len(time) + 1 :]}")
    return None


def _only_comma(words: Sequence[Word]) -> int | None:
    """Where the only mark within the sentence is; None where it is no comma, or there are several."""
    marks = [at for at, word in enumerate(words) if word.is_mark]
    plain = len(marks) == 2 and marks[1] == len(words) - 1 and words[marks[0]].text == ","
    return marks[0] if plain and words[-1].text == "." else None


def _subject(rest: Sequence[Word]) -> int:
    """How many words the phrase behind the verb has, 0 where it is surely no subject or unsure."""
    if not rest or rest[0].tag != "ART" or rest[0].low not in ("der", "das", "die", "ein", "eine"):
        return 0
    end = 1
    while end < len(rest) and rest[end].tag in INSIDE:
        end += 1
    return end + 1 if end < len(rest) and rest[end].tag in NOUNS else 0
