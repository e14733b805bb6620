"""Flip: how many, how much, how often."""

from collections.abc import Iterator, Sequence

from pipeline.evaluation.mutants.wording import (
    FINITE,
    NOUNS,
    Change,
    Word,
    changed,
    gone,
    instead,
    noun_after,
    worded,
)
from pipeline.language.number_words import german_number

_WORDS = {
    "alle": "wenige", "allen": "wenigen", "viele": "wenige", "vielen": "wenigen", "wenige": "viele",
    "wenigen": "vielen", "wenig": "viel", "einige": "alle", "einigen": "allen", "sämtliche": "wenige",
    "mehrere": "wenige", "mancher": "jeder", "jeder": "kaum einer",
}  # fmt: skip
_EACH = {"jeder": "kaum ein", "jede": "kaum eine", "jedes": "kaum ein", "jeden": "kaum einen",
         "jedem": "kaum einem"}  # fmt: skip
_TIMES = frozenset("jahr tag zeit mal monat woche abend morgen fall stunde nacht".split())
_NO_MORE = frozenset("nicht kein keine keinen keiner nichts niemand nie".split())
_AFTER_ONLY = frozenset("noch nicht wenige wenn".split())
_OTHER = ("fünfzig", "hundert", "tausend")


def recounted(text: str) -> list[str]:
    """The sentence with one quantity turned, once for each."""
    words = worded(text)
    return [changed(text, *changes) for at in range(len(words)) if (changes := tuple(_of(words, at)))]


def _of(words: Sequence[Word], at: int) -> Iterator[Change]:
    word, low = words[at], words[at].low
    behind = words[at - 1].low if at else ""
    after = words[at + 1] if at + 1 < len(words) else word
    if low in _EACH and word.tag == "PIAT":
        noun = noun_after(words, at)
        if noun is not None and noun.lemma.lower() not in _TIMES and behind not in ("fast", "nicht"):
            yield instead(word, _EACH[low])
    elif low == "meisten" and behind == "die":
        yield instead(word, "wenigsten")
    elif low in ("mehr", "weniger") and _compared(words, at):
        yield instead(word, "weniger" if low == "mehr" else "mehr")
    elif low in _WORDS and _counts(word, after, behind):
        yield instead(word, _WORDS[low])
    elif low == "nur" and after.low not in _AFTER_ONLY and after.tag not in FINITE and behind != "nicht":
        yield instead(word, "nicht nur")
    elif low == "fast" and after.low.startswith(("all", "jede")):
        yield gone(word)
        yield instead(after, _EACH.get(after.low, "wenige"))
    elif word.tag == "CARD" and (other := _number(word, after, behind)):
        yield instead(word, other)


def _counts(word: Word, after: Word, behind: str) -> bool:
    """Whether a word of quantity stands for one, of a noun that takes the other as well."""
    if behind in ("nicht", "zu", "so", "fast", "nur", "wie", "vor", "über") or word.tag not in (
        "PIAT",
        "PIS",
    ):
        return False
    if word.tag == "PIAT":
        return after.tag == "NN" and word.low != "mancher" and after.lemma.lower() not in _TIMES
    return word.low != "wenig"


def _compared(words: Sequence[Word], at: int) -> bool:
    """ "mehr" that counts: at the end of a clause or before a noun, and not "nicht mehr"."""
    behind = words[at - 1].low if at else ""
    after = words[at + 1] if at + 1 < len(words) else None
    denied = any(word.low in _NO_MORE for word in words[:at])
    counts = after is None or after.is_mark or after.tag in NOUNS
    return counts and not denied and behind not in ("noch", "und", "immer", "umso")


def _number(word: Word, after: Word, behind: str) -> str:
    """Another number, much larger or smaller; "" for years and what is no plain count."""
    if (
        after.tag not in (*NOUNS, "ADJ(A)")
        or behind in ("jahr", "um", "alle")
        or after.low.startswith("uhr")
    ):
        return ""
    if word.low.isdigit():
        value = int(word.low)
        if 1900 <= value <= 2100 or value < 2:
            return ""
        return str(value * 20) if value < 20 else str(max(2, value // 20))
    spoken = german_number(word.low)
    if spoken is None or spoken < 2:
        return ""
    return _OTHER[spoken % len(_OTHER)] if spoken < 20 else "zwei"
